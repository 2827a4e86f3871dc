package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;

/** How clients authenticate at the token endpoint (RFC 7591 §2, OpenID Connect Core 1.0 §9, RFC 8705 §2). */
final class AuthMethods {
    static final String MEMBER = "token_endpoint_auth_method";
    static final String NONE = "none";
    static final String BASIC = "client_secret_basic";
    static final String POST = "client_secret_post";
    static final String SECRET_JWT = "client_secret_jwt";
    static final String KEY_JWT = "private_key_jwt";

    /** Those with which a client can get a token here. */
    static final List<String> OF_THE_TOKEN_ENDPOINT = List.of(BASIC, POST, SECRET_JWT, KEY_JWT);

    private static final Set<String> WITH_SECRET = Set.of(BASIC, POST, SECRET_JWT);

    private AuthMethods() {}

    /** The method that the client registered. */
    static String of(JsonObject metadata) {
        return metadata.has(MEMBER) ? metadata.get(MEMBER).getAsString() : BASIC;
    }

    /** Whether the client's method needs a secret that both sides know. */
    static boolean shareSecret(JsonObject metadata) {
        return WITH_SECRET.contains(of(metadata));
    }
}
