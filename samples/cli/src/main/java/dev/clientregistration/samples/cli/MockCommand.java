package dev.clientregistration.samples.cli;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.AuthleteSettings;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Quirk;
import dev.clientregistration.testing.RegistrationAccess;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves as a mock authorization server until it is told to end. */
@Command(
        name = "mock",
        header = "Is a mock authorization server, for the tests of programs in any language.",
        sortOptions = false,
        customSynopsis = "clientreg mock [OPTIONS]",
        description = {
            "%nPrints one line of JSON with issuer, registration_endpoint, token_endpoint, initial_access_token and dialect,"
                    + " and serves on the loopback interface until it is told to end (SIGTERM, Ctrl-C). Its clients,"
                    + " exchanges, faults and clock are reached at ISSUER/__admin.%n"
        },
        footer = {"%nExample:%n", "  clientreg mock --dialect keycloak --port 8180 --fault drop-after-applying@register"
        })
final class MockCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            description = "What it speaks: a name of \"clientreg profiles\", or authlete. Default: standard.")
    private String dialect = Dialect.STANDARD.dialectName();

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on. Default: a free one.")
    private int port;

    @Option(
            names = "--tls",
            description = "Serve https; the line of JSON then has ca_certificate, the PEM text of what to trust.")
    private boolean tls;

    @Option(
            names = "--require-token",
            paramLabel = "T",
            description = "Demand this token for a registration; with the dialect authlete, for every request.")
    private @Nullable String token;

    @Option(
            names = "--registration",
            paramLabel = "WHO",
            description =
                    "Who may register: open, token, single-use-token or switched-off. Default: as the dialect has it.")
    private @Nullable String access;

    @Option(
            names = "--client-id-prefix",
            paramLabel = "P",
            description =
                    "Have clients choose their client_id: P, a dot, and digits and letters in lower case; as at Lenus.")
    private @Nullable String clientIdPrefix;

    @Option(
            names = "--rotate",
            description =
                    "Replace the registration access token with every read and update, the secret with every update.")
    private boolean rotate;

    @Option(
            names = "--quirk",
            paramLabel = "NAME",
            description =
                    "Have this quirk of real servers on top of the dialect, such as null-arrays. May be repeated.")
    private List<String> quirks = new ArrayList<>();

    @Option(
            names = "--fault",
            paramLabel = "SPEC",
            description = "Fail like this, for example drop-after-applying@register*2. May be repeated.")
    private List<String> faults = new ArrayList<>();

    @Mixin
    private final HelpOption help = new HelpOption();

    MockCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Fault> armed = faults.stream().map(Fault::parse).toList();
        try (MockRegistrationServer server = server()) {
            armed.forEach(server::fault);
            JsonObject facts = server.facts();
            if (tls) {
                facts.addProperty("ca_certificate", server.caCertificatePem());
            }
            if (!session.terminal().printLine(Json.line(facts))) {
                throw CommandException.file("standard output could not be written", "");
            }
            // Until the process is told to end: nothing counts down.
            new CountDownLatch(1).await();
        }
        return ExitStatus.DONE.code();
    }

    private MockRegistrationServer server() {
        Dialect spoken = Dialect.named(dialect);
        MockRegistrationServer.Builder builder =
                MockRegistrationServer.builder().dialect(spoken).port(port).adminApi();
        if (!quirks.isEmpty()) {
            builder.quirks(quirks.stream().map(Quirk::named).toArray(Quirk[]::new));
        }
        if (tls) {
            builder.tls();
        }
        if (token != null && spoken == Dialect.AUTHLETE) {
            builder.authlete(AuthleteSettings.builder().accessToken(token).build());
        } else if (token != null) {
            builder.initialAccessToken(token);
        }
        if (access != null) {
            builder.registrationAccess(RegistrationAccess.named(access));
        }
        if (clientIdPrefix != null) {
            builder.clientIdPrefix(clientIdPrefix);
        }
        if (rotate) {
            builder.rotateRegistrationAccessTokenOnRead(true)
                    .rotateRegistrationAccessTokenOnUpdate(true)
                    .rotateSecretOnUpdate(true);
        }
        try {
            return builder.start();
        } catch (UncheckedIOException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "choose another --port, or none");
        }
    }
}
