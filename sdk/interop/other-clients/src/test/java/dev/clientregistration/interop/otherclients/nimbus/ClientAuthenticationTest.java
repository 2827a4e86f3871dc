package dev.clientregistration.interop.otherclients.nimbus;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretJWT;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client was registered with is good at the token endpoint, and nothing else is. */
class ClientAuthenticationTest {
    private final ECKey key = new ECKeyGenerator(Curve.P_256).keyID("client").generate();
    private final ECKey foreignKey =
            new ECKeyGenerator(Curve.P_256).keyID("client").generate();

    ClientAuthenticationTest() throws JOSEException {}

    @ParameterizedTest
    @CsvSource({
        "standard,                    client_secret_basic",
        "standard,                    client_secret_post",
        "standard,                    client_secret_jwt",
        "standard,                    private_key_jwt",
        "keycloak,                    client_secret_basic",
        "keycloak,                    client_secret_post",
        "keycloak,                    client_secret_jwt",
        "keycloak,                    private_key_jwt",
        "spring-authorization-server, client_secret_basic",
        "spring-authorization-server, client_secret_post",
        "node-oidc-provider,          client_secret_basic",
        "simple-id-server,            client_secret_post",
        "anvil-connect,               client_secret_basic",
        "cas,                         client_secret_basic",
        "mcp,                         client_secret_post",
    })
    void token_credentialsOfANewClient_areGood_othersAreNot(String dialect, String method) throws Exception {
        try (MockRegistrationServer server = NimbusClient.server(dialect).start()) {
            NimbusClient nimbus = new NimbusClient(server, Flavour.OAUTH);
            ClientInformation client = nimbus.information(nimbus.register(
                    metadata(nimbus, new ClientAuthenticationMethod(method)), nimbus.initialAccessToken()));

            TokenResponse good =
                    nimbus.token(proof(client, method, client.getSecret(), key, server.tokenEndpoint()), null);
            TokenResponse bad =
                    nimbus.token(proof(client, method, new Secret(), foreignKey, server.tokenEndpoint()), null);

            assertThat(good.toSuccessResponse()
                            .getTokens()
                            .getBearerAccessToken()
                            .getLifetime())
                    .isPositive();
            assertThat(bad.toErrorResponse().getErrorObject().getHTTPStatusCode())
                    .isEqualTo(401);
            assertThat(server)
                    .hasReceived(Operation.TOKEN, 3)
                    .hasLedger(Event.TOKEN_ISSUED, Event.REGISTERED, Event.TOKEN_ISSUED);
        }
    }

    private ClientMetadata metadata(NimbusClient nimbus, ClientAuthenticationMethod method) {
        ClientMetadata metadata = nimbus.metadata();
        metadata.setTokenEndpointAuthMethod(method);
        metadata.setGrantTypes(Set.of(GrantType.CLIENT_CREDENTIALS, GrantType.AUTHORIZATION_CODE));
        if (method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
            metadata.setJWKSet(new JWKSet(key.toPublicJWK()));
        }
        return metadata;
    }

    private static ClientAuthentication proof(
            ClientInformation client, String method, Secret secret, ECKey key, URI tokenEndpoint) throws JOSEException {
        return switch (method) {
            case "client_secret_basic" -> new ClientSecretBasic(client.getID(), secret);
            case "client_secret_post" -> new ClientSecretPost(client.getID(), secret);
            case "client_secret_jwt" -> new ClientSecretJWT(client.getID(), tokenEndpoint, JWSAlgorithm.HS256, secret);
            case "private_key_jwt" ->
                new PrivateKeyJWT(
                        client.getID(), tokenEndpoint, JWSAlgorithm.ES256, key.toPrivateKey(), key.getKeyID(), null);
            default -> throw new IllegalArgumentException(method);
        };
    }
}
