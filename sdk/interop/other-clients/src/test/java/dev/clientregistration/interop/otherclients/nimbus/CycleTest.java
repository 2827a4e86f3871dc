package dev.clientregistration.interop.otherclients.nimbus;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.clientNamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.rp.ApplicationType;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.clientregistration.interop.otherclients.Transport;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RegistrationAccess;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client's whole life in the standard dialect, with everything on that the server can do. */
class CycleTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private static Stream<Arguments> ways() {
        return Stream.of(Flavour.values())
                .flatMap(flavour -> Stream.of(Transport.values()).map(transport -> arguments(flavour, transport)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void life_discoveredRegisteredReadUpdatedDeleted(Flavour flavour, Transport transport) throws Exception {
        Statements publisher = new Statements();
        try (MockRegistrationServer server = transport.of(builder(publisher)).start()) {
            NimbusClient nimbus = new NimbusClient(server, flavour);
            checkDiscovery(nimbus.discover(), server);
            BearerAccessToken initial = initialAccessToken(nimbus);

            ClientMetadata metadata = richMetadata(nimbus, flavour);
            SignedJWT statement = publisher.sign(Statements.PUBLISHER);
            HTTPResponse created = nimbus.register(metadata, statement, initial);
            assertThat(created.getStatusCode()).isEqualTo(201);
            assertThat(created.getHeaderValue("Cache-Control")).isEqualTo("no-store");
            ClientInformation client = nimbus.information(created);
            checkRegistered(client, metadata, statement, server);
            checkSignsIn(nimbus, client, client.getSecret());

            ClientInformation read = nimbus.information(nimbus.read(client));
            assertThat(read.getMetadata().toJSONObject())
                    .isEqualTo(client.getMetadata().toJSONObject());
            assertThat(read.getSecret()).isEqualTo(client.getSecret());
            checkRotated(nimbus, client, read, server);

            ClientMetadata changed = read.getMetadata();
            changed.setName("Round Pretzel");
            changed.setLogoURI(null);
            ClientInformation updated = nimbus.information(nimbus.update(read, changed));
            assertThat(updated.getMetadata().getName()).isEqualTo("Round Pretzel");
            assertThat(updated.getMetadata().getLogoURI()).isNull();
            assertThat(updated.getMetadata().getName(new LangTag("fr"))).isEqualTo("Bretzel triangulaire");
            assertThat(server).clients().singleElement().is(clientNamed("Round Pretzel"));
            checkRotated(nimbus, read, updated, server);
            assertThat(updated.getSecret()).isNotEqualTo(read.getSecret());
            checkSignsIn(nimbus, updated, updated.getSecret());
            assertThat(signIn(nimbus, updated.getID(), read.getSecret())
                            .toErrorResponse()
                            .getErrorObject()
                            .getCode())
                    .isEqualTo("invalid_client");

            HTTPResponse deleted = nimbus.delete(updated);
            assertThat(deleted.getStatusCode()).isEqualTo(204);
            assertThat(deleted.getBody()).isNull();
            assertThat(server).hasNoClients();
            checkRefused(nimbus, updated, server);

            assertThat(server)
                    .hasLedger(
                            Event.TOKEN_ISSUED,
                            Event.REGISTERED,
                            Event.TOKEN_ISSUED,
                            Event.TOKEN_ROTATED,
                            Event.UPDATED,
                            Event.SECRET_CHANGED,
                            Event.TOKEN_ROTATED,
                            Event.TOKEN_ISSUED,
                            Event.DELETED);
        }
    }

    private static MockRegistrationServer.Builder builder(Statements publisher) {
        return MockRegistrationServer.builder()
                .registrar(NimbusClient.REGISTRAR, NimbusClient.REGISTRAR_SECRET, "register")
                .registrationScope("register")
                .registrationAccess(RegistrationAccess.SINGLE_USE_TOKEN)
                .softwareStatementIssuer(Statements.PUBLISHER, publisher.keys())
                .rotateRegistrationAccessTokenOnRead(true)
                .rotateRegistrationAccessTokenOnUpdate(true)
                .rotateSecretOnUpdate(true)
                .secretLifetime(MONTH)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static ClientMetadata richMetadata(NimbusClient nimbus, Flavour flavour) throws Exception {
        ClientMetadata metadata = nimbus.metadata();
        metadata.setName("Bretzel triangulaire", new LangTag("fr"));
        metadata.setLogoURI(URI.create("https://client.example.com/logo.png"));
        metadata.setPolicyURI(URI.create("https://client.example.com/policy"));
        metadata.setTermsOfServiceURI(URI.create("https://client.example.com/tos"));
        metadata.setURI(URI.create("https://client.example.com/"));
        metadata.setEmailContacts(List.of("ops@client.example.com"));
        metadata.setScope(new Scope("read", "write"));
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS, GrantType.AUTHORIZATION_CODE));
        metadata.setTokenEndpointAuthMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        metadata.setJWKSet(new JWKSet(
                new ECKeyGenerator(Curve.P_256).keyID("client").generate().toPublicJWK()));
        metadata.setCustomField("x_team", "bakery");
        if (flavour == Flavour.OPENID_CONNECT) {
            OIDCClientMetadata openId = (OIDCClientMetadata) metadata;
            openId.setApplicationType(ApplicationType.WEB);
            openId.setSubjectType(SubjectType.PUBLIC);
            openId.setDefaultMaxAge(600);
            openId.setPostLogoutRedirectionURIs(Set.of(URI.create("https://client.example.com/goodbye")));
        }
        return metadata;
    }

    private static void checkDiscovery(AuthorizationServerMetadata found, MockRegistrationServer server) {
        assertThat(found.getRegistrationEndpointURI()).isEqualTo(server.registrationEndpoint());
        assertThat(found.getTokenEndpointURI()).isEqualTo(server.tokenEndpoint());
        assertThat(found.getTokenEndpointAuthMethods())
                .contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        assertThat(server).lastExchange().asksFor(Operation.DISCOVERY).hasStatus(200);
    }

    private static BearerAccessToken initialAccessToken(NimbusClient nimbus) throws Exception {
        BearerAccessToken token = nimbus.initialAccessToken();
        assertThat(token.getScope()).isEqualTo(new Scope("register"));
        assertThat(token.getLifetime()).isEqualTo(Duration.ofHours(1).toSeconds());
        return token;
    }

    /** What was asked for is what is told and what is registered, but for what the publisher says otherwise. */
    private static void checkRegistered(
            ClientInformation client, ClientMetadata asked, SignedJWT statement, MockRegistrationServer server)
            throws Exception {
        ClientMetadata told = client.getMetadata();
        assertThat(told.toJSONObject())
                .containsAllEntriesOf(without(asked, "client_uri"))
                .containsEntry("client_uri", "https://pretzel.example.com/")
                .containsEntry("software_id", "pretzel")
                .containsEntry("software_statement", statement.serialize());
        assertThat(client.getIDIssueDate()).isEqualTo(Date.from(NOW));
        assertThat(client.getSecret().getExpirationDate()).isEqualTo(Date.from(NOW.plus(MONTH)));
        assertThat(server).hasRegistered(1);
        assertThat(server.client(client.getID().getValue()).orElseThrow())
                .isNamed("Triangular Pretzel")
                .hasSecret(client.getSecret().getValue())
                .hasMember("client_name#fr", "\"Bretzel triangulaire\"")
                .hasMember("x_team", "\"bakery\"");
    }

    private static Map<String, Object> without(ClientMetadata metadata, String member) {
        Map<String, Object> members = metadata.toJSONObject();
        members.remove(member);
        return members;
    }

    private static void checkRotated(
            NimbusClient nimbus, ClientInformation before, ClientInformation after, MockRegistrationServer server)
            throws Exception {
        assertThat(after.getRegistrationAccessToken()).isNotEqualTo(before.getRegistrationAccessToken());
        checkRefused(nimbus, before, server);
    }

    private static void checkRefused(NimbusClient nimbus, ClientInformation client, MockRegistrationServer server)
            throws Exception {
        assertThat(nimbus.refusal(nimbus.read(client)))
                .isEqualTo(BearerTokenError.INVALID_TOKEN)
                .extracting("realm")
                .isEqualTo("client-registration");
        assertThat(server).lastExchange().asksFor(Operation.GET).hasStatus(401);
    }

    private static void checkSignsIn(NimbusClient nimbus, ClientInformation client, Secret secret) throws Exception {
        TokenResponse response = signIn(nimbus, client.getID(), secret);
        assertThat(response.toSuccessResponse().getTokens().getAccessToken().getScope())
                .isEqualTo(new Scope("read"));
    }

    private static TokenResponse signIn(NimbusClient nimbus, ClientID id, Secret secret) throws Exception {
        return nimbus.token(new ClientSecretBasic(id, secret), new Scope("read"));
    }
}
