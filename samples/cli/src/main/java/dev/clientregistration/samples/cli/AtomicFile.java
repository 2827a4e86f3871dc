package dev.clientregistration.samples.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file that only its owner may read, and that is replaced as a whole or not at all. It is prepared before anything is
 * sent: a file beside it is made, and space for it taken, so that writing fails then and not afterwards.
 */
final class AtomicFile implements AutoCloseable {
    /** More than a registration takes. */
    private static final int RESERVED_BYTES = 16 * 1024;

    private static final int MOST_LINKS = 40;

    private final Path file;
    private final byte @Nullable [] seen;
    private final Path prepared;

    private AtomicFile(Path file, byte @Nullable [] seen, Path prepared) {
        this.file = file;
        this.seen = seen;
        this.prepared = prepared;
    }

    /**
     * Prepares a file to be written or replaced. A symbolic link is followed: what it points to is replaced, not the link.
     *
     * @throws IOException if the file could not be written, or is no ordinary file
     */
    static AtomicFile prepare(Path path) throws IOException {
        Path file = target(path);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no ordinary file");
        }
        Path directory = directory(file);
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString(), null, "the directory does not exist");
        }
        byte[] seen = contentOf(file);
        Path prepared = createPrivate(directory, "." + file.getFileName() + ".", ".tmp");
        AtomicFile atomic = new AtomicFile(file, seen, prepared);
        try {
            atomic.write(new byte[RESERVED_BYTES]);
        } catch (IOException e) {
            atomic.close();
            throw e;
        }
        return atomic;
    }

    /** A new, empty file that only its owner may read, from its first moment on. */
    static Path createPrivate(Path directory, String prefix, String suffix) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return Files.createTempFile(directory, prefix, suffix, ownerOnly);
    }

    /**
     * Writes the file, down to the disk.
     *
     * @throws IOException if it could not be written, or somebody else has changed it since it was prepared; the file is
     *     then as it was
     */
    void commit(byte[] content) throws IOException {
        write(content);
        if (!Arrays.equals(seen, contentOf(file))) {
            throw new IOException("somebody else has changed it in the meantime");
        }
        Files.move(prepared, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(directory(file));
    }

    /** Removes what was prepared, if it was not committed. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(prepared);
        } catch (IOException e) {
            // Then it stays, for its owner alone to read.
        }
    }

    private void write(byte[] content) throws IOException {
        // Not truncated first: the blocks that are there can be written to even when the disk is full.
        try (FileChannel channel = FileChannel.open(prepared, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.truncate(content.length);
            channel.force(true);
        }
    }

    private static byte @Nullable [] contentOf(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    private static Path target(Path path) throws IOException {
        Path file = path.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(file); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            file = directory(file).resolve(Files.readSymbolicLink(file));
        }
        return file;
    }

    private static Path directory(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory == null) {
            throw new FileNotFoundException("it is no file");
        }
        return directory;
    }

    private static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems cannot; the file itself is on the disk.
        }
    }
}
