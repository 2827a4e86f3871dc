package dev.clientregistration.samples.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientInformationResponse;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationErrorResponse;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.client.ClientUpdateRequest;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformationResponse;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.Secret;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Registration clients that know nothing of Authlete live a client's whole life at the endpoint. */
class StrangersTest {
    private static final URI CALLBACK = URI.create("https://example.com/callback");

    private static final Logger LOGGER = Logger.getLogger(RegistrationEndpoint.class.getName());

    private static RegistrationEndpointSample sample;
    private static URI endpoint;
    private static MockRegistrationServer authlete;

    @BeforeAll
    static void start() throws IOException {
        sample = RegistrationEndpointSample.start(
                Map.of("PORT", "0"), new PrintStream(PrintStream.nullOutputStream(), true));
        endpoint = sample.registrationEndpoint();
        authlete = sample.mock().orElseThrow();
        LOGGER.setUseParentHandlers(false); // AuthleteTroubleTest looks at what is logged
    }

    @AfterAll
    static void stop() {
        LOGGER.setUseParentHandlers(true);
        sample.close();
    }

    @BeforeEach
    void reset() {
        authlete.reset();
    }

    /** The OAuth 2.0 SDK of Connect2id, which takes no answer that strays from the standards. */
    @Nested
    class Nimbus {
        private ClientMetadata metadata(String name) {
            ClientMetadata metadata = new ClientMetadata();
            metadata.setName(name);
            metadata.setRedirectionURI(CALLBACK);
            metadata.setGrantTypes(Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
            return metadata;
        }

        private ClientInformation success(HTTPResponse response) throws Exception {
            assertThat(response.getCacheControl()).isEqualTo("no-store");
            return ClientInformationResponse.parse(response).getClientInformation();
        }

        private ClientRegistrationErrorResponse failure(HTTPResponse response) throws Exception {
            ClientRegistrationResponse parsed = ClientRegistrationResponse.parse(response);
            assertThat(parsed.indicatesSuccess()).isFalse();
            return parsed.toErrorResponse();
        }

        private HTTPResponse register(ClientMetadata metadata) throws IOException {
            return new ClientRegistrationRequest(endpoint, metadata, new BearerAccessToken("initial-token"))
                    .toHTTPRequest()
                    .send();
        }

        @Test
        void wholeLife() throws Exception {
            HTTPResponse created = register(metadata("Triangular Pretzel"));
            assertThat(created.getStatusCode()).isEqualTo(201);
            ClientInformation client = success(created);
            assertThat(client.getMetadata().getName()).isEqualTo("Triangular Pretzel");
            assertThat(client.getSecret().getExpirationDate()).isNull();
            assertThat(client.getRegistrationURI().toString())
                    .isEqualTo(endpoint + "/" + client.getID().getValue());

            HTTPResponse read = new ClientReadRequest(client.getRegistrationURI(), client.getRegistrationAccessToken())
                    .toHTTPRequest()
                    .send();
            assertThat(read.getStatusCode()).isEqualTo(200);
            assertThat(success(read).toJSONObject()).isEqualTo(client.toJSONObject());

            HTTPResponse updated = new ClientUpdateRequest(
                            client.getRegistrationURI(),
                            client.getID(),
                            client.getRegistrationAccessToken(),
                            metadata("Round Pretzel"),
                            client.getSecret())
                    .toHTTPRequest()
                    .send();
            assertThat(updated.getStatusCode()).isEqualTo(200);
            assertThat(success(updated).getMetadata().getName()).isEqualTo("Round Pretzel");

            HTTPResponse deleted = new ClientDeleteRequest(
                            client.getRegistrationURI(), client.getRegistrationAccessToken())
                    .toHTTPRequest()
                    .send();
            deleted.ensureStatusCode(204);
            assertThat(authlete.clients()).isEmpty();

            HTTPResponse gone = new ClientReadRequest(client.getRegistrationURI(), client.getRegistrationAccessToken())
                    .toHTTPRequest()
                    .send();
            assertThat(gone.getStatusCode()).isEqualTo(401);
            assertThat(failure(gone).getErrorObject().getCode()).isEqualTo("invalid_token");
        }

        @Test
        void wholeLifeOfAnOpenIdClient() throws Exception {
            OIDCClientMetadata metadata = new OIDCClientMetadata();
            metadata.setName("Triangular Pretzel");
            metadata.setRedirectionURI(CALLBACK);
            metadata.setSubjectType(SubjectType.PAIRWISE);
            metadata.setDefaultMaxAge(60);

            OIDCClientInformation client = information(new OIDCClientRegistrationRequest(endpoint, metadata, null)
                    .toHTTPRequest()
                    .send());
            assertThat(client.getOIDCMetadata().getSubjectType()).isEqualTo(SubjectType.PAIRWISE);
            assertThat(client.getOIDCMetadata().getDefaultMaxAge()).isEqualTo(60);

            metadata.setDefaultMaxAge(120);
            OIDCClientInformation updated = information(new OIDCClientUpdateRequest(
                            client.getRegistrationURI(),
                            client.getID(),
                            client.getRegistrationAccessToken(),
                            metadata,
                            client.getSecret())
                    .toHTTPRequest()
                    .send());
            assertThat(updated.getOIDCMetadata().getDefaultMaxAge()).isEqualTo(120);

            new ClientDeleteRequest(client.getRegistrationURI(), client.getRegistrationAccessToken())
                    .toHTTPRequest()
                    .send()
                    .ensureStatusCode(204);
        }

        private OIDCClientInformation information(HTTPResponse response) throws Exception {
            return ((OIDCClientInformationResponse) OIDCClientRegistrationResponseParser.parse(response))
                    .getOIDCClientInformation();
        }

        @Test
        void badMetadata() throws Exception {
            ClientMetadata inconsistent = metadata("Triangular Pretzel");
            inconsistent.setGrantTypes(Set.of(GrantType.IMPLICIT));
            inconsistent.setResponseTypes(Set.of(ResponseType.CODE));
            ClientMetadata tooLong = metadata("Triangular Pretzel");
            tooLong.setRedirectionURI(URI.create(CALLBACK + "/" + "long".repeat(50)));

            assertThat(failure(register(inconsistent)).getErrorObject())
                    .isEqualTo(RegistrationError.INVALID_CLIENT_METADATA);
            assertThat(failure(register(tooLong)).getErrorObject()).isEqualTo(RegistrationError.INVALID_REDIRECT_URI);
            assertThat(authlete.clients()).isEmpty();
        }

        @Test
        void wrongTokenAndMissingToken() throws Exception {
            ClientInformation client = success(register(metadata("Triangular Pretzel")));

            HTTPResponse wrong = new ClientReadRequest(client.getRegistrationURI(), new BearerAccessToken("wrong"))
                    .toHTTPRequest()
                    .send();
            HTTPResponse missing = new HTTPRequest(HTTPRequest.Method.GET, client.getRegistrationURI()).send();

            assertThat(failure(wrong).getErrorObject()).isEqualTo(BearerTokenError.INVALID_TOKEN);
            assertThat(failure(missing).getErrorObject()).isEqualTo(BearerTokenError.MISSING_TOKEN);
        }

        @Test
        void authleteInTrouble() throws Exception {
            authlete.answerNext(MockAnswer.json(401, "{\"resultCode\":\"A001202\"}"));
            ErrorObject broken =
                    failure(register(metadata("Triangular Pretzel"))).getErrorObject();
            assertThat(broken.getHTTPStatusCode()).isEqualTo(500);
            assertThat(broken).isEqualTo(OAuth2Error.SERVER_ERROR);
            assertThat(broken.getDescription()).isNull();

            authlete.answerNext(MockAnswer.json(429, "{}").withHeader("RateLimit-Reset", "60"));
            HTTPResponse limited = register(metadata("Triangular Pretzel"));
            assertThat(limited.getHeaderValue("Retry-After")).isEqualTo("60");
            assertThat(failure(limited).getErrorObject()).isEqualTo(OAuth2Error.TEMPORARILY_UNAVAILABLE);
        }
    }

    /** This SDK's own client, which knows the standards and no more. */
    @Nested
    class OwnClient {
        private final dev.clientregistration.model.ClientMetadata metadata =
                dev.clientregistration.model.ClientMetadata.builder()
                        .clientName("Triangular Pretzel")
                        .redirectUris(CALLBACK.toString())
                        .build();

        private ClientRegistration client() {
            return ClientRegistration.builder()
                    .endpoint(endpoint)
                    .initialAccessToken(InitialAccessToken.fixed(Secret.of("initial-token")))
                    .retryPolicy(RetryPolicy.never())
                    .build();
        }

        @Test
        void wholeLife() {
            try (ClientRegistration registration = client()) {
                dev.clientregistration.model.ClientInformation client = registration.register(metadata);
                assertThat(client.clientName()).contains("Triangular Pretzel");
                assertThat(registration.get(client).toJson()).isEqualTo(client.toJson());

                dev.clientregistration.model.ClientInformation changed = registration.update(
                        client,
                        client.toMetadata().toBuilder()
                                .clientName("Round Pretzel")
                                .build());
                assertThat(changed.clientName()).contains("Round Pretzel");
                assertThat(changed.clientSecret()).isEqualTo(client.clientSecret());

                registration.delete(changed);
                assertThat(authlete.clients()).isEmpty();
                assertThat(authlete.exchanges())
                        .extracting(exchange -> exchange.path().replaceFirst(".*/client/registration", ""))
                        .containsExactly("", "/get", "/update", "/delete");

                AccessDeniedException gone =
                        catchThrowableOfType(AccessDeniedException.class, () -> registration.get(client));
                assertThat(gone.code()).contains("invalid_token");
                assertThat(gone.mayBeGone()).isTrue();
            }
        }

        @Test
        void badMetadata() {
            try (ClientRegistration registration = client()) {
                RegistrationRejectedException refused = catchThrowableOfType(
                        RegistrationRejectedException.class,
                        () -> registration.register(metadata.toBuilder()
                                .redirectUris(CALLBACK + "#fragment")
                                .build()));

                assertThat(refused.httpStatus()).isEqualTo(400);
                assertThat(refused.code()).contains("invalid_redirect_uri");
                assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            }
        }

        @Test
        void wrongTokenAndMissingToken() {
            try (ClientRegistration registration = client()) {
                ManagementCredentials credentials = registration.credentials(registration.register(metadata));
                JsonObject stored = JsonParser.parseString(credentials.toJson()).getAsJsonObject();
                stored.addProperty("registration_access_token", "wrong");

                AccessDeniedException wrong = catchThrowableOfType(
                        AccessDeniedException.class,
                        () -> registration.get(ManagementCredentials.fromJson(stored.toString())));

                assertThat(wrong.httpStatus()).isEqualTo(401);
                assertThat(wrong.code()).contains("invalid_token");
                assertThat(wrong.challenge()).contains("Bearer error=\"invalid_token\"");
            }
        }

        @Test
        void authleteInTrouble() {
            try (ClientRegistration registration = client()) {
                authlete.answerNext(MockAnswer.json(401, "{\"resultCode\":\"A001202\"}"));
                ServerUnavailableException broken =
                        catchThrowableOfType(ServerUnavailableException.class, () -> registration.register(metadata));
                assertThat(broken.code()).contains("server_error");
                assertThat(broken.outcome()).isEqualTo(Outcome.UNKNOWN);

                authlete.answerNext(MockAnswer.json(429, "{}").withHeader("RateLimit-Reset", "60"));
                ServerUnavailableException limited =
                        catchThrowableOfType(ServerUnavailableException.class, () -> registration.register(metadata));
                assertThat(limited.code()).contains("temporarily_unavailable");
                assertThat(limited.retryAfter()).contains(Duration.ofSeconds(60));
                assertThat(limited.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            }
        }
    }
}
