package dev.clientregistration.interop.otherclients.authlete;

import com.authlete.common.api.AuthleteApi;
import com.authlete.common.api.AuthleteApiFactory;
import com.authlete.common.conf.AuthleteSimpleConfiguration;
import com.authlete.common.dto.ClientRegistrationRequest;
import dev.clientregistration.testing.AuthleteSettings;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;

/** An authorization server that is built on Authlete, as far as it registers clients. */
final class AuthleteClient {
    static final String SERVICE = "21653835348762";
    static final String ACCESS_TOKEN = "service-access-token";
    static final String METADATA = """
            {"client_name": "Triangular Pretzel", "redirect_uris": ["https://client.example.com/callback"]}""";

    private AuthleteClient() {}

    /** The settings of a server with the one service, whose token is checked. */
    static MockRegistrationServer.Builder server() {
        return MockRegistrationServer.builder()
                .dialect(Dialect.AUTHLETE)
                .authlete(AuthleteSettings.builder()
                        .services(SERVICE)
                        .accessToken(ACCESS_TOKEN)
                        .unauthorizedOnClientConfigSupported(true)
                        .build());
    }

    /** The library, configured for version 3 of the API. */
    static AuthleteApi api(MockRegistrationServer server) {
        return AuthleteApiFactory.create(configuration(server));
    }

    static AuthleteSimpleConfiguration configuration(MockRegistrationServer server) {
        return new AuthleteSimpleConfiguration()
                .setApiVersion("V3")
                .setBaseUrl(server.baseUri().toString())
                .setServiceApiKey(SERVICE)
                .setServiceAccessToken(ACCESS_TOKEN);
    }

    static ClientRegistrationRequest registration(String metadata) {
        return new ClientRegistrationRequest().setJson(metadata);
    }

    static ClientRegistrationRequest management(String clientId, String token) {
        return new ClientRegistrationRequest().setClientId(clientId).setToken(token);
    }
}
