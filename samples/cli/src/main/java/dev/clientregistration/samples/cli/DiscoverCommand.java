package dev.clientregistration.samples.cli;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.error.Operation;
import dev.clientregistration.model.AuthorizationServerMetadata;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what an authorization server publishes about itself. */
@Command(
        name = "discover",
        header = "Shows what an authorization server publishes about itself.",
        sortOptions = false,
        customSynopsis = "clientreg discover --issuer URL [OPTIONS]",
        description = {
            "%nPrints the server's metadata (RFC 8414) or its OpenID configuration, whichever names a registration"
                    + " endpoint.%n"
        },
        footer = {"%nExample:%n", "  clientreg discover --issuer https://as.example.com"})
final class DiscoverCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--issuer",
            required = true,
            paramLabel = "URL",
            description = "The authorization server, exactly as it names itself.")
    private String issuer = "";

    @Mixin
    private final CallOptions calls;

    @Mixin
    private final HelpOption help = new HelpOption();

    DiscoverCommand(Session session) {
        this.session = session;
        this.calls = new CallOptions(session);
    }

    @Override
    public Integer call() {
        AuthorizationServerMetadata metadata;
        try (ClientRegistration facade =
                calls.builder().issuer(CallOptions.url("--issuer", issuer)).build()) {
            metadata = session.call(Operation.DISCOVER, Keeper.ofNothing(session.terminal()), () -> facade.discover());
        }
        if (!session.terminal().print(metadata.toJsonObject())) {
            throw CommandException.afterwards(Operation.DISCOVER, "standard output could not be written", "");
        }
        return ExitStatus.DONE.code();
    }
}
