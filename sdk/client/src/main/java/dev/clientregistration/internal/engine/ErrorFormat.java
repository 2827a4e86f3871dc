package dev.clientregistration.internal.engine;

import dev.clientregistration.error.Operation;
import java.util.List;

/** How servers word their errors, and what the statuses of a refused token and a missing client mean there. */
@SuppressWarnings("ImmutableEnumChecker") // the lists cannot be modified
public enum ErrorFormat {
    /**
     * RFC 7591 and RFC 6750, and what servers are known to send instead: an object nested under {@code error} (API
     * gateways), {@code errorCode} and {@code errorSummary} (Okta), {@code resultCode} (Authlete), problem details
     * (RFC 9457), or nothing but a {@code WWW-Authenticate} header.
     */
    OAUTH(
            List.of("error", "resultCode", "errorCode", "code"),
            List.of("error_description", "resultMessage", "errorSummary", "message", "detail", "title"),
            true) {
        @Override
        String tokenRefused(Operation operation) {
            return switch (operation) {
                case REGISTER -> "Check the initial access token.";
                case GET, UPDATE, DELETE ->
                    "The registration access token is not valid for this client, or the client is gone.";
                case TOKEN -> "Check the client id and secret, and what they may ask for.";
                case LIST, DISCOVER -> "Check the credentials.";
            };
        }

        @Override
        String notFound(Operation operation) {
            return switch (operation) {
                case REGISTER -> "Check the registration endpoint.";
                case GET -> "The server does not know the client.";
                case UPDATE, DELETE -> "The server does not know the client, or has no such operation.";
                case TOKEN -> "Check the token endpoint.";
                case LIST, DISCOVER -> "Check the URI.";
            };
        }
    },
    /** Authlete's API, whose caller is an authorization server. */
    AUTHLETE(List.of("resultCode"), List.of("resultMessage"), false) {
        @Override
        String tokenRefused(Operation operation) {
            return "Check the access token for Authlete's API and what it may do for this service.";
        }

        @Override
        String notFound(Operation operation) {
            return "Check the base URI and the service id.";
        }
    },
    /** nevisMeta's REST API V2, which has a code and a text in error answers and does not publish what it calls them. */
    NEVIS_META(
            List.of("error", "errorCode", "error_code", "code"),
            List.of("error_description", "errorText", "error_text", "errorMessage", "message", "text"),
            false) {
        @Override
        String tokenRefused(Operation operation) {
            return "Check the login to nevisMeta and what it may do there.";
        }

        @Override
        String notFound(Operation operation) {
            return switch (operation) {
                case REGISTER, LIST -> "Check the base URI, the module and the ids, and whether they are valid now.";
                default -> "There is no such client or snapshot, or none that is valid now.";
            };
        }
    },
    /** Anvil Connect's REST API: RFC 6750, but with HTML pages for 401, 403 and 404. */
    ANVIL_CONNECT(List.of("error"), List.of("error_description"), true) {
        @Override
        String tokenRefused(Operation operation) {
            return "Check the access token: it must be that of a user, have the scope realm, and not have expired.";
        }

        @Override
        String notFound(Operation operation) {
            return switch (operation) {
                case REGISTER, LIST -> "Check the base URI.";
                default -> "The server does not know the client.";
            };
        }
    };

    private final List<String> codes;
    private final List<String> descriptions;
    private final boolean challengeNamesCode;

    ErrorFormat(List<String> codes, List<String> descriptions, boolean challengeNamesCode) {
        this.codes = codes;
        this.descriptions = descriptions;
        this.challengeNamesCode = challengeNamesCode;
    }

    /** Members that can hold the code, the likeliest first. */
    List<String> codes() {
        return codes;
    }

    /** Members that can hold the description, the likeliest first. */
    List<String> descriptions() {
        return descriptions;
    }

    /** Whether the {@code WWW-Authenticate} header stands in for a body that says nothing. */
    boolean challengeNamesCode() {
        return challengeNamesCode;
    }

    /** Whether a 401 can mean that the client is gone (RFC 7592 section 2), and not the caller's own token alone. */
    boolean tellsOfClients() {
        return this == OAUTH;
    }

    /** What to do about a 401 or 403. */
    abstract String tokenRefused(Operation operation);

    /** What to do about a 404 or 410. */
    abstract String notFound(Operation operation);
}
