package dev.clientregistration.testing;

import java.util.List;
import java.util.regex.Pattern;

/** The bearer token of a request (RFC 6750 §2.1). A token in the query or in a form is not taken. */
final class BearerToken {
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern IN_QUERY = Pattern.compile("(?:^|&)access_token=");

    private BearerToken() {}

    /** Whether the text can be sent as a bearer token. */
    static boolean isWellFormed(String token) {
        return SYNTAX.matcher(token).matches();
    }

    /** @throws Refusal if there is no bearer token, a malformed one, or several */
    static String of(Request request) throws Refusal {
        List<String> credentials = request.headers().all("Authorization");
        if (credentials.size() > 1) {
            throw Refusal.invalidRequest("the request has several Authorization headers");
        }
        if (credentials.isEmpty()) {
            throw Refusal.noCredentials();
        }
        String[] schemeAndToken = credentials.get(0).split(" +", 2);
        if (!schemeAndToken[0].equalsIgnoreCase("Bearer")) {
            throw Refusal.noCredentials();
        }
        if (schemeAndToken.length < 2 || !isWellFormed(schemeAndToken[1])) {
            throw Refusal.invalidRequest("the bearer token is malformed");
        }
        if (IN_QUERY.matcher(request.query()).find()) {
            throw Refusal.invalidRequest("the request has a token in the header and one in the query");
        }
        return schemeAndToken[1];
    }
}
