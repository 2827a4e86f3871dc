package dev.clientregistration.samples.cli;

import com.google.gson.JsonObject;
import dev.clientregistration.error.Operation;
import dev.clientregistration.model.ClientInformation;
import picocli.CommandLine.Option;

/** How a client is shown. */
final class OutputOption {
    private final Session session;

    @Option(
            names = "--show-secrets",
            description = "Show the client's secret and its registration access token, which are masked otherwise.")
    private boolean showSecrets;

    OutputOption(Session session) {
        this.session = session;
    }

    boolean showsSecrets() {
        return showSecrets;
    }

    /** Writes the client information to standard output. Its secrets have been learned. */
    boolean print(ClientInformation client) {
        JsonObject document = client.toJsonObject();
        return session.terminal()
                .print(showSecrets ? document : session.secrets().masked(document));
    }

    /** What to tell when that did not work, and nothing is lost by it. */
    static CommandException notPrinted(Operation operation) {
        return CommandException.afterwards(
                operation, "standard output could not be written", "run \"clientreg get\" to see the client");
    }
}
