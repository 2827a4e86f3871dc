package dev.clientregistration.interop.otherclients.nimbus;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.RegistrationError;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RegistrationAccess;
import java.util.Arrays;
import java.util.Set;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the library makes of a refusal, and that nothing has come of the request. */
class RefusalTest {
    private static final BearerAccessToken WRONG_TOKEN = new BearerAccessToken("wrong-token");

    // ---- metadata

    @ParameterizedTest
    @EnumSource
    void register_noRedirectUri_isInvalidRedirectUri(Flavour flavour) throws Exception {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            NimbusClient nimbus = new NimbusClient(server, flavour);

            checkRefused(
                    RegistrationError.INVALID_REDIRECT_URI,
                    nimbus.refusal(nimbus.register(flavour.metadata(), null)),
                    server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_grantThatDoesNotFitTheResponse_isInvalidClientMetadata(Flavour flavour) throws Exception {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            NimbusClient nimbus = new NimbusClient(server, flavour);
            ClientMetadata metadata = nimbus.metadata();
            metadata.setGrantTypes(Set.of(GrantType.IMPLICIT));
            metadata.setResponseTypes(Set.of(ResponseType.CODE));

            checkRefused(
                    RegistrationError.INVALID_CLIENT_METADATA, nimbus.refusal(nimbus.register(metadata, null)), server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_statementWithTheSignatureOfAnother_isInvalidSoftwareStatement(Flavour flavour) throws Exception {
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .softwareStatementIssuer(Statements.PUBLISHER, new Statements().keys())
                .start()) {
            NimbusClient nimbus = new NimbusClient(server, flavour);

            checkRefused(
                    RegistrationError.INVALID_SOFTWARE_STATEMENT,
                    nimbus.refusal(
                            nimbus.register(nimbus.metadata(), new Statements().sign(Statements.PUBLISHER), null)),
                    server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void register_statementOfAPublisherNobodyKnows_isUnapprovedSoftwareStatement(Flavour flavour) throws Exception {
        Statements publisher = new Statements();
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .softwareStatementIssuer(Statements.PUBLISHER, publisher.keys())
                .start()) {
            NimbusClient nimbus = new NimbusClient(server, flavour);

            checkRefused(
                    RegistrationError.UNAPPROVED_SOFTWARE_STATEMENT,
                    nimbus.refusal(
                            nimbus.register(nimbus.metadata(), publisher.sign("https://nobody.example.com"), null)),
                    server);
        }
    }

    // ---- tokens

    @Test
    void register_withoutToken_isChallengedWithoutACode() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("standard").start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);

            ErrorObject refusal = nimbus.refusal(nimbus.register(nimbus.metadata(), null));

            assertThat(refusal).isEqualTo(BearerTokenError.MISSING_TOKEN);
            assertThat(((BearerTokenError) refusal).getRealm()).isEqualTo("client-registration");
            assertThat(server).hasNoClients().lastExchange().hasStatus(401);
        }
    }

    @Test
    void register_usedToken_isInvalidToken() throws Exception {
        try (MockRegistrationServer server = NimbusClient.server("standard")
                .registrationAccess(RegistrationAccess.SINGLE_USE_TOKEN)
                .start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            BearerAccessToken token = nimbus.initialAccessToken();

            assertThat(nimbus.register(nimbus.metadata(), token).getStatusCode())
                    .isEqualTo(201);
            assertThat(nimbus.refusal(nimbus.register(nimbus.metadata(), token)))
                    .isEqualTo(BearerTokenError.INVALID_TOKEN);
            assertThat(server).hasRegistered(1).lastExchange().hasStatus(401);
        }
    }

    @Test
    void register_tokenOfAnotherScope_isInsufficientScope() throws Exception {
        try (MockRegistrationServer server = MockRegistrationServer.builder()
                .registrar(NimbusClient.REGISTRAR, NimbusClient.REGISTRAR_SECRET, "read")
                .registrationScope("register")
                .start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);

            ErrorObject refusal = nimbus.refusal(nimbus.register(nimbus.metadata(), nimbus.initialAccessToken()));

            assertThat(refusal).isEqualTo(BearerTokenError.INSUFFICIENT_SCOPE);
            assertThat(server).hasNoClients().lastExchange().hasStatus(403);
        }
    }

    @Test
    void manage_tokenOfAnotherClient_isInvalidToken() throws Exception {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            ClientInformation mine = nimbus.information(nimbus.register(nimbus.metadata(), null));
            ClientInformation other = nimbus.information(nimbus.register(nimbus.metadata(), null));
            ClientInformation mixed = new ClientInformation(
                    mine.getID(),
                    mine.getIDIssueDate(),
                    mine.getMetadata(),
                    mine.getSecret(),
                    mine.getRegistrationURI(),
                    other.getRegistrationAccessToken());

            for (HTTPResponse response : new HTTPResponse[] {
                nimbus.read(mixed), nimbus.update(mixed, nimbus.metadata()), nimbus.delete(mixed)
            }) {
                assertThat(nimbus.refusal(response)).isEqualTo(BearerTokenError.INVALID_TOKEN);
            }
            assertThat(server).hasLedger(Event.REGISTERED, Event.REGISTERED);
        }
    }

    @Test
    void update_anotherSecret_isInvalidClientMetadata() throws Exception {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OPENID_CONNECT);
            ClientInformation client = nimbus.information(nimbus.register(nimbus.metadata(), null));

            ErrorObject refusal = nimbus.refusal(nimbus.update(client, nimbus.metadata(), new Secret()));

            assertThat(refusal).isEqualTo(RegistrationError.INVALID_CLIENT_METADATA);
            assertThat(server)
                    .hasUpdated(0)
                    .lastExchange()
                    .asksFor(Operation.UPDATE)
                    .hasStatus(400);
        }
    }

    // ---- dialects

    /** Without a token, with one that nobody issued, with one that is good, and with that one again. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            standard                    | 401 null, 401 invalid_token, 201, 401 invalid_token
            keycloak                    | 403 insufficient_scope, 401 invalid_token, 201, 401 invalid_token
            node-oidc-provider          | 401 null, 401 invalid_token, 201, 401 invalid_token
            spring-authorization-server | 401 null, 401 invalid_token, 201, 401 invalid_token
            simple-id-server            | 400 access_denied, 400 invalid_token, 201, 400 invalid_token
            anvil-connect               | 400 invalid_request, 401 invalid_request, 201, 401 invalid_request
            mcp                         | 401 null, 401 invalid_token, 201, 401 invalid_token
            # A gate in front of it, which has challenges and no codes.
            cas                         | 401 null, 401 null, 201, 401 null
            # "error" is a sentence, which the library takes for a code.
            hydra                       | 401 The request could not be authorized, 401 The request could not be authorized, 201, 401 The request could not be authorized
            """)
    void register_initialAccessTokens_inEachDialect(String dialect, String answers) throws Exception {
        try (MockRegistrationServer server = NimbusClient.server(dialect)
                .registrationAccess(RegistrationAccess.SINGLE_USE_TOKEN)
                .start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            BearerAccessToken good = nimbus.initialAccessToken();

            StringJoiner told = new StringJoiner(", ");
            for (BearerAccessToken token : Arrays.asList(null, WRONG_TOKEN, good, good)) {
                told.add(told(nimbus, nimbus.register(nimbus.metadata(), token)));
            }

            assertThat(told).hasToString(answers);
            assertThat(server).hasReceived(Operation.REGISTER, 4).hasRegistered(1);
        }
    }

    /** Nobody is trusted: a server keeps the statement unread, drops what it does not know, or refuses it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            standard                    | 201 | kept and told
            mcp                         | 201 | kept and told
            simple-id-server            | 201 | kept and told
            nevis-meta                  | 201 | kept
            node-oidc-provider          | 201 | dropped
            spring-authorization-server | 201 | dropped
            anvil-connect               | 201 | dropped
            hydra                       | 201 | dropped
            cas                         | 201 | dropped
            # "error" is a sentence with quotation marks, which the library takes for no code.
            keycloak                    | 400 null | dropped
            """)
    void register_softwareStatement_inEachDialect(String dialect, String answer, String fate) throws Exception {
        try (MockRegistrationServer server = NimbusClient.server(dialect).start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            SignedJWT statement = new Statements().sign(Statements.PUBLISHER);

            HTTPResponse response = nimbus.register(nimbus.metadata(), statement, nimbus.initialAccessToken());

            assertThat(told(nimbus, response)).isEqualTo(answer);
            assertThat(server.clients())
                    .filteredOn(client -> client.metadata().has("software_statement"))
                    .hasSize(fate.startsWith("kept") ? 1 : 0);
            assertThat(response.getBody().contains(statement.serialize())).isEqualTo(fate.endsWith("told"));
        }
    }

    private static String told(NimbusClient nimbus, HTTPResponse response) throws Exception {
        return response.getStatusCode()
                + (response.indicatesSuccess()
                        ? ""
                        : " " + nimbus.refusal(response).getCode());
    }

    private static void checkRefused(ErrorObject expected, ErrorObject refusal, MockRegistrationServer server) {
        assertThat(refusal).isEqualTo(expected);
        assertThat(refusal.getHTTPStatusCode()).isEqualTo(400);
        assertThat(refusal.getDescription()).isNotBlank();
        assertThat(server)
                .hasRegistered(0)
                .lastExchange()
                .asksFor(Operation.REGISTER)
                .hasStatus(400);
    }
}
