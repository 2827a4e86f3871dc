package dev.clientregistration.interop.otherclients.nimbus;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the library's users meet at one server and not at the next. */
class PeculiarityTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final URI HOME = URI.create("https://client.example.com/");

    @Test
    void keycloak_forgetsMembersAndAddsValues() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("keycloak").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            ClientMetadata metadata = nimbus.metadata();
            metadata.setEmailContacts(List.of("ops@client.example.com"));
            metadata.setLogoURI(HOME.resolve("logo.png"));

            ClientMetadata told = register(nimbus, metadata).getMetadata();

            assertThat(told.getEmailContacts()).isNull();
            assertThat(told.getLogoURI()).isNull();
            assertThat(told.getGrantTypes())
                    .containsExactlyInAnyOrder(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
            assertThat(told.getResponseTypes())
                    .containsExactlyInAnyOrder(new ResponseType("code"), new ResponseType("none"));
            assertThat(server.clients().get(0)).hasNoMember("contacts").hasNoMember("logo_uri");
        }
    }

    /** An empty text is no URI, and an empty object no JWK Set: the library takes neither, and the client is lost to it. */
    @Test
    void hydra_clientWithoutUriOrKeys_isRegisteredButCannotBeRead() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("hydra").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            ClientMetadata metadata = nimbus.metadata();

            assertThatThrownBy(() -> register(nimbus, metadata))
                    .isInstanceOf(ParseException.class)
                    .hasMessageStartingWith("Invalid client_uri");
            metadata.setURI(HOME);
            assertThatThrownBy(() -> register(nimbus, metadata))
                    .isInstanceOf(ParseException.class)
                    .hasMessageStartingWith("Invalid policy_uri");
            ClientMetadata keyless = hydraMetadata(nimbus);
            keyless.setJWKSet(null);
            assertThatThrownBy(() -> register(nimbus, keyless))
                    .isInstanceOf(ParseException.class)
                    .hasMessageContaining("JWK set");

            assertThat(server).hasRegistered(3);
        }
    }

    @Test
    void hydra_clientWithEveryUriAndKeys_livesOnWithTheTokenOfEachUpdate() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("hydra").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OPENID_CONNECT);
            ClientInformation client = register(nimbus, hydraMetadata(nimbus));

            ClientInformation read = nimbus.information(nimbus.read(client));
            assertThat(read.getRegistrationAccessToken()).isNull();
            assertThat(read.getRegistrationURI()).isNull();
            assertThat(read.getSecret()).isNull();

            ClientMetadata changed = hydraMetadata(nimbus);
            changed.setName("Round Pretzel");
            ErrorObject forbidden = nimbus.refusal(nimbus.update(client, changed));
            assertThat(forbidden.getHTTPStatusCode()).isEqualTo(403);
            ClientInformation updated = nimbus.information(nimbus.update(client, changed, null));
            assertThat(updated.getMetadata().getName()).isEqualTo("Round Pretzel");
            assertThat(updated.getRegistrationURI()).isNull();

            ClientInformation carried = at(client.getRegistrationURI(), updated);
            assertThat(nimbus.delete(carried).getStatusCode()).isEqualTo(204);
            assertThat(server)
                    .hasLedger(Event.TOKEN_ISSUED, Event.REGISTERED, Event.UPDATED, Event.TOKEN_ROTATED, Event.DELETED);
        }
    }

    /** The first is what the JDK's HTTP client accepts by itself up to JDK 17 at least; what is not JSON has no code. */
    @Test
    void nodeOidcProvider_refusalIsAPage_unlessTheProgramAcceptsJson() throws Exception {
        try (MockRegistrationServer server =
                NimbusClient.server("node-oidc-provider").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            HTTPRequest request = Flavour.OAUTH
                    .registration(
                            server.registrationEndpoint(), new ClientMetadata(), null, nimbus.initialAccessToken())
                    .toHTTPRequest();

            request.setAccept("text/html, image/gif, image/jpeg, */*; q=0.2");
            HTTPResponse page = request.send();
            request.setAccept("application/json");
            HTTPResponse json = request.send();

            assertThat(page.getEntityContentType().getType()).isEqualTo("text/html");
            assertThat(nimbus.refusal(page).getCode()).isNull();
            assertThat(nimbus.refusal(json).getCode()).isEqualTo("invalid_redirect_uri");
            assertThat(server).hasRegistered(0);
        }
    }

    @Test
    void springAuthorizationServer_readTellsAHashForASecret() throws Exception {
        try (MockRegistrationServer server =
                NimbusClient.server("spring-authorization-server").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OPENID_CONNECT);
            ClientInformation client = register(nimbus, nimbus.metadata());

            ClientInformation read = nimbus.information(nimbus.read(client));

            assertThat(read.getSecret().getValue()).startsWith("{bcrypt}$2a$10$");
            assertThat(read.getRegistrationAccessToken()).isNull();
            assertThat(server.clients().get(0)).hasSecret(client.getSecret().getValue());
        }
    }

    @Test
    void springAuthorizationServer_scopeIsRefused_andTheTokenIsNotUsedUp() throws Exception {
        try (MockRegistrationServer server =
                NimbusClient.server("spring-authorization-server").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OPENID_CONNECT);
            var token = nimbus.initialAccessToken();
            ClientMetadata metadata = nimbus.metadata();
            metadata.setScope(new Scope("openid"));

            assertThat(nimbus.refusal(nimbus.register(metadata, token)).getCode())
                    .isEqualTo("invalid_scope");
            assertThat(nimbus.register(nimbus.metadata(), token).getStatusCode())
                    .isEqualTo(201);
            assertThat(nimbus.refusal(nimbus.register(nimbus.metadata(), token)).getCode())
                    .isEqualTo("invalid_token");
            assertThat(server).hasRegistered(1);
        }
    }

    /** Milliseconds that are read as seconds. */
    @Test
    void anvilConnect_isSaidToHaveRegisteredInFiftyThousandYears() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("anvil-connect")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .start()) {
            ClientInformation client = register(new NimbusClient(server, Flavour.OPENID_CONNECT));

            assertThat(client.getIDIssueDate()).isEqualTo(Date.from(Instant.ofEpochSecond(NOW.toEpochMilli())));
            assertThat(server.clients().get(0).issuedAt()).isEqualTo(NOW);
        }
    }

    @Test
    void simpleIdServer_uriThatTheProgramMakes_isGoodForTheWholeLife() throws Exception {
        try (MockRegistrationServer server =
                NimbusClient.server("simple-id-server").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OPENID_CONNECT);
            ClientInformation told = register(nimbus);
            ClientInformation client = at(URI.create(server.registrationEndpoint() + "/" + told.getID()), told);

            assertThat(nimbus.information(nimbus.read(client)).getSecret()).isEqualTo(told.getSecret());
            ClientMetadata changed = nimbus.metadata();
            changed.setName("Round Pretzel");
            assertThat(nimbus.information(nimbus.update(client, changed))
                            .getMetadata()
                            .getName())
                    .isEqualTo("Round Pretzel");
            assertThat(nimbus.delete(client).getStatusCode()).isEqualTo(204);
            assertThat(nimbus.refusal(nimbus.read(client)).getHTTPStatusCode()).isEqualTo(404);
            assertThat(server).hasLedger(Event.TOKEN_ISSUED, Event.REGISTERED, Event.UPDATED, Event.DELETED);
        }
    }

    @Test
    void simpleIdServer_failsOnMembersThatOthersTake() throws Exception {
        try (MockRegistrationServer server =
                NimbusClient.server("simple-id-server").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            ClientMetadata metadata = nimbus.metadata();
            metadata.setEmailContacts(List.of("ops@client.example.com"));

            ErrorObject failure = nimbus.refusal(nimbus.register(metadata, nimbus.initialAccessToken()));

            assertThat(failure.getHTTPStatusCode()).isEqualTo(500);
            assertThat(failure.getCode()).isNull();
            assertThat(server).hasNoClients();
        }
    }

    /** A text for an array, which the library takes as little as a text for a number. */
    @Test
    void nevisMeta_publicClient_isRegisteredButCannotBeRead() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("nevis-meta").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            ClientMetadata metadata = nimbus.metadata();
            metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);

            assertThatThrownBy(() -> register(nimbus, metadata))
                    .isInstanceOf(ParseException.class)
                    .hasMessage("Unexpected type of JSON object member with key response_types");
            assertThat(server).hasRegistered(1);
        }
    }

    @Test
    void cas_givesASecretToAPublicClient() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("cas").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            ClientMetadata metadata = nimbus.metadata();
            metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.NONE);

            ClientInformation client = register(nimbus, metadata);

            assertThat(client.getMetadata().getTokenEndpointAuthMethod()).isEqualTo(ClientAuthenticationMethod.NONE);
            assertThat(server.clients().get(0)).hasSecret(client.getSecret().getValue());
        }
    }

    @Test
    void mcp_isNoOpenIdProvider() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("mcp").start()) {
            assertThatThrownBy(() -> new NimbusClient(server, Flavour.OPENID_CONNECT).discover())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Status code 404");
        }
    }

    @Test
    void mcp_secretExpires_andRegistrationsAreCounted() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("mcp")
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .registrationsPerHour(1)
                .start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            ClientInformation client = register(nimbus);
            HTTPResponse second = nimbus.register(nimbus.metadata(), nimbus.initialAccessToken());

            assertThat(client.getSecret().getExpirationDate()).isEqualTo(Date.from(NOW.plus(Duration.ofDays(30))));
            assertThat(second.getStatusCode()).isEqualTo(429);
            assertThat(second.getHeaderValue("Retry-After")).isEqualTo("3600");
            assertThat(nimbus.refusal(second).getCode()).isEqualTo("too_many_requests");
            assertThat(server).hasRegistered(1);
        }
    }

    private static ClientInformation register(NimbusClient nimbus) throws IOException, ParseException {
        return register(nimbus, nimbus.metadata());
    }

    private static ClientInformation register(NimbusClient nimbus, ClientMetadata metadata)
            throws IOException, ParseException {
        return nimbus.information(nimbus.register(metadata, nimbus.initialAccessToken()));
    }

    /** Metadata such that Hydra's answer has nothing empty that the library would read. */
    private static ClientMetadata hydraMetadata(NimbusClient nimbus) throws Exception {
        ClientMetadata metadata = nimbus.metadata();
        metadata.setURI(HOME);
        metadata.setPolicyURI(HOME.resolve("policy"));
        metadata.setTermsOfServiceURI(HOME.resolve("tos"));
        metadata.setLogoURI(HOME.resolve("logo.png"));
        metadata.setJWKSet(new JWKSet(new ECKeyGenerator(Curve.P_256).generate().toPublicJWK()));
        return metadata;
    }

    /** A client as a program keeps it that knows better where the client is managed. */
    private static ClientInformation at(URI managementUri, ClientInformation client) {
        return new ClientInformation(
                client.getID(),
                client.getIDIssueDate(),
                client.getMetadata(),
                client.getSecret(),
                managementUri,
                client.getRegistrationAccessToken());
    }
}
