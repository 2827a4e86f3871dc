package dev.clientregistration.interop.otherclients.keycloak;

import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.util.List;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.keycloak.client.registration.ClientRegistration;
import org.keycloak.client.registration.ClientRegistrationException;
import org.keycloak.client.registration.HttpErrorException;
import org.keycloak.representations.oidc.OIDCClientRepresentation;

/** A program that registers clients by the library. */
final class KeycloakClient {
    static final String CALLBACK = "https://client.example.com/callback";

    private KeycloakClient() {}

    static MockRegistrationServer.Builder server() {
        return MockRegistrationServer.builder().dialect(Dialect.KEYCLOAK);
    }

    /** The library, for the realm that the server has; to be closed by the test. */
    static ClientRegistration registration(MockRegistrationServer server) {
        return ClientRegistration.create()
                .url(server.issuer() + "/clients-registrations")
                .httpClient(httpClient(server))
                .build();
    }

    static OIDCClientRepresentation metadata() {
        OIDCClientRepresentation metadata = new OIDCClientRepresentation();
        metadata.setClientName("Triangular Pretzel");
        metadata.setRedirectUris(List.of(CALLBACK));
        return metadata;
    }

    /** What the server said, which the library has two exceptions deep. */
    static HttpErrorException error(ClientRegistrationException failure) {
        return (HttpErrorException) failure.getCause();
    }

    private static CloseableHttpClient httpClient(MockRegistrationServer server) {
        HttpClientBuilder client = HttpClientBuilder.create();
        return server.issuer().getScheme().equals("https")
                ? client.setSSLContext(server.sslContext()).build()
                : client.build();
    }
}
