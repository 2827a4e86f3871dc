package dev.clientregistration.interop.otherclients.nimbus;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A client's life in every dialect that has client metadata in JSON: how far it gets with this library, and what the
 * server has done. Where it ends early, it does so at the real server, too.
 */
class DialectTest {
    /** In this order: register, read, update, delete, read again; then what the server has done for them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            standard           | 201 Triangular Pretzel, 200 Triangular Pretzel, 200 Round Pretzel, 204, 401 invalid_token | REGISTERED, UPDATED, DELETED
            keycloak           | 201 Triangular Pretzel, 200 Triangular Pretzel, 200 Round Pretzel, 204, 401 invalid_token | REGISTERED, UPDATED, TOKEN_ROTATED, DELETED
            node-oidc-provider | 201 Triangular Pretzel, 200 Triangular Pretzel, 200 Round Pretzel, 204, 401 invalid_token | REGISTERED, UPDATED, TOKEN_ROTATED, DELETED
            # There is no URI in the answer.
            mcp                | 201 Triangular Pretzel | REGISTERED
            # A client can be read, but neither updated nor deleted.
            spring-authorization-server | 201 Triangular Pretzel, 200 Triangular Pretzel, 404 Not Found, 404 Not Found, 200 Triangular Pretzel | REGISTERED
            # An update is a PATCH, which the library does not have.
            anvil-connect      | 201 Triangular Pretzel, 200 Triangular Pretzel, 404 null, 404 null, 200 Triangular Pretzel | REGISTERED
            cas                | 201 Triangular Pretzel, 200 Triangular Pretzel, 405 null, 405 null, 200 Triangular Pretzel | REGISTERED
            # The URI in the answer leads nowhere.
            simple-id-server   | 201 Triangular Pretzel, 404 null, 404 null, 404 null, 404 null | REGISTERED
            # The member is "".
            hydra              | 201 Invalid client_uri (language tag) parameter: The URI scheme must be https or http | REGISTERED
            # The member is "0".
            nevis-meta         | 201 Unexpected type of JSON object member with key client_secret_expires_at | REGISTERED
            """)
    void life_inEachDialect_getsAsFarAsAtTheRealServer(String dialect, String life, String ledger) throws Exception {
        for (Flavour flavour : Flavour.values()) {
            try (MockRegistrationServer server = NimbusClient.server(dialect).start()) {
                assertThat(life(new NimbusClient(server, flavour)))
                        .as(flavour.name())
                        .isEqualTo(life);
                assertThat(server.ledger().stream().skip(1).map(entry -> entry.event()
                                .name()))
                        .as(flavour.name())
                        .containsExactly(ledger.split(", "));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTHLETE")
    void discover_inEachDialect_namesTheEndpoints(Dialect dialect) throws Exception {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().dialect(dialect).start()) {
            for (Flavour flavour : Flavour.values()) {
                if (dialect == Dialect.MCP && flavour == Flavour.OPENID_CONNECT) {
                    continue; // it is no OpenID provider: PeculiarityTest
                }
                AuthorizationServerMetadata found = new NimbusClient(server, flavour).discover();

                assertThat(found.getIssuer()).isEqualTo(new Issuer(server.issuer()));
                // Its registration endpoint is one of OpenID Connect's, and in that document alone.
                boolean named = dialect != Dialect.SPRING_AUTHORIZATION_SERVER || flavour == Flavour.OPENID_CONNECT;
                assertThat(found.getRegistrationEndpointURI()).isEqualTo(named ? server.registrationEndpoint() : null);
                assertThat(found.getTokenEndpointURI()).isEqualTo(server.tokenEndpoint());
            }
        }
    }

    private static String life(NimbusClient nimbus) throws IOException, ParseException {
        HTTPResponse created = nimbus.register(nimbus.metadata(), nimbus.initialAccessToken());
        StringJoiner life = new StringJoiner(", ").add(told(nimbus, created));
        ClientInformation client = readable(nimbus, created);
        if (client == null || client.getRegistrationURI() == null) {
            return life.toString();
        }
        life.add(told(nimbus, nimbus.read(client)));
        ClientMetadata changed = client.getMetadata();
        changed.setName("Round Pretzel");
        HTTPResponse updated = nimbus.update(client, changed);
        life.add(told(nimbus, updated));
        if (updated.indicatesSuccess()) {
            client = nimbus.information(updated);
        }
        life.add(told(nimbus, nimbus.delete(client)));
        life.add(told(nimbus, nimbus.read(client)));
        return life.toString();
    }

    private static @Nullable ClientInformation readable(NimbusClient nimbus, HTTPResponse created) {
        try {
            return nimbus.information(created);
        } catch (ParseException e) {
            return null;
        }
    }

    /** The status, and the client's name or the error code as the library reads it, or why it cannot. */
    private static String told(NimbusClient nimbus, HTTPResponse response) throws ParseException {
        if (response.getStatusCode() == 204) {
            return "204";
        }
        if (!response.indicatesSuccess()) {
            return response.getStatusCode() + " " + nimbus.refusal(response).getCode();
        }
        try {
            return response.getStatusCode() + " "
                    + nimbus.information(response).getMetadata().getName();
        } catch (ParseException e) {
            return response.getStatusCode() + " " + e.getMessage();
        }
    }
}
