package dev.clientregistration.interop.contract;

import static dev.clientregistration.interop.contract.Bench.attempt;

import dev.clientregistration.Secret;
import dev.clientregistration.anvil.AnvilClients;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.time.Duration;
import java.util.List;

/** Anvil Connect's REST API. */
final class AnvilScenarios {
    private static final AnvilClient CLIENT = AnvilClient.fromJson("""
            {"redirect_uris": ["https://client.example.com/callback"], "client_name": "Pretzel", "trusted": true,
             "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
             "contacts": ["pretzel@example.com"], "default_max_age": 3600, "scopes": ["read"],
             "default_client_scope": "realm"}""");

    private AnvilScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(Dialect.ANVIL_CONNECT, "the life of a client of the REST API", AnvilScenarios::life),
                Scenario.of(Dialect.ANVIL_CONNECT, "what the REST API refuses", AnvilScenarios::refusals));
    }

    private static MockRegistrationServer server(Bench bench) {
        return bench.server(settings ->
                settings.registrar("registrar", "secret", "realm", "other").accessTokenLifetime(Duration.ofMinutes(5)));
    }

    private static void life(Bench bench) {
        MockRegistrationServer server = server(bench);
        AnvilClients sdk = sdk(bench, server, token(server, "realm"));
        String id = sdk.create(CLIENT).id().orElseThrow();
        sdk.list();
        sdk.get(id);
        sdk.patch(id, AnvilClient.fromJson("{\"client_name\": \"Round Pretzel\"}"));
        sdk.delete(id);
    }

    private static void refusals(Bench bench) {
        MockRegistrationServer server = server(bench);
        Secret token = token(server, "realm");
        AnvilClients sdk = sdk(bench, server, token);
        String id = sdk.create(CLIENT).id().orElseThrow();
        AnvilClient bad = CLIENT.toBuilder().contacts(List.of("nobody")).build();
        attempt(() -> sdk.create(bad));
        attempt(() -> sdk.patch(id, bad));
        everything(sdk, "unknown");
        everything(sdk(bench, server, Secret.of("nonsense")), id);
        everything(sdk(bench, server, token(server, "other")), id);
        server.advance(Duration.ofMinutes(6));
        everything(sdk, id);
    }

    private static void everything(AnvilClients sdk, String id) {
        attempt(() -> sdk.list());
        attempt(() -> sdk.create(CLIENT));
        attempt(() -> sdk.get(id));
        attempt(() -> sdk.patch(id, CLIENT));
        attempt(() -> sdk.delete(id));
    }

    private static Secret token(MockRegistrationServer server, String scope) {
        return Wire.accessToken(server.tokenEndpoint(), "registrar", Secret.of("secret"), scope);
    }

    private static AnvilClients sdk(Bench bench, MockRegistrationServer server, Secret token) {
        return bench.closedLater(Bench.once(AnvilClients.builder())
                .baseUri(server.issuer())
                .accessToken(token)
                .build());
    }
}
