package dev.clientregistration.samples.endpoint;

import dev.clientregistration.Secret;
import dev.clientregistration.authlete.AuthleteClientRegistration;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param port where to listen, 0 for a free port; empty for the default
 * @param authlete the real API; empty for the mock
 */
record Settings(Optional<Integer> port, Optional<Authlete> authlete) {
    private static final String BASE_URL = "AUTHLETE_BASE_URL";
    private static final String SERVICE_ID = "AUTHLETE_SERVICE_ID";
    private static final String ACCESS_TOKEN = "AUTHLETE_ACCESS_TOKEN";

    /** Where Authlete's API is, and who asks it. */
    record Authlete(URI baseUri, String serviceId, Secret accessToken) {}

    /**
     * Reads the environment; a variable that is blank counts as not set.
     *
     * @throws IllegalArgumentException if a variable is missing or of no use; the message repeats no value
     */
    static Settings of(Map<String, String> environment) {
        Optional<String> baseUrl = variable(environment, BASE_URL);
        Optional<String> serviceId = variable(environment, SERVICE_ID);
        Optional<String> accessToken = variable(environment, ACCESS_TOKEN);
        Optional<Authlete> authlete = Optional.empty();
        if (baseUrl.isPresent() || serviceId.isPresent() || accessToken.isPresent()) {
            authlete = Optional.of(new Authlete(
                    baseUrl.map(Settings::uri).orElse(AuthleteClientRegistration.US),
                    serviceId.orElseThrow(() -> missing(SERVICE_ID)),
                    Secret.of(accessToken.orElseThrow(() -> missing(ACCESS_TOKEN)))));
        }
        return new Settings(variable(environment, "PORT").map(Settings::port), authlete);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("PORT must be a number from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(BASE_URL + " must be a URI such as " + AuthleteClientRegistration.EU);
        }
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(name + " must be set too: Authlete's API needs both " + SERVICE_ID + " and "
                + ACCESS_TOKEN + "; without any AUTHLETE_ variable a mock is used");
    }
}
