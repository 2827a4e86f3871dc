package dev.clientregistration.samples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what cannot be had again to a new file of its own where it could not be written to its place. Only its owner may
 * read that file.
 */
final class Rescue {
    private final List<Path> directories;

    /** Tries these directories, in this order. */
    Rescue(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** Beside the file that was meant, if there is one; here; at home; where temporary files are. */
    static Rescue beside(@Nullable Path file) {
        Set<Path> directories = new LinkedHashSet<>();
        Stream.of(
                        file == null ? null : file.toAbsolutePath().getParent(),
                        Path.of("").toAbsolutePath(),
                        Path.of(System.getProperty("user.home", "")).toAbsolutePath(),
                        Path.of(System.getProperty("java.io.tmpdir", "")).toAbsolutePath())
                .filter(directory -> directory != null)
                .forEach(directories::add);
        return new Rescue(new ArrayList<>(directories));
    }

    /**
     * Writes a text.
     *
     * @param prefix begins the file's name
     * @param suffix ends it
     * @return where it is; empty if it could be written nowhere
     */
    Optional<Path> write(String prefix, String suffix, String text) {
        for (Path directory : directories) {
            Path file = null;
            try {
                file = AtomicFile.createPrivate(directory, prefix, suffix);
                Files.write(file, text.getBytes(StandardCharsets.UTF_8));
                return Optional.of(file);
            } catch (IOException e) {
                remove(file);
            }
        }
        return Optional.empty();
    }

    private static void remove(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The next directory is what counts.
        }
    }
}
