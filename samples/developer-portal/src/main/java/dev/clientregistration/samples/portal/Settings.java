package dev.clientregistration.samples.portal;

import dev.clientregistration.ClientCredentials;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param port where to listen, 0 for a free port; empty for the default
 * @param publicUrl what people's browsers know the portal as, where a proxy stands before it
 * @param server where clients are registered; empty for the mock inside
 * @param database where they are kept
 */
record Settings(Optional<Integer> port, Optional<URI> publicUrl, Optional<Server> server, Store database) {
    private static final String ENDPOINT = "REGISTRATION_ENDPOINT";
    private static final String ISSUER = "ISSUER";
    private static final String PROFILE = "PROFILE";
    private static final String TOKEN = "INITIAL_ACCESS_TOKEN";
    private static final String REGISTRAR_ID = "REGISTRAR_CLIENT_ID";
    private static final String REGISTRAR_SECRET = "REGISTRAR_CLIENT_SECRET";
    private static final String REGISTRAR_SCOPE = "REGISTRAR_SCOPE";
    private static final String TOKEN_ENDPOINT = "TOKEN_ENDPOINT";
    private static final String REQUEST_CLIENT_ID = "REQUEST_CLIENT_ID";
    private static final String DATABASE_URL = "DATABASE_URL";
    private static final String PORTAL_KEY = "PORTAL_KEY";

    /**
     * An authorization server.
     *
     * @param uri its registration endpoint, or its issuer
     * @param isIssuer which of them
     * @param profile in what it differs from the standards
     * @param token what allows the portal to register; empty where everybody may
     * @param requestsClientId whether to ask it for the client id that the developer has chosen
     */
    record Server(
            URI uri,
            boolean isIssuer,
            ServerProfile profile,
            Optional<InitialAccessToken> token,
            boolean requestsClientId) {}

    /**
     * A database.
     *
     * @param url as JDBC wants it; empty for a file in the folder
     * @param folder where the portal may write files
     * @param key what credentials are encrypted with; empty for a key in a file in the folder
     */
    record Store(
            Optional<String> url,
            Optional<String> user,
            Optional<Secret> password,
            Path folder,
            Optional<Secret> key) {}

    /**
     * Reads the environment; a variable that is blank counts as not set.
     *
     * @throws IllegalArgumentException if a variable is missing or of no use; the message repeats no secret
     */
    static Settings of(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new Settings(
                variables.text("PORT").map(Settings::port),
                variables.uri("PUBLIC_URL").map(Settings::origin),
                server(variables),
                store(variables));
    }

    private static Optional<Server> server(Variables variables) {
        Optional<URI> endpoint = variables.uri(ENDPOINT);
        Optional<URI> issuer = variables.uri(ISSUER);
        if (endpoint.isPresent() && issuer.isPresent()) {
            throw new IllegalArgumentException(
                    ENDPOINT + " and " + ISSUER + " exclude each other: the issuer's metadata names the endpoint");
        }
        Optional<InitialAccessToken> token = token(variables, issuer.isPresent());
        ServerProfile profile =
                variables.text(PROFILE).map(ServerProfile::named).orElse(ServerProfile.STANDARD);
        // Keycloak refuses a registration that names a client_id; others ignore it, or do as they are asked.
        boolean requestsClientId = variables.flag(REQUEST_CLIENT_ID, profile != ServerProfile.KEYCLOAK);
        Optional<Server> server = endpoint.or(() -> issuer)
                .map(uri -> new Server(uri, issuer.isPresent(), profile, token, requestsClientId));
        if (server.isEmpty()) {
            variables.require(ENDPOINT + " or " + ISSUER, PROFILE, TOKEN, REGISTRAR_ID, REQUEST_CLIENT_ID);
        }
        return server;
    }

    private static Optional<InitialAccessToken> token(Variables variables, boolean isDiscovered) {
        Optional<Secret> token = variables.text(TOKEN).map(Secret::of);
        Optional<String> registrar = variables.text(REGISTRAR_ID);
        if (registrar.isEmpty()) {
            variables.require(REGISTRAR_ID, REGISTRAR_SECRET, REGISTRAR_SCOPE, TOKEN_ENDPOINT);
            return token.map(InitialAccessToken::fixed);
        }
        if (token.isPresent()) {
            throw new IllegalArgumentException(TOKEN + " and " + REGISTRAR_ID + " exclude each other");
        }
        Secret secret = Secret.of(variables
                .text(REGISTRAR_SECRET)
                .orElseThrow(() -> new IllegalArgumentException(REGISTRAR_SECRET + " must be set too")));
        ClientCredentials.Builder credentials = ClientCredentials.builder(registrar.get(), secret);
        variables.text(REGISTRAR_SCOPE).ifPresent(credentials::scope);
        Optional<URI> tokenEndpoint = variables.uri(TOKEN_ENDPOINT);
        if (tokenEndpoint.isEmpty() && !isDiscovered) {
            throw new IllegalArgumentException(
                    TOKEN_ENDPOINT + " must be set too, or " + ISSUER + ", whose metadata names it");
        }
        tokenEndpoint.ifPresent(credentials::tokenEndpoint);
        return Optional.of(InitialAccessToken.clientCredentials(credentials.build()));
    }

    private static Store store(Variables variables) {
        Optional<String> url = variables.text(DATABASE_URL);
        Optional<Secret> key = variables.text(PORTAL_KEY).map(Secret::of);
        if (url.isPresent() && key.isEmpty()) {
            throw new IllegalArgumentException(PORTAL_KEY + " must be set too: credentials are encrypted before they"
                    + " are stored. \"openssl rand -base64 32\" makes a key");
        }
        if (url.isPresent() && !url.get().startsWith("jdbc:")) {
            throw new IllegalArgumentException(
                    DATABASE_URL + " must be a JDBC URL, such as jdbc:postgresql://db.example.com/portal");
        }
        return new Store(
                url,
                variables.text("DATABASE_USER"),
                variables.text("DATABASE_PASSWORD").map(Secret::of),
                Path.of(variables.text("PORTAL_DATA").orElse(System.getProperty("portal.data", "portal-data"))),
                key);
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("PORT must be a number from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    /** Or a URL without https:// would make cookies that are for http too. */
    private static URI origin(URI url) {
        if (!url.toString().matches("(?i)https?://[^/?#]+/?")) {
            throw new IllegalArgumentException("PUBLIC_URL must be https:// or http://, a host, and no path");
        }
        return url;
    }

    private record Variables(Map<String, String> environment) {
        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        Optional<URI> uri(String name) {
            return text(name).map(text -> {
                try {
                    return new URI(text);
                } catch (URISyntaxException e) {
                    throw new IllegalArgumentException(name + " must be a URI");
                }
            });
        }

        boolean flag(String name, boolean otherwise) {
            return text(name)
                    .map(text -> switch (text) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw new IllegalArgumentException(name + " must be true or false");
                    })
                    .orElse(otherwise);
        }

        /** Refuses variables that mean nothing without another one. */
        void require(String other, String... names) {
            for (String name : names) {
                if (text(name).isPresent()) {
                    throw new IllegalArgumentException(other + " must be set too: " + name + " belongs to it");
                }
            }
        }
    }
}
