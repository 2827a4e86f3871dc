package dev.clientregistration.interop.contract;

import static dev.clientregistration.interop.contract.Bench.attempt;

import dev.clientregistration.Secret;
import dev.clientregistration.nevismeta.NevisClientId;
import dev.clientregistration.nevismeta.NevisMetaClients;
import dev.clientregistration.nevismeta.NevisSetupId;
import dev.clientregistration.nevismeta.NevisSnapshotId;
import dev.clientregistration.nevismeta.NevisValidAt;
import dev.clientregistration.nevismeta.model.NevisClient;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** nevisMeta's API V2. */
final class NevisScenarios {
    private static final NevisSetupId SETUP = NevisSetupId.of("0123456789abcdef0123456789abcdef");
    private static final String UNKNOWN = "f".repeat(32);

    private static final NevisClient CLIENT = NevisClient.fromJson("""
            {"redirect_uris": ["https://client.example.com/callback"], "name": "Pretzel", "grant_types":
             ["authorization_code"], "response_types": ["code"], "contacts": ["pretzel@example.com"],
             "access_token_ttl": 300, "force_reauthentication": true, "x_custom": {"any": 1.0},
             "id_token_signed_response_alg": "ES256", "pkce_mode": "S256_REQUIRED"}""");

    private static final NevisClient BAD =
            NevisClient.fromJson("{\"redirect_uris\": [\"https://client.example.com/#fragment\"]}");

    private NevisScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(Dialect.NEVIS_META, "the life of a client of API V2", NevisScenarios::life),
                Scenario.of(Dialect.NEVIS_META, "what API V2 refuses", NevisScenarios::refusals));
    }

    private static void life(Bench bench) {
        MockRegistrationServer server = bench.server();
        NevisMetaClients sdk = sdk(bench, server, SETUP, "password");
        Instant later = server.clock().instant().plus(Duration.ofDays(30));
        NevisClientId id = sdk.create(CLIENT);
        sdk.list();
        sdk.list(NevisValidAt.at(later).includingSoftDeleted());
        NevisClient got = sdk.get(id);
        sdk.update(id, got.toBuilder().name("Round Pretzel").validFrom(later).build());
        List<NevisSnapshotId> snapshots = sdk.listSnapshots(id, NevisValidAt.any());
        sdk.getSnapshot(id, snapshots.get(1));
        sdk.deleteSnapshot(id, snapshots.get(1));
        sdk.delete(id);
        sdk.list(NevisValidAt.any().includingSoftDeleted());
    }

    private static void refusals(Bench bench) {
        MockRegistrationServer server = bench.server(settings -> settings.registrar("admin", "password", "any"));
        NevisMetaClients sdk = sdk(bench, server, SETUP, "password");
        NevisClientId id = sdk.create(CLIENT);
        NevisSnapshotId snapshot = sdk.listSnapshots(id, NevisValidAt.any()).get(0);
        attempt(() -> sdk.create(BAD));
        attempt(() -> sdk.update(id, BAD));
        attempt(() -> sdk.update(id, CLIENT.toBuilder().validFrom(Instant.EPOCH).build()));
        attempt(() -> sdk.deleteSnapshot(id, snapshot));
        everything(sdk(bench, server, SETUP, "wrong"), id, snapshot);
        everything(sdk(bench, server, NevisSetupId.of(UNKNOWN), "password"), id, snapshot);
        everything(sdk, NevisClientId.of(UNKNOWN), snapshot);
        attempt(() -> sdk.getSnapshot(id, NevisSnapshotId.of(UNKNOWN)));
        URI elsewhere = URI.create(server.registrationEndpoint().toString().replace(SETUP.value(), UNKNOWN));
        attempt(() -> bench.sdk(server, builder -> builder.endpoint(elsewhere)).register(Samples.MINIMAL));
    }

    private static void everything(NevisMetaClients sdk, NevisClientId id, NevisSnapshotId snapshot) {
        attempt(() -> sdk.list());
        attempt(() -> sdk.create(CLIENT));
        attempt(() -> sdk.get(id));
        attempt(() -> sdk.update(id, CLIENT));
        attempt(() -> sdk.delete(id));
        attempt(() -> sdk.listSnapshots(id, NevisValidAt.any()));
        attempt(() -> sdk.getSnapshot(id, snapshot));
        attempt(() -> sdk.deleteSnapshot(id, snapshot));
    }

    private static NevisMetaClients sdk(
            Bench bench, MockRegistrationServer server, NevisSetupId setup, String password) {
        return bench.closedLater(Bench.once(NevisMetaClients.builder())
                .baseUri(server.issuer())
                .setupId(setup)
                .login("admin", Secret.of(password))
                .build());
    }
}
