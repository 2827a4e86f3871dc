package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The bearer token of a request (RFC 6750 §2.1). A token in the query or in a form is not taken. */
final class BearerToken {
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern IN_QUERY = Pattern.compile("(?:^|&)access_token=");

    private BearerToken() {}

    /**
     * The text, which can be sent as a bearer token.
     *
     * @throws IllegalArgumentException if it cannot; the message does not repeat it
     */
    static String checked(String token) {
        if (!isWellFormed(requireNonNull(token, "token"))) {
            throw new IllegalArgumentException("token must have the form of a bearer token (RFC 6750 section 2.1)");
        }
        return token;
    }

    /** Whether the request carries a bearer token, be it a malformed one. */
    static boolean isIn(Request request) {
        return request.headers().all("Authorization").stream()
                .anyMatch(credentials -> credentials.regionMatches(true, 0, "Bearer ", 0, 7));
    }

    /**
     * The request as if a token in its query were in its header (RFC 6750 §2.3), for dialects that take it there. Where
     * both have one, the request stays as it is.
     */
    static Request movedFromQuery(Request request) {
        Optional<String> token = request.queryParameter("access_token");
        if (token.isEmpty() || !request.headers().all("Authorization").isEmpty()) {
            return request;
        }
        String query = Arrays.stream(request.query().split("&"))
                .filter(parameter -> !parameter.startsWith("access_token="))
                .collect(Collectors.joining("&"));
        return new Request(
                request.method(),
                query.isEmpty() ? request.path() : request.path() + "?" + query,
                request.headers().with("Authorization", "Bearer " + token.get()),
                request.body());
    }

    /** @throws Refusal if there is no bearer token, a malformed one, or several */
    static String of(Request request) throws Refusal {
        List<String> credentials = request.headers().all("Authorization");
        if (credentials.size() > 1) {
            throw malformed("the request has several Authorization headers");
        }
        if (credentials.isEmpty()) {
            throw Refusal.of(Reason.NO_CREDENTIALS, "no bearer token was sent");
        }
        String[] schemeAndToken = credentials.get(0).split(" +", 2);
        if (!schemeAndToken[0].equalsIgnoreCase("Bearer")) {
            throw Refusal.of(Reason.OTHER_SCHEME, "the credentials are not a bearer token");
        }
        if (schemeAndToken.length < 2 || !isWellFormed(schemeAndToken[1])) {
            throw malformed("the bearer token is malformed");
        }
        if (IN_QUERY.matcher(request.query()).find()) {
            throw malformed("the request has a token in the header and one in the query");
        }
        return schemeAndToken[1];
    }

    private static boolean isWellFormed(String token) {
        return SYNTAX.matcher(token).matches();
    }

    private static Refusal malformed(String description) {
        return Refusal.of(Reason.MALFORMED_CREDENTIALS, description);
    }
}
