package dev.clientregistration.samples.quickstart;

import dev.clientregistration.CallObserver;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.Response;
import dev.clientregistration.Secret;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registers, reads, changes and deletes clients and has one request refused, and says at each step what was sent, what
 * came back and what it means.
 *
 * <p>It talks to a mock server of its own, or to the server at {@code REGISTRATION_ENDPOINT} with the token in
 * {@code INITIAL_ACCESS_TOKEN}. What it registers it deletes, also when a step fails.
 */
public final class Quickstart {
    private final ClientRegistration registration;
    private final PrintStream out;
    private final List<ClientInformation> registered = new ArrayList<>();

    private Quickstart(ClientRegistration registration, PrintStream out) {
        this.registration = registration;
        this.out = out;
    }

    /** Runs the sample on the process's environment; exit status 1 if something went wrong that should not. */
    public static void main(String[] args) {
        if (!run(System.getenv(), System.out)) {
            System.exit(1);
        }
    }

    static boolean run(Map<String, String> environment, PrintStream out) {
        String endpoint = environment.get("REGISTRATION_ENDPOINT");
        if (endpoint == null || endpoint.isBlank()) {
            try (MockRegistrationServer server = MockRegistrationServer.start()) {
                out.println("No REGISTRATION_ENDPOINT is set: talking to a mock server at "
                        + server.registrationEndpoint());
                return run(server.registrationEndpoint(), Optional.empty(), Optional.of(server), out);
            }
        }
        Optional<Secret> token = Optional.ofNullable(environment.get("INITIAL_ACCESS_TOKEN"))
                .filter(text -> !text.isBlank())
                .map(Secret::of);
        out.println("Talking to " + endpoint + (token.isPresent() ? " with an initial access token" : ""));
        return run(URI.create(endpoint), token, Optional.empty(), out);
    }

    private static boolean run(
            URI endpoint, Optional<Secret> token, Optional<MockRegistrationServer> mock, PrintStream out) {
        ClientRegistration.Builder builder =
                ClientRegistration.builder().endpoint(endpoint).observer(printing(out));
        token.map(InitialAccessToken::fixed).ifPresent(builder::initialAccessToken);
        try (ClientRegistration registration = builder.build()) {
            Quickstart quickstart = new Quickstart(registration, out);
            try {
                quickstart.wholeLife();
                quickstart.clientCredentials(mock);
                quickstart.refusal();
                return true;
            } catch (RegistrationException e) {
                out.println("   failed: " + e.getMessage());
                out.println("   outcome: " + e.outcome());
                return false;
            } finally {
                quickstart.deleteLeftovers();
            }
        }
    }

    /** Anvil Connect's example client, from its registration to its end. */
    private void wholeLife() {
        ClientMetadata metadata = ClientMetadata.fromJson(resource("triangular-pretzel.json"));
        step("register", metadata);
        ClientInformation client = result(
                registration.exchange().register(metadata),
                "the client exists; its secret and its registration access token must be stored now");

        step("get", client.clientId());
        client = result(
                registration.exchange().get(registration.credentials(client)), "the registration as the server has it");

        ClientMetadata changed =
                client.toMetadata().toBuilder().clientName("Round Pretzel").build();
        step("update", changed);
        client = result(
                registration.exchange().update(registration.credentials(client), changed),
                "the client is now exactly what was sent");

        step("delete", client.clientId());
        Response<?> deleted = registration.exchange().delete(registration.credentials(client));
        registered.clear();
        out.println("<- HTTP " + deleted.status());
        out.println("   means: the client and its credentials are of no use any more");
    }

    /** SimpleIdServer's example, whose answer has members that no specification names: all of them come through. */
    private void clientCredentials(Optional<MockRegistrationServer> mock) {
        String answer = resource("client-credentials-answer.json");
        mock.ifPresent(server -> server.answerNext(MockAnswer.json(201, answer)));
        ClientMetadata metadata = ClientMetadata.fromJson(resource("client-credentials.json"));
        step("register", metadata);
        Response<ClientInformation> response = registration.exchange().register(metadata);
        int members = response.value().memberNames().size();
        if (mock.isEmpty()) {
            result(response, "all " + members + " members that the server sent are there");
            return;
        }
        boolean unchanged = response.value()
                .toJson()
                .equals(ClientInformation.fromJson(answer).toJson());
        result(
                response,
                "all " + members + " members of the answer came through "
                        + (unchanged ? "unchanged, in their order" : "CHANGED"));
        registered.clear(); // the mock only said so
    }

    /** A request that RFC 7591 has servers refuse: a redirect URI with a fragment. */
    private void refusal() {
        ClientMetadata metadata = ClientMetadata.builder()
                .clientName("Square Pretzel")
                .redirectUris("https://example.com/callback#fragment")
                .build();
        step("register", metadata);
        try {
            result(registration.exchange().register(metadata), "this server accepts redirect URIs with a fragment");
        } catch (ResultError e) {
            out.println(
                    "<- refused with HTTP " + e.httpStatus() + " " + e.code().orElse("(no code)")
                            + e.description().map(text -> ": " + text).orElse(""));
            out.println("   means: " + e.outcome() + ", " + e.getMessage());
        }
    }

    private void deleteLeftovers() {
        for (ClientInformation client : registered) {
            try {
                registration.delete(client);
                out.println("Deleted " + client.clientId() + ", which was left over");
            } catch (RegistrationException e) {
                out.println("Could not delete " + client.clientId() + ": " + e.getMessage());
            }
        }
    }

    private void step(String operation, Object sent) {
        out.println();
        out.println("-> " + operation + " " + sent);
    }

    /** Prints what came back, and remembers the client as it is now, to delete it in the end. */
    private ClientInformation result(Response<ClientInformation> response, String meaning) {
        ClientInformation client = response.value();
        registered.removeIf(earlier -> earlier.clientId().equals(client.clientId()));
        registered.add(client);
        out.println("<- HTTP " + response.status() + " " + client);
        out.println("   means: " + meaning);
        return client;
    }

    private static CallObserver printing(PrintStream out) {
        return new CallObserver() {
            @Override
            public void attemptStarted(AttemptStarted event) {
                String method =
                        switch (event.operation()) {
                            case REGISTER, TOKEN -> "POST";
                            case GET, LIST, DISCOVER -> "GET";
                            case UPDATE -> "PUT";
                            case DELETE -> "DELETE";
                        };
                out.println("   " + method + " " + event.target());
            }
        };
    }

    private static String resource(String name) {
        try (InputStream in = Quickstart.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
