package dev.clientregistration.testing;

/**
 * Where the endpoints of a dialect are.
 *
 * @param issuer the path of the issuer, empty or with a slash at its front only; all others are below it
 * @param client where one client is managed: has {@code {id}} in its path or in its query
 */
record Paths(String issuer, String registration, String client, String token, String authorization, String keys) {

    static final Paths STANDARD = new Paths("", "/register", "/register/{id}", "/token", "/authorize", "/jwks");

    Paths withIssuer(String path) {
        return new Paths(path, registration, client, token, authorization, keys);
    }

    Paths withRegistration(String path, String itsClient) {
        return new Paths(issuer, path, itsClient, token, authorization, keys);
    }

    /** With clients managed at the registration endpoint, which the query tells apart. */
    Paths withClientInQuery(String parameter) {
        return withRegistration(registration, registration + "?" + parameter + "={id}");
    }

    Paths withTokens(String itsToken, String itsAuthorization, String itsKeys) {
        return new Paths(issuer, registration, client, itsToken, itsAuthorization, itsKeys);
    }
}
