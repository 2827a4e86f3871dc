package dev.clientregistration.interop.contract;

import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RecordedExchange;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, with every secret in them.
 *
 * @param registration the operation of client registration that the request is for; empty if it is for none
 * @param isOfTheSdk whether the SDK has sent the request
 * @param shown all of it for people, with its secrets masked
 */
record Exchange(Request request, Answer answer, Optional<String> registration, boolean isOfTheSdk, String shown) {
    private static final String WELL_KNOWN = "/.well-known/";

    /**
     * What was asked.
     *
     * @param target path and query
     */
    record Request(
            String method, URI target, Optional<String> contentType, Optional<String> authorization, String body) {
        String query() {
            return target.getRawQuery() == null ? "" : target.getRawQuery();
        }

        /** A mask: all of it may be secret. */
        @Override
        public String toString() {
            return method + " " + target.getPath();
        }
    }

    /** What was answered. */
    record Answer(int status, Optional<String> contentType, String body) {
        /** A mask: the body may be secret. */
        @Override
        public String toString() {
            return String.valueOf(status);
        }
    }

    static Exchange of(MockRegistrationServer server, RecordedExchange recorded) {
        RecordedExchange whole = recorded.reveal();
        return new Exchange(
                new Request(
                        whole.method(),
                        URI.create(whole.path()),
                        whole.requestHeader("Content-Type"),
                        whole.requestHeader("Authorization"),
                        whole.requestBody()),
                new Answer(whole.status(), whole.responseHeader("Content-Type"), whole.responseBody()),
                Optional.ofNullable(registration(server, whole)),
                whole.requestHeader("User-Agent").orElse("").startsWith("client-registration-sdk-java/"),
                recorded.describe());
    }

    /** As the server took it; a request that it did not take, by where it went. */
    private static @Nullable String registration(MockRegistrationServer server, RecordedExchange exchange) {
        if (exchange.path().contains(WELL_KNOWN)) {
            return exchange.path().contains("/openid-configuration")
                    ? "getOpenIdConfiguration"
                    : "getAuthorizationServerMetadata";
        }
        if (exchange.operation().filter(Operation.TOKEN::equals).isPresent()) {
            return "requestToken";
        }
        boolean known = exchange.operation().isPresent() || isOfARegistration(server, URI.create(exchange.path()));
        return known ? byMethod(exchange.method()) : null;
    }

    private static boolean isOfARegistration(MockRegistrationServer server, URI target) {
        return target.getPath().startsWith(server.registrationEndpoint().getPath())
                || server.clients().stream()
                        .map(client -> client.registrationClientUri().getPath())
                        .anyMatch(target.getPath()::equals);
    }

    private static @Nullable String byMethod(String method) {
        return switch (method) {
            case "POST" -> "register";
            case "GET" -> "readClient";
            case "PUT" -> "updateClient";
            case "PATCH" -> "patchClient";
            case "DELETE" -> "deleteClient";
            default -> null;
        };
    }

    @Override
    public String toString() {
        return request + " -> " + answer;
    }
}
