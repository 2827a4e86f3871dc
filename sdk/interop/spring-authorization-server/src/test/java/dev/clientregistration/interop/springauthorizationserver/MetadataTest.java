package dev.clientregistration.interop.springauthorizationserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.RegistrationDifference;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.UnusableReason;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.UnusableClientException;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the metadata that was asked for. */
@ExtendWith(RunningServer.class)
class MetadataTest {
    private static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    private final ClientRegistration registration;

    MetadataTest(AuthorizationServer server) {
        this.registration = server.facade().build();
    }

    @AfterEach
    void close() {
        registration.close();
    }

    @Test
    void register_membersTheServerDoesNotKnow_areDropped() {
        ClientMetadata requested = ClientMetadata.fromJson("""
                {
                  "client_name": "Triangular Pretzel",
                  "client_name#fr": "Bretzel triangulaire",
                  "redirect_uris": ["https://example.com/callback"],
                  "contacts": ["pretzel@example.com"],
                  "logo_uri": "https://example.com/logo.png",
                  "client_uri": "https://example.com/",
                  "application_type": "native",
                  "jwks": {"keys": [{
                    "kty": "EC", "crv": "P-256",
                    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
                  }]},
                  "software_id": "pretzel",
                  "x_unknown": 1
                }""");

        RegistrationDifference difference = RegistrationDifference.between(requested, registration.register(requested));

        assertThat(difference.dropped())
                .containsOnlyKeys(
                        "client_name#fr",
                        "contacts",
                        "logo_uri",
                        "client_uri",
                        "application_type",
                        "jwks",
                        "software_id",
                        "x_unknown");
        assertThat(difference.added())
                .containsOnlyKeys(
                        "grant_types", "response_types", "token_endpoint_auth_method", "id_token_signed_response_alg");
        assertThat(difference.replaced()).isEmpty();
        assertThat(difference.unusable()).isEmpty();
    }

    @Test
    void register_nameIsMissing_isGivenOne() {
        ClientInformation client = registration.register(ClientMetadata.builder()
                .redirectUris("https://example.com/callback")
                .build());

        assertThat(client.clientName().orElseThrow()).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "tls_client_auth", "self_signed_tls_client_auth", "x_unknown"})
    void register_authMethodTheServerLacks_becomesClientSecretBasicWithASecret(String method) {
        ClientMetadata requested = METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.of(method))
                .build();

        ClientInformation client = registration.register(requested);

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(client.clientSecret().orElseThrow().reveal()).hasSize(64);
        RegistrationDifference difference = RegistrationDifference.between(requested, client);
        assertThat(difference.replaced()).containsOnlyKeys("token_endpoint_auth_method");
        assertThat(difference.unusable())
                .extracting(UnusableReason::kind)
                .isEqualTo(method.equals("none") ? List.of(UnusableReason.Kind.NOT_PUBLIC) : List.of());
    }

    @Test
    void register_publicClientIsRequired_isNotAndTheFailureHoldsTheClient() {
        UnusableClientException failure = catchThrowableOfType(
                UnusableClientException.class,
                () -> registration.register(
                        METADATA.toBuilder()
                                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE)
                                .build(),
                        RequestOptions.builder().requireUsable().build()));

        assertThat(failure.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(failure.reasons()).extracting(UnusableReason::kind).containsExactly(UnusableReason.Kind.NOT_PUBLIC);
        assertThat(registration.get(failure.client()).clientName()).contains("Triangular Pretzel");
    }

    @Test
    void register_clientSecretPost_isHonoured() {
        ClientInformation client = registration.register(METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST)
                .postLogoutRedirectUris("https://example.com/goodbye")
                .build());

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_POST);
        assertThat(client.postLogoutRedirectUris()).containsExactly("https://example.com/goodbye");
    }

    @Test
    void register_privateKeyJwtByUri_hasNoSecret() {
        ClientInformation client = registration.register(METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.PRIVATE_KEY_JWT)
                .jwksUri("https://example.com/jwks")
                .build());

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.PRIVATE_KEY_JWT);
        assertThat(client.jwksUri()).contains("https://example.com/jwks");
        assertThat(client.clientSecret()).isEmpty();
        assertThat(client.clientSecretExpiresAt().isUnknown()).isTrue();
    }

    @Test
    void register_clientSecretJwt_secretIsTheHashThatTheServerKeeps() {
        ClientInformation client = registration.register(METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_JWT)
                .build());

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_JWT);
        assertThat(client.clientSecret().orElseThrow().reveal()).startsWith("{bcrypt}$2a$04$");
    }

    @Test
    void register_responseTypeIsNotSaid_authorizationCodeIsAdded() {
        ClientInformation client = registration.register(
                METADATA.toBuilder().grantTypes(GrantType.CLIENT_CREDENTIALS).build());

        assertThat(client.grantTypes())
                .containsExactlyInAnyOrder(GrantType.CLIENT_CREDENTIALS, GrantType.AUTHORIZATION_CODE);
    }

    @Test
    void register_redirectUrisAsString_areTaken() {
        ClientInformation client =
                registration.register(ClientMetadata.fromJson("{\"redirect_uris\":\"https://example.com/callback\"}"));

        assertThat(client.redirectUris()).containsExactly("https://example.com/callback");
    }

    // ---- refusals

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid_redirect_uri    | redirect_uris | {'redirect_uris':['https://example.com/callback#fragment']}",
                "invalid_redirect_uri    | redirect_uris | {'redirect_uris':['/callback']}",
                "invalid_redirect_uri    | redirect_uris | {'redirect_uris':['javascript:alert(1)']}",
                "invalid_request         | redirect_uris | {'redirect_uris':[]}",
                "invalid_request         | claims        | {}",
                "invalid_scope           | scope         | {'redirect_uris':['https://example.com/callback'],'scope':'openid'}",
                "invalid_request         | scope         | {'redirect_uris':['https://example.com/callback'],'scope':''}",
                "invalid_client_metadata | token_endpoint_auth_method | {'redirect_uris':['https://example.com/callback'],'token_endpoint_auth_method':'private_key_jwt','jwks':{'keys':[]}}",
            },
            quoteCharacter = '`')
    void register_badMetadata_isRefused(String code, String member, String metadata) {
        RegistrationRejectedException refusal = catchThrowableOfType(
                RegistrationRejectedException.class,
                () -> registration.register(ClientMetadata.fromJson(metadata.replace('\'', '"'))));

        assertThat(refusal.httpStatus()).isEqualTo(400);
        assertThat(refusal.code()).contains(code);
        assertThat(refusal.description().orElseThrow()).contains(member);
        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(refusal.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void register_badRedirectUri_isRefusedInBothStyles(CallStyle style) {
        RegistrationRejectedException refusal = catchThrowableOfType(
                RegistrationRejectedException.class,
                () -> style.register(
                        registration,
                        ClientMetadata.builder().redirectUris("/callback").build()));

        assertThat(refusal.code()).contains("invalid_redirect_uri");
        assertThat(refusal.bodyExcerpt().orElseThrow())
                .contains(
                        "\"error_uri\":\"https://openid.net/specs/openid-connect-registration-1_0.html#RegistrationError\"");
    }
}
