package dev.clientregistration.interop.springsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.RegistrationDifference;
import dev.clientregistration.UnusableReason;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.ResponseType;
import dev.clientregistration.model.TokenEndpointAuthMethod;
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

    private final AuthorizationServer.Issuer issuer;
    private final ClientRegistration registration;

    MetadataTest(AuthorizationServer server) {
        this.issuer = server.open();
        this.registration = issuer.facade().build();
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
                  "post_logout_redirect_uris": ["https://example.com/goodbye"],
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
                        "post_logout_redirect_uris",
                        "jwks",
                        "software_id",
                        "x_unknown");
        assertThat(difference.added()).containsOnlyKeys("grant_types", "response_types", "token_endpoint_auth_method");
        assertThat(difference.replaced()).isEmpty();
        assertThat(difference.unusable()).isEmpty();
    }

    @Test
    void register_publicClient_isWhatWasAskedFor() {
        ClientMetadata requested = METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE)
                .grantTypes(GrantType.AUTHORIZATION_CODE)
                .responseTypes(ResponseType.CODE)
                .build();

        RegistrationDifference difference = RegistrationDifference.between(requested, registration.register(requested));

        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.unusable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"private_key_jwt", "tls_client_auth", "x_unknown"})
    void register_authMethodTheEndpointLacks_becomesClientSecretBasicWithASecret(String method) {
        ClientMetadata requested = METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.of(method))
                .jwksUri("https://example.com/jwks")
                .build();

        ClientInformation client = registration.register(requested);

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(client.clientSecret().orElseThrow().reveal()).hasSize(64);
        RegistrationDifference difference = RegistrationDifference.between(requested, client);
        assertThat(difference.replaced()).containsOnlyKeys("token_endpoint_auth_method");
        assertThat(difference.dropped()).isEmpty();
    }

    @Test
    void register_clientSecretPost_isHonoured() {
        ClientInformation client = registration.register(METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST)
                .build());

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_POST);
    }

    /** The method becomes another, and the secret in the answer is the hash that the server keeps: nobody can log in. */
    @Test
    void register_clientSecretJwt_isAnsweredWithASecretOfNoUse() {
        ClientMetadata wanted = METADATA.toBuilder()
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_JWT)
                .grantTypes(GrantType.CLIENT_CREDENTIALS)
                .build();
        ClientInformation client = registration.register(wanted);

        assertThat(RegistrationDifference.between(wanted, client).unusable())
                .extracting(UnusableReason::kind)
                .containsExactly(UnusableReason.Kind.SECRET_HASHED);
        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(client.clientSecret().orElseThrow().reveal()).startsWith("{bcrypt}$2a$04$");
        assertThat(Wire.login(
                        issuer.tokenEndpoint(),
                        client.clientId(),
                        client.clientSecret().orElseThrow()))
                .isEqualTo("401 invalid_client");
    }

    @Test
    void register_nameIsMissing_isGivenOne() {
        ClientInformation client = registration.register(ClientMetadata.builder()
                .redirectUris("https://example.com/callback")
                .build());

        assertThat(client.clientName().orElseThrow()).matches("[0-9a-f-]{36}");
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
                .contains("\"error_uri\":\"https://datatracker.ietf.org/doc/html/rfc7591#section-3.2.2\"");
    }
}
