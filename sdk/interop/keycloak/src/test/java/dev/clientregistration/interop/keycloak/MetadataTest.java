package dev.clientregistration.interop.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonPrimitive;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.RegistrationDifference;
import dev.clientregistration.Response;
import dev.clientregistration.Secret;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.interop.CallStyle;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.ResponseType;
import dev.clientregistration.model.SubjectType;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the metadata that was asked for. */
@ExtendWith(RunningServer.class)
class MetadataTest {
    private final Realm realm;
    private final ClientRegistration registration;

    MetadataTest(Keycloak keycloak) {
        this.realm = keycloak.strict();
        this.registration = realm.facade().build();
    }

    @AfterEach
    void close() {
        registration.close();
    }

    @ParameterizedTest
    @EnumSource
    void register_isAnsweredWithTheClientAndWhatKeycloakAdds(CallStyle style) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        ClientMetadata requested = ClientMetadata.fromJson("""
                {
                  "client_name": "Triangular Pretzel",
                  "redirect_uris": ["https://example.com/b", "https://example.com/a"],
                  "client_uri": "https://example.com/",
                  "application_type": "web",
                  "contacts": ["pretzel@example.com"],
                  "logo_uri": "https://example.com/logo.png",
                  "policy_uri": "https://example.com/policy",
                  "tos_uri": "https://example.com/terms",
                  "software_id": "pretzel",
                  "software_version": "1",
                  "default_max_age": 60
                }""");

        Response<ClientInformation> response = style.register(registration, requested);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.attempts()).isEqualTo(1);
        ClientInformation client = response.value();
        assertThat(response.headers().get("Location"))
                .containsExactly(client.registrationClientUri().orElseThrow());
        assertThat(response.headers()).doesNotContainKey("Cache-Control");
        assertThat(client.memberNames())
                .containsExactlyInAnyOrder(
                        "client_id",
                        "client_id_issued_at",
                        "client_secret",
                        "client_secret_expires_at",
                        "registration_access_token",
                        "registration_client_uri",
                        "client_name",
                        "client_uri",
                        "redirect_uris",
                        "token_endpoint_auth_method",
                        "grant_types",
                        "response_types",
                        "scope",
                        "subject_type",
                        "request_uris",
                        "post_logout_redirect_uris",
                        "tls_client_certificate_bound_access_tokens",
                        "dpop_bound_access_tokens",
                        "require_pushed_authorization_requests",
                        "backchannel_logout_session_required",
                        "frontchannel_logout_session_required");
        assertThat(client.clientId()).matches("[0-9a-f-]{36}");
        assertThat(client.registrationClientUri()).contains(realm.registrationEndpoint() + "/" + client.clientId());
        assertThat(client.clientSecretExpiresAt().isNever()).isTrue();
        assertThat(client.clientIdIssuedAt().orElseThrow()).isBetween(before, Instant.now());
        assertThat(client.redirectUris()).containsExactlyInAnyOrder("https://example.com/a", "https://example.com/b");
        assertThat(client.postLogoutRedirectUris())
                .containsExactlyInAnyOrder("https://example.com/a", "https://example.com/b");
        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(client.grantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        assertThat(client.responseTypes()).containsExactly(ResponseType.CODE, ResponseType.NONE);
        assertThat(client.requestUris()).isEmpty();
        assertThat(client.subjectType()).contains(SubjectType.PUBLIC);
        assertThat(client.tlsClientCertificateBoundAccessTokens()).contains(false);
        assertThat(client.dpopBoundAccessTokens()).contains(false);
        assertThat(Set.of(client.scope().orElseThrow().split(" ")))
                .containsExactlyInAnyOrder("address", "phone", "organization", "offline_access", "microprofile-jwt");
        RegistrationDifference difference = RegistrationDifference.between(requested, client);
        assertThat(difference.dropped())
                .containsOnlyKeys(
                        "application_type",
                        "contacts",
                        "logo_uri",
                        "policy_uri",
                        "tos_uri",
                        "software_id",
                        "software_version",
                        "default_max_age");
        assertThat(difference.replaced()).as("the order does not count").isEmpty();
        assertThat(difference.added()).containsKeys("scope", "subject_type", "post_logout_redirect_uris");
        assertThat(difference.unusable()).isEmpty();
    }

    @Test
    void register_codeFlow_gainsTheResponseTypeNone() {
        ClientMetadata requested = ClientMetadata.builder()
                .redirectUris("https://example.com/callback")
                .grantTypes(GrantType.AUTHORIZATION_CODE)
                .responseTypes(ResponseType.CODE)
                .build();

        ClientInformation client = registration.register(requested);

        assertThat(client.grantTypes()).as("nothing is added to these").containsExactly(GrantType.AUTHORIZATION_CODE);
        assertThat(client.responseTypes()).containsExactly(ResponseType.CODE, ResponseType.NONE);
        assertThat(RegistrationDifference.between(requested, client).replaced()).containsOnlyKeys("response_types");
    }

    @Test
    void register_hybridFlow_gainsEveryResponseType() {
        ClientInformation client = registration.register(ClientMetadata.builder()
                .redirectUris("https://example.com/callback")
                .grantTypes(GrantType.AUTHORIZATION_CODE, GrantType.IMPLICIT)
                .responseTypes(ResponseType.CODE, ResponseType.CODE_ID_TOKEN)
                .build());

        assertThat(client.responseTypes())
                .extracting(ResponseType::value)
                .containsExactlyInAnyOrder(
                        "code",
                        "none",
                        "id_token",
                        "id_token token",
                        "code id_token",
                        "code token",
                        "code id_token token");
    }

    @Test
    void register_secretIsGoodAtTheTokenEndpoint() {
        ClientInformation client = registration.register(ClientMetadata.builder()
                .grantTypes(GrantType.CLIENT_CREDENTIALS)
                .build());

        assertThat(client.grantTypes()).containsExactly(GrantType.CLIENT_CREDENTIALS);
        assertThat(client.responseTypes()).isEmpty();
        assertThat(Wire.login(
                        realm.tokenEndpoint(),
                        client.clientId(),
                        client.clientSecret().orElseThrow()))
                .isEqualTo("200");
        assertThat(Wire.login(realm.tokenEndpoint(), client.clientId(), Secret.of("another")))
                .isEqualTo("401 unauthorized_client");
    }

    @Test
    void register_publicClient_hasNoSecret() {
        ClientInformation client = registration.register(ClientMetadata.builder()
                .redirectUris("http://127.0.0.1/callback")
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.NONE)
                .build());

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.NONE);
        assertThat(client.clientSecret()).isEmpty();
        assertThat(client.clientSecretExpiresAt().isUnknown()).isTrue();
        assertThat(client.memberNames()).doesNotContain("client_secret", "client_secret_expires_at");
    }

    @Test
    void register_privateKeyJwt_hasNoSecret() {
        ClientInformation client = registration.register(ClientMetadata.builder()
                .redirectUris("https://example.com/callback")
                .tokenEndpointAuthMethod(TokenEndpointAuthMethod.PRIVATE_KEY_JWT)
                .jwksUri("https://example.com/jwks")
                .build());

        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.PRIVATE_KEY_JWT);
        assertThat(client.jwksUri()).contains("https://example.com/jwks");
        assertThat(client.clientSecret()).isEmpty();
    }

    @Test
    void register_nothingIsAskedFor_isAClientOfDefaults() {
        ClientInformation client =
                registration.register(ClientMetadata.builder().build());

        assertThat(client.redirectUris()).isEmpty();
        assertThat(client.clientName()).isEmpty();
        assertThat(client.grantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
    }

    // ---- refusals

    @ParameterizedTest
    @CsvSource({"x_unknown", "client_name#fr", "software_statement", "organization_name"})
    void register_memberThatKeycloakDoesNotKnow_isRefusedWithASentenceForACode(String member) {
        RegistrationRejectedException refusal = catchThrowableOfType(
                RegistrationRejectedException.class,
                () -> registration.register(ClientMetadata.builder()
                        .redirectUris("https://example.com/callback")
                        .member(member, new JsonPrimitive("pretzel"))
                        .build()));

        assertThat(refusal.httpStatus()).isEqualTo(400);
        assertThat(refusal.code().orElseThrow())
                .startsWith("Invalid json representation for OIDCClientRepresentation. Unrecognized field \"" + member
                        + "\"");
        assertThat(refusal.description()).isEmpty();
        assertThat(refusal).hasMessageNotContaining("Unrecognized");
        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid_redirect_uri    | fragment       | {'redirect_uris':['https://example.com/callback#fragment']}",
                "invalid_redirect_uri    | illegal scheme | {'redirect_uris':['javascript:alert(1)']}",
                "invalid_client_metadata | Identifier     | {'redirect_uris':['https://example.com/callback'],'client_id':'mine'}",
                "invalid_client_metadata | invalid        | {'redirect_uris':['https://example.com/callback'],'token_endpoint_auth_method':'x_unknown'}",
                "unknown_error           | JSON           | {'redirect_uris':'https://example.com/callback'}",
            },
            quoteCharacter = '`')
    void register_badMetadata_isRefused(String code, String why, String metadata) {
        RegistrationRejectedException refusal = catchThrowableOfType(
                RegistrationRejectedException.class,
                () -> registration.register(ClientMetadata.fromJson(metadata.replace('\'', '"'))));

        assertThat(refusal.httpStatus()).isEqualTo(400);
        assertThat(refusal.code()).contains(code);
        assertThat(refusal.description().orElseThrow()).contains(why);
        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(refusal.attempts()).isEqualTo(1);
    }

    @Test
    void register_scopeThatThePolicyForbids_isForbidden() {
        AccessDeniedException refusal = catchThrowableOfType(
                AccessDeniedException.class,
                () -> registration.register(ClientMetadata.builder()
                        .redirectUris("https://example.com/callback")
                        .scope("openid")
                        .build()));

        assertThat(refusal.httpStatus()).isEqualTo(403);
        assertThat(refusal.code()).contains("insufficient_scope");
        assertThat(refusal.description().orElseThrow()).contains("'Allowed Client Scopes'");
    }

    /** Keycloak answers 500, which can mean anything, so nobody repeats it and nobody says that nothing happened. */
    @ParameterizedTest
    @EnumSource
    void register_nameIsTooLong_isAServerErrorOfUnknownOutcome(CallStyle style) {
        ServerUnavailableException failure = catchThrowableOfType(
                ServerUnavailableException.class,
                () -> style.register(
                        registration,
                        ClientMetadata.builder().clientName("x".repeat(300)).build()));

        assertThat(failure.httpStatus()).isEqualTo(500);
        assertThat(failure.code()).contains("unknown_error");
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.attempts()).isEqualTo(1);
    }
}
