package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final byte[] MINE = "mine".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void fileThatSomebodyElseChangedMeanwhile_isLeftToThem() throws IOException {
        Path file = Texts.write(directory.resolve("file"), "before");
        try (AtomicFile mine = AtomicFile.prepare(file)) {
            Texts.write(file, "theirs");

            assertThatThrownBy(() -> mine.commit(MINE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("somebody else has changed it in the meantime");
        }
        assertThat(Texts.read(file)).isEqualTo("theirs");
        assertThat(Texts.names(directory)).containsExactly("file");
    }

    @Test
    void twoNewFilesOfOneName_theFirstOneCounts() throws IOException {
        Path file = directory.resolve("file");
        try (AtomicFile first = AtomicFile.prepare(file);
                AtomicFile second = AtomicFile.prepare(file)) {
            first.commit(MINE);

            assertThatThrownBy(() -> second.commit("other".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IOException.class);
        }
        assertThat(Texts.read(file)).isEqualTo("mine");
        assertThat(Texts.names(directory)).containsExactly("file");
    }

    @Test
    void filePreparedButNotCommitted_leavesNothingBehind() throws IOException {
        try (AtomicFile file = AtomicFile.prepare(directory.resolve("file"))) {
            assertThat(Texts.names(directory)).singleElement().asString().startsWith(".file.");
            assertThat(Texts.permissions(
                            directory.resolve(Texts.names(directory).get(0))))
                    .isEqualTo("rw-------");
        }
        assertThat(Texts.names(directory)).isEmpty();
    }

    @Test
    void linkThatPointsToAFileYetToCome_isFollowed() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("file"));
        try (AtomicFile file = AtomicFile.prepare(link)) {
            file.commit(MINE);
        }
        assertThat(link).isSymbolicLink();
        assertThat(Texts.read(directory.resolve("file"))).isEqualTo("mine");
    }

    @Test
    void linksInACircle_areRefused() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("link"));

        assertThatThrownBy(() -> AtomicFile.prepare(link)).isInstanceOf(FileSystemLoopException.class);
    }

    @Test
    void rescue_takesTheFirstDirectoryThatWorks() throws IOException {
        Path first = directory.resolve("does-not-exist");
        Path second = Files.createDirectory(directory.resolve("second"));

        Path rescued = new Rescue(List.of(first, second))
                .write("clientreg-rescued-", ".json", "text")
                .orElseThrow();

        assertThat(rescued.getParent()).isEqualTo(second);
        assertThat(Texts.read(rescued)).isEqualTo("text");
        assertThat(Texts.permissions(rescued)).isEqualTo("rw-------");
        assertThat(new Rescue(List.of(first)).write("a", "b", "text")).isEmpty();
    }
}
