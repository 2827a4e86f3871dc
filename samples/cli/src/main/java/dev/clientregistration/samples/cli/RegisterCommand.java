package dev.clientregistration.samples.cli;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.RegistrationDifference;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.error.Operation;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Registers a client, keeps its credentials and shows it. */
@Command(
        name = "register",
        header = "Registers a client.",
        sortOptions = false,
        customSynopsis = {
            "clientreg register (--endpoint URL | --issuer URL) [--profile NAME]",
            "                   [--token T | --token-file FILE | [--token-endpoint URL] --client-id ID",
            "                    (--client-secret S | --client-secret-file FILE) [--scope S]]",
            "                   --metadata JSON|@FILE|- (--save FILE [--force] | --show-secrets) [OPTIONS]"
        },
        description = {
            "%nSends the metadata to a registration endpoint (RFC 7591), once, and prints the client as the server registered"
                    + " it. Its credentials cannot be had again, so one of --save and --show-secrets is needed.%n"
        },
        footer = {
            "%nExample:%n",
            "  clientreg register --endpoint https://as.example.com/register \\",
            "      --metadata '{\"client_name\":\"Round Pretzel\",\"redirect_uris\":[\"https://example.com/cb\"]}' \\",
            "      --save pretzel.json"
        })
final class RegisterCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--endpoint", paramLabel = "URL", description = "The registration endpoint.")
    private @Nullable String endpoint;

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "The authorization server, which publishes its registration endpoint; instead of --endpoint.")
    private @Nullable String issuer;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The kind of server; \"clientreg profiles\" lists them. Default: standard.")
    private @Nullable String profile;

    @Mixin
    private final MetadataOption metadata;

    @Mixin
    private final TokenOptions token;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description =
                    "Write the client's credentials, and where they belong, to this file, which only its owner can"
                            + " read.")
    private @Nullable String save;

    @Option(names = "--force", description = "Replace FILE even if it holds something.")
    private boolean force;

    @Mixin
    private final OutputOption output;

    @Mixin
    private final OriginOptions origins = new OriginOptions();

    @Mixin
    private final CallOptions calls;

    @Mixin
    private final HelpOption help = new HelpOption();

    RegisterCommand(Session session) {
        this.session = session;
        this.metadata = new MetadataOption(session);
        this.token = new TokenOptions(session);
        this.output = new OutputOption(session);
        this.calls = new CallOptions(session);
    }

    @Override
    public Integer call() {
        if (save == null && !output.showsSecrets()) {
            throw CommandException.usage(
                    "register needs --save FILE or --show-secrets: the client's credentials would be lost",
                    "nothing was sent: add --save FILE");
        }
        if (force && save == null) {
            throw CommandException.usage("--force needs --save");
        }
        ClientRegistration.Builder builder = calls.builder();
        setServer(builder);
        builder.profile(profile(profile));
        Optional<InitialAccessToken> initialAccessToken = token.read(issuer != null, metadata.readsStandardInput());
        initialAccessToken.ifPresent(builder::initialAccessToken);
        Set<URI> trusted = origins.apply(builder, List.of());
        ClientMetadata wanted = metadata.read();
        try (Keeper keeper = save == null
                        ? Keeper.ofNothing(session.terminal())
                        : Keeper.ofNewClient(session.terminal(), TextFile.path("--save", save), force);
                ClientRegistration registration = builder.build()) {
            ClientInformation client = session.call(Operation.REGISTER, keeper, () -> registration.register(wanted));
            session.secrets().learn(client.toJsonObject());
            RegistrationFile file =
                    RegistrationFile.of(registration.credentials(client), calls.insecureHttpAllowed(), trusted);
            keeper.keep(file, Operation.REGISTER);
            compare(wanted, client);
            if (!output.print(client)) {
                throw save != null
                        ? OutputOption.notPrinted(Operation.REGISTER)
                        : keeper.notSaved(
                                file,
                                Operation.REGISTER,
                                "standard output could not be written",
                                "give that file to clientreg as --registration");
            }
        }
        return ExitStatus.DONE.code();
    }

    /** The profile of that name; the standard one if none was given. */
    private static ServerProfile profile(@Nullable String name) {
        if (name == null) {
            return ServerProfile.STANDARD;
        }
        return ServerProfile.all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandException.usage("--profile must be one of "
                        + ServerProfile.all().stream().map(ServerProfile::name).collect(Collectors.joining(", "))));
    }

    private void setServer(ClientRegistration.Builder builder) {
        if (endpoint != null && issuer != null) {
            throw CommandException.usage("--endpoint and --issuer cannot be combined");
        }
        if (endpoint != null) {
            builder.endpoint(CallOptions.url("--endpoint", endpoint));
        } else if (issuer != null) {
            builder.issuer(CallOptions.url("--issuer", issuer));
        } else {
            throw CommandException.usage("register needs --endpoint URL or --issuer URL");
        }
    }

    /** What speaks against the client is told; it exists all the same. */
    private void compare(ClientMetadata wanted, ClientInformation client) {
        RegistrationDifference difference = RegistrationDifference.between(wanted, client);
        difference.unusable().forEach(reason -> session.warn("the client may be of no use: " + reason.description()));
        if (calls.isVerbose()) {
            tell("added", difference.added().keySet());
            tell("left out", difference.dropped().keySet());
            tell("changed", difference.replaced().keySet());
        }
    }

    private void tell(String what, Set<String> members) {
        if (!members.isEmpty()) {
            session.terminal().note("register: the server " + what + " " + String.join(", ", members));
        }
    }
}
