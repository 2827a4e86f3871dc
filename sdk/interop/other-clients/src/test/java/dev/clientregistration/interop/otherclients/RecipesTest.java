package dev.clientregistration.interop.otherclients;

import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.clientNamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.authlete.common.api.AuthleteApi;
import com.authlete.common.api.AuthleteApiFactory;
import com.authlete.common.conf.AuthleteSimpleConfiguration;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.net.URI;
import java.util.List;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.Test;
import org.keycloak.client.registration.ClientRegistration;
import org.keycloak.representations.oidc.OIDCClientRepresentation;

/** How each library is pointed at the mock server: the README of the mock server shows it, and compares. */
class RecipesTest {
    @Test
    void nimbus() throws Exception {
        ClientMetadata metadata = new ClientMetadata();
        metadata.setName("Triangular Pretzel");
        metadata.setRedirectionURI(URI.create("https://client.example.com/callback"));
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().tls().start()) {
            // @start region="nimbus"
            HTTPRequest request =
                    new ClientRegistrationRequest(server.registrationEndpoint(), metadata, null).toHTTPRequest();
            request.setSSLSocketFactory(server.sslContext().getSocketFactory()); // where the server speaks https
            ClientRegistrationResponse response = ClientRegistrationResponse.parse(request.send());
            // @end
            assertThat(response.indicatesSuccess()).isTrue();
            assertThat(server).hasRegistered(clientNamed("Triangular Pretzel"));
        }
    }

    @Test
    void authlete() {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().dialect(Dialect.AUTHLETE).start()) {
            // @start region="authlete"
            AuthleteApi api = AuthleteApiFactory.create(new AuthleteSimpleConfiguration()
                    .setApiVersion("V3")
                    .setBaseUrl(server.baseUri().toString())
                    .setServiceApiKey("21653835348762")
                    .setServiceAccessToken("any-token"));
            // @end
            api.dynamicClientRegister(new com.authlete.common.dto.ClientRegistrationRequest().setJson("""
                    {"client_name": "Triangular Pretzel", "redirect_uris": ["https://client.example.com/callback"]}"""));
            assertThat(server).hasRegistered(clientNamed("Triangular Pretzel"));
        }
    }

    @Test
    void keycloak() throws Exception {
        OIDCClientRepresentation metadata = new OIDCClientRepresentation();
        metadata.setClientName("Triangular Pretzel");
        metadata.setRedirectUris(List.of("https://client.example.com/callback"));
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().dialect(Dialect.KEYCLOAK).tls().start()) {
            // @start region="keycloak"
            ClientRegistration registration = ClientRegistration.create()
                    .url(server.issuer() + "/clients-registrations")
                    .httpClient(HttpClients.custom()
                            .setSSLContext(server.sslContext())
                            .build())
                    .build();
            // @end
            registration.oidc().create(metadata);
            registration.close();
            assertThat(server).hasRegistered(clientNamed("Triangular Pretzel"));
        }
    }
}
