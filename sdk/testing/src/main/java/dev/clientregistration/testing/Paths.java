package dev.clientregistration.testing;

/**
 * Where the endpoints of a dialect are.
 *
 * @param issuer the path of the issuer, empty or with a slash at its front only; all others are below it
 * @param client where one client is managed: has {@code {id}} in its path or in its query
 */
record Paths(String issuer, String registration, String client, String token) {

    static final Paths STANDARD = new Paths("", "/register", "/register/{id}", "/token");

    Paths withIssuer(String path) {
        return new Paths(path, registration, client, token);
    }

    Paths withClient(String template) {
        return new Paths(issuer, registration, template, token);
    }
}
