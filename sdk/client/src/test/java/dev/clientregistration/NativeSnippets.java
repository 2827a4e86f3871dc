package dev.clientregistration;

import dev.clientregistration.anvil.AnvilClients;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.lenus.LenusClientId;
import dev.clientregistration.lenus.LenusFlow;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.nevismeta.NevisClientId;
import dev.clientregistration.nevismeta.NevisMetaClients;
import dev.clientregistration.nevismeta.NevisSetupId;
import dev.clientregistration.nevismeta.model.NevisClient;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** The code of README.md and of the Javadoc that uses servers' own APIs: {@link NativeSnippetsTest} runs it. */
final class NativeSnippets {
    private NativeSnippets() {}

    static NevisClientId nevisMeta(URI baseUri, Secret password, Instant nextMonth) {
        // @start region="nevis-meta"
        try (NevisMetaClients clients = NevisMetaClients.builder()
                .baseUri(baseUri) // https://nevis.example.com:9943/nevismeta/rest
                .setupId(NevisSetupId.of("0123456789abcdef0123456789abcdef"))
                .login("admin", password)
                .build()) {
            NevisClientId id = clients.create(NevisClient.builder()
                    .name("Triangular Pretzel")
                    .clientId("triangular-pretzel") // OAuth's, not the internal one that create gives
                    .redirectUris("https://example.com/callback")
                    .build());
            NevisClient client = clients.get(id);
            clients.update(
                    id,
                    client.toBuilder()
                            .name("Round Pretzel")
                            .validFrom(nextMonth) // until then nothing changes
                            .build());
            return id;
        }
        // @end
    }

    static List<AnvilClient> anvil(URI issuer, Secret accessToken) {
        // @start region="anvil"
        try (AnvilClients clients = AnvilClients.builder()
                .baseUri(issuer)
                .accessToken(accessToken) // of a user, with the scope realm
                .build()) {
            AnvilClient client = clients.create(AnvilClient.builder()
                    .clientName("Triangular Pretzel")
                    .redirectUris("https://example.com/callback")
                    .trusted(true)
                    .build());
            clients.patch(
                    client.id().orElseThrow(),
                    AnvilClient.builder().clientName("Round Pretzel").build());
            return clients.list();
        }
        // @end
    }

    static ClientMetadata lenus(String prefix) {
        // @start region="lenus"
        LenusClientId id = LenusClientId.of(prefix, "superpedometer");
        ClientMetadata.Builder metadata = ClientMetadata.builder().clientName(id.suffix());
        LenusFlow.of("hybrid").applyTo(metadata); // grant_types and response_types
        // @end
        return metadata.build();
    }
}
