package dev.clientregistration.samples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small files of text, and says in a few words why that failed. */
final class TextFile {
    /** What stands for standard input in the place of a file. */
    static final String STANDARD_INPUT = "-";

    private static final int MOST_BYTES = 1 << 20;

    private TextFile() {}

    /** A path of the command line. */
    static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw CommandException.usage(option + " is no file name");
        }
    }

    /** The text of a file; {@code what} names it in messages. */
    static String read(String what, Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return read(what + " " + path, in);
        } catch (IOException e) {
            throw CommandException.file(what + " " + path + " cannot be read: " + reason(e), "");
        }
    }

    /** The text of standard input. */
    static String readStandardInput(Terminal terminal) {
        try {
            return read("standard input", terminal.in());
        } catch (IOException e) {
            throw CommandException.file("standard input cannot be read: " + reason(e), "");
        }
    }

    private static String read(String what, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw CommandException.file(what + " is longer than 1 MiB", "");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw CommandException.file(what + " is not UTF-8 text", "");
        }
    }

    /** Why a file could not be used. */
    static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileSystemException ofFile) {
            return ofFile.getReason() != null
                    ? ofFile.getReason()
                    : ofFile instanceof NoSuchFileException
                            ? "no such file or directory"
                            : ofFile.getClass().getSimpleName();
        }
        String message = failure.getMessage();
        return message != null ? message : failure.getClass().getSimpleName();
    }
}
