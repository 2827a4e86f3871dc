package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.nevismeta.NevisClientId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NativeSnippetsTest {
    @Test
    void nevisMeta_createsAClientAndChangesItFromALaterTimeOn() {
        try (NativeServer server = new NativeServer()) {
            server.json(201, "{\"clientId\":\"00000000000000000000000000000001\"}")
                    .json(200, "{\"name\":\"Triangular Pretzel\",\"valid_from\":\"2026-11-21T12:00:00Z\"}")
                    .json(200, "");

            NevisClientId id =
                    NativeSnippets.nevisMeta(server.uri(), Secret.of("s3cret"), Instant.parse("2026-12-01T00:00:00Z"));

            assertThat(id).isEqualTo(NevisClientId.of("00000000000000000000000000000001"));
            assertThat(server.requests())
                    .extracting(NativeServer::body)
                    .containsExactly(
                            "{\"name\":\"Triangular Pretzel\",\"client_id\":\"triangular-pretzel\","
                                    + "\"redirect_uris\":[\"https://example.com/callback\"]}",
                            "",
                            "{\"name\":\"Round Pretzel\",\"valid_from\":\"2026-12-01T00:00:00Z\"}");
        }
    }

    @Test
    void anvil_createsAClientChangesItAndLooks() {
        try (NativeServer server = new NativeServer()) {
            server.json(201, "{\"_id\":\"a\"}").json(200, "{\"_id\":\"a\"}").json(200, "[{\"_id\":\"a\"}]");

            assertThat(NativeSnippets.anvil(server.uri(), Secret.of("s3cret"))).hasSize(1);
            assertThat(server.requests())
                    .extracting(NativeServer::body)
                    .containsExactly(
                            "{\"client_name\":\"Triangular Pretzel\",\"redirect_uris\":[\"https://example.com/callback\"],"
                                    + "\"trusted\":true}",
                            "{\"client_name\":\"Round Pretzel\"}",
                            "");
        }
    }

    @Test
    void lenus_describesAClientByItsFlow() {
        assertThat(NativeSnippets.lenus("healthorg").toJson())
                .isEqualTo("{\"client_name\":\"superpedometer\",\"grant_types\":[\"authorization_code\",\"implicit\"],"
                        + "\"response_types\":[\"code id_token\",\"code token\",\"code id_token token\"]}");
    }
}
