package dev.clientregistration.samples.cli;

import dev.clientregistration.model.ClientMetadata;
import picocli.CommandLine.Option;

/** The option {@code --metadata}: JSON text, a file, or standard input. */
final class MetadataOption {
    private final Session session;

    @Option(
            names = "--metadata",
            required = true,
            paramLabel = "JSON|@FILE|-",
            description = "The client metadata: a JSON object, @ and the name of a file, or - for standard input.")
    private String metadata = "";

    MetadataOption(Session session) {
        this.session = session;
    }

    /** Whether it comes from standard input, which can be read once. */
    boolean readsStandardInput() {
        return metadata.equals(TextFile.STANDARD_INPUT);
    }

    /** What was given. Its secrets have been learned. */
    ClientMetadata read() {
        try {
            ClientMetadata read = ClientMetadata.fromJson(text());
            session.secrets().learn(read.toJsonObject());
            return read;
        } catch (IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage()).replace("ClientMetadata cannot be read: ", "");
            throw CommandException.usage(
                    "--metadata cannot be used: " + reason,
                    isInline()
                            ? "a file is given as --metadata @FILE; in a shell, put the JSON text between single quotes"
                            : "");
        }
    }

    private boolean isInline() {
        return !metadata.startsWith("@") && !readsStandardInput();
    }

    private String text() {
        if (metadata.startsWith("@")) {
            return TextFile.read("--metadata", TextFile.path("--metadata", metadata.substring(1)));
        }
        if (readsStandardInput()) {
            return TextFile.readStandardInput(session.terminal());
        }
        if (metadata.indexOf('\uFFFD') >= 0) {
            // Java has read the command line in the locale's charset, which has not all of its characters.
            throw CommandException.usage(
                    "--metadata holds characters that this locale does not have",
                    "run the command with LC_ALL=C.UTF-8, or give the metadata as @FILE");
        }
        return metadata;
    }
}
