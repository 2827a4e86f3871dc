package dev.clientregistration.simpleidserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.Recorded;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.JweAlgorithm;
import dev.clientregistration.model.JweEncryption;
import dev.clientregistration.model.JwsAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimpleIdServerMembersTest {
    @Test
    void members_ofThePublishedAnswer_areRead() {
        ClientInformation client = ClientInformation.fromJson(
                Recorded.of("simple-id-server/register-published").body());

        assertThat(client.get(SimpleIdServerMembers.TOKEN_EXPIRATION_TIME)).contains(Duration.ofSeconds(1800));
        assertThat(client.get(SimpleIdServerMembers.REFRESH_TOKEN_EXPIRATION_TIME))
                .contains(Duration.ofSeconds(1800));
        assertThat(client.get(SimpleIdServerMembers.PREFERRED_TOKEN_PROFILE)).contains("Bearer");
        assertThat(client.get(SimpleIdServerMembers.CREATE_DATETIME))
                .contains(Instant.parse("2023-06-12T19:24:24.0726061Z"));
        assertThat(client.get(SimpleIdServerMembers.UPDATE_DATETIME))
                .contains(Instant.parse("2023-06-12T19:24:24.0727511Z"));
        assertThat(client.get(SimpleIdServerMembers.TOKEN_SIGNED_RESPONSE_ALG)).contains(JwsAlgorithm.RS256);
        assertThat(client.get(SimpleIdServerMembers.TOKEN_ENCRYPTED_RESPONSE_ALG))
                .contains(JweAlgorithm.of("RSA1_5"));
        assertThat(client.get(SimpleIdServerMembers.TOKEN_ENCRYPTED_RESPONSE_ENC))
                .contains(JweEncryption.of("A128CBC-HS256"));
        assertThat(client.get(SimpleIdServerMembers.IS_CONSENT_DISABLED)).contains(false);
        assertThat(client.get(SimpleIdServerMembers.TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKEN))
                .contains(false);
        assertThat(client.get(SimpleIdServerMembers.AUTHORIZATION_DATA_TYPES)).contains(List.of());
    }

    @Test
    void members_set_areSentInTheServersForm() {
        ClientMetadata metadata = ClientMetadata.builder()
                .set(SimpleIdServerMembers.TOKEN_SIGNED_RESPONSE_ALG, JwsAlgorithm.ES256)
                .set(SimpleIdServerMembers.AUTHORIZATION_DATA_TYPES, List.of("payment"))
                .set(SimpleIdServerMembers.TOKEN_EXPIRATION_TIME, Duration.ofMinutes(5))
                .set(SimpleIdServerMembers.CREATE_DATETIME, Instant.parse("2023-06-12T19:24:24.0726061Z"))
                .build();

        assertThat(metadata.toJson())
                .isEqualTo(
                        "{\"token_signed_response_alg\":\"ES256\",\"authorization_data_types\":[\"payment\"],"
                                + "\"token_expiration_time_seconds\":300,\"create_datetime\":\"2023-06-12T19:24:24.072606100Z\"}");
    }
}
