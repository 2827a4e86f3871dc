package dev.clientregistration.interop.otherclients.authlete;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.clientNamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.authlete.common.api.AuthleteApi;
import com.authlete.common.dto.Client;
import com.authlete.common.dto.ClientRegistrationResponse;
import com.authlete.common.dto.ClientRegistrationResponse.Action;
import com.authlete.common.types.ClientAuthMethod;
import com.authlete.common.types.ClientType;
import com.authlete.common.types.GrantType;
import com.authlete.common.types.ResponseType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import dev.clientregistration.interop.otherclients.Transport;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RegisteredClient;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client's whole life by the library; what the outside client is to be told is read by Nimbus's. */
class CycleTest {
    private static final String METADATA = """
            {"client_name": "Triangular Pretzel", "client_name#fr": "Bretzel triangulaire",
             "redirect_uris": ["https://client.example.com/callback"],
             "grant_types": ["authorization_code", "refresh_token"], "response_types": ["code"],
             "token_endpoint_auth_method": "client_secret_post",
             "contacts": ["ops@client.example.com"], "logo_uri": "https://client.example.com/logo.png",
             "scope": "openid email", "default_max_age": 600}""";

    /** The library has no setting for trust but the JVM's own, which is put back. */
    @ParameterizedTest
    @EnumSource
    @ResourceLock("javax.net.ssl.HttpsURLConnection.defaultSSLSocketFactory")
    void life_registeredReadUpdatedDeleted(Transport transport) throws Exception {
        SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
        try (MockRegistrationServer server =
                transport.of(AuthleteClient.server()).start()) {
            if (transport == Transport.HTTPS) {
                HttpsURLConnection.setDefaultSSLSocketFactory(
                        server.sslContext().getSocketFactory());
            }
            live(AuthleteClient.api(server), server);
        } finally {
            HttpsURLConnection.setDefaultSSLSocketFactory(before);
        }
    }

    private static void live(AuthleteApi api, MockRegistrationServer server) throws ParseException {
        ClientRegistrationResponse created = api.dynamicClientRegister(AuthleteClient.registration(METADATA));
        checkDone(created, Action.CREATED, "A202001");
        OIDCClientInformation client = information(created);
        checkRegistered(client, created, server);

        String id = client.getID().getValue();
        String token = client.getRegistrationAccessToken().getValue();
        ClientRegistrationResponse read = api.dynamicClientGet(AuthleteClient.management(id, token));
        checkDone(read, Action.OK, "A217001");
        assertThat(information(read).toJSONObject()).isEqualTo(client.toJSONObject());

        ClientRegistrationResponse updated = api.dynamicClientUpdate(AuthleteClient.management(id, token)
                .setJson(METADATA.replace("Triangular", "Round")
                        .replaceFirst("\\{", "{\"client_id\": \"" + id + "\", ")));
        checkDone(updated, Action.UPDATED, "A213001");
        assertThat(updated.getClient().getClientName()).isEqualTo("Round Pretzel");
        assertThat(information(updated).getOIDCMetadata().getName()).isEqualTo("Round Pretzel");
        assertThat(information(updated).getRegistrationAccessToken()).isEqualTo(client.getRegistrationAccessToken());
        assertThat(server).clients().singleElement().is(clientNamed("Round Pretzel"));

        ClientRegistrationResponse deleted = api.dynamicClientDelete(AuthleteClient.management(id, token));
        checkDone(deleted, Action.DELETED, "A216001");
        assertThat(deleted.getResponseContent()).isNull();
        assertThat(deleted.getClient()).isNull();

        ClientRegistrationResponse gone = api.dynamicClientGet(AuthleteClient.management(id, token));
        checkDone(gone, Action.UNAUTHORIZED, "A215302");
        assertThat(server).hasNoClients().hasLedger(Event.REGISTERED, Event.UPDATED, Event.DELETED);
    }

    private static void checkDone(ClientRegistrationResponse response, Action action, String resultCode) {
        assertThat(response.getAction()).isEqualTo(action);
        assertThat(response.getResultCode()).isEqualTo(resultCode);
        assertThat(response.getResultMessage()).startsWith("[" + resultCode + "]");
    }

    private static OIDCClientInformation information(ClientRegistrationResponse response) throws ParseException {
        return OIDCClientInformation.parse(JSONObjectUtils.parse(response.getResponseContent()));
    }

    /** The same client three times: as Authlete keeps it, as the outside client is told, and as the server has it. */
    private static void checkRegistered(
            OIDCClientInformation told, ClientRegistrationResponse created, MockRegistrationServer server) {
        Client kept = created.getClient();
        assertThat(kept.getClientId()).isEqualTo(Long.parseLong(told.getID().getValue()));
        assertThat(kept.getClientSecret()).isEqualTo(told.getSecret().getValue());
        assertThat(kept.getClientName()).isEqualTo("Triangular Pretzel");
        assertThat(kept.getClientNames()).singleElement().satisfies(name -> {
            assertThat(name.getTag()).isEqualTo("fr");
            assertThat(name.getValue()).isEqualTo("Bretzel triangulaire");
        });
        assertThat(kept.getClientType()).isEqualTo(ClientType.CONFIDENTIAL);
        assertThat(kept.getRedirectUris()).containsExactly("https://client.example.com/callback");
        assertThat(kept.getGrantTypes()).containsExactly(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        assertThat(kept.getResponseTypes()).containsExactly(ResponseType.CODE);
        assertThat(kept.getTokenAuthMethod()).isEqualTo(ClientAuthMethod.CLIENT_SECRET_POST);
        assertThat(kept.getContacts()).containsExactly("ops@client.example.com");
        assertThat(kept.getLogoUri()).isEqualTo(URI.create("https://client.example.com/logo.png"));
        assertThat(kept.getDefaultMaxAge()).isEqualTo(600);
        assertThat(kept.isDynamicallyRegistered()).isTrue();
        assertThat(told.getSecret().getExpirationDate()).isNull();
        assertThat(told.getOIDCMetadata().getDefaultMaxAge()).isEqualTo(600);

        RegisteredClient registered =
                server.authleteService(AuthleteClient.SERVICE).clients().get(0);
        assertThat(registered)
                .isNamed("Triangular Pretzel")
                .hasSecret(told.getSecret().getValue())
                .hasMember("client_name#fr", "\"Bretzel triangulaire\"");
        assertThat(registered.registrationAccessToken())
                .isEqualTo(told.getRegistrationAccessToken().getValue());
        assertThat(server)
                .lastExchange()
                .asksFor(Operation.REGISTER)
                .hasBearerToken(AuthleteClient.ACCESS_TOKEN)
                .hasRequestMember("token", "null");
    }
}
