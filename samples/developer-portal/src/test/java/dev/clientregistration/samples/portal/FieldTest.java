package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTest {
    @ParameterizedTest
    @CsvSource({
        "invalid_redirect_uri, nothing, CALLBACK_URLS",
        "INVALID_CLIENT_METADATA, redirect_uris: not allowed, CALLBACK_URLS",
        "invalid_client_metadata, Invalid Client Registration: redirect_uris, CALLBACK_URLS",
        "invalid_client_metadata, logo_uri must match client_name, LOGO",
        "invalid_client_metadata, a response_types value needs a grant, FLOW",
        "invalid_client_metadata, token_endpoint_auth_method none is not allowed, FLOW",
        "invalid_scope, Invalid Client Registration: scope, SCOPES"
    })
    void field_isTheOneThatCodeOrDescriptionNames(String code, String description, Field field) {
        assertThat(Field.named(Optional.of(code), Optional.of(description))).contains(field);
    }

    @ParameterizedTest
    @CsvSource({
        "insufficient_scope, Policy 'Trusted Hosts' rejected",
        "invalid_client_metadata, the telescope is closed"
    })
    void field_thatIsNotNamed_isNone(String code, String description) {
        assertThat(Field.named(Optional.of(code), Optional.of(description))).isEmpty();
    }

    @Test
    void field_withoutWords_isNone() {
        assertThat(Field.named(Optional.empty(), Optional.empty())).isEmpty();
    }
}
