package dev.clientregistration.samples.cli;

import dev.clientregistration.ClientCredentials;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.Secret;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the initial access token comes from: given as it is, or obtained with client credentials. */
final class TokenOptions {
    static final String TOKEN_VARIABLE = "CLIENTREG_TOKEN";
    static final String SECRET_VARIABLE = "CLIENTREG_CLIENT_SECRET";

    private final Session session;

    @Option(
            names = "--token",
            paramLabel = "T",
            description =
                    "The initial access token. Others can see it here: better use a file, or " + TOKEN_VARIABLE + ".")
    private @Nullable String token;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file with the initial access token; - for standard input.")
    private @Nullable String tokenFile;

    @Option(
            names = "--token-endpoint",
            paramLabel = "URL",
            description = "Where to obtain the initial access token with client credentials. Default: what the issuer"
                    + " publishes.")
    private @Nullable String tokenEndpoint;

    @Option(names = "--client-id", paramLabel = "ID", description = "Whose client credentials those are.")
    private @Nullable String clientId;

    @Option(
            names = "--client-secret",
            paramLabel = "S",
            description = "Their secret. Others can see it here: better use a file, or " + SECRET_VARIABLE + ".")
    private @Nullable String clientSecret;

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            description = "The file with that secret; - for standard input.")
    private @Nullable String clientSecretFile;

    @Option(
            names = "--token-endpoint-auth-method",
            paramLabel = "METHOD",
            description = "How they are sent: client_secret_basic (the default) or client_secret_post.")
    private @Nullable String authMethod;

    @Option(names = "--scope", paramLabel = "S", description = "The scope to ask for, words separated by spaces.")
    private @Nullable String scope;

    TokenOptions(Session session) {
        this.session = session;
    }

    /**
     * The token source; empty for open registration.
     *
     * @param discovers whether the token endpoint can be found by the issuer
     * @param standardInputIsTaken whether standard input is the metadata
     */
    Optional<InitialAccessToken> read(boolean discovers, boolean standardInputIsTaken) {
        refuseConflicts(standardInputIsTaken);
        if (clientId != null) {
            return Optional.of(InitialAccessToken.clientCredentials(clientCredentials(clientId, discovers)));
        }
        return secret("--token", token, "--token-file", tokenFile, TOKEN_VARIABLE)
                .map(secret -> fixed(secret));
    }

    private static InitialAccessToken fixed(Secret token) {
        try {
            return InitialAccessToken.fixed(token);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("the " + e.getMessage());
        }
    }

    private ClientCredentials clientCredentials(String id, boolean discovers) {
        if (id.isBlank()) {
            throw CommandException.usage("--client-id must not be empty");
        }
        if (tokenEndpoint == null && !discovers) {
            throw CommandException.usage(
                    "--client-id needs --token-endpoint, or --issuer in the place of --endpoint to find it");
        }
        Secret secret = secret(
                        "--client-secret", clientSecret, "--client-secret-file", clientSecretFile, SECRET_VARIABLE)
                .orElseThrow(() -> CommandException.usage(
                        "--client-id needs its secret",
                        "give it by --client-secret-file, or in the environment variable " + SECRET_VARIABLE));
        ClientCredentials.Builder credentials = ClientCredentials.builder(id, secret);
        if (tokenEndpoint != null) {
            credentials.tokenEndpoint(CallOptions.url("--token-endpoint", tokenEndpoint));
        }
        if (scope != null) {
            if (scope.isBlank()) {
                throw CommandException.usage("--scope must not be empty");
            }
            credentials.scope(scope);
        }
        if (authMethod != null) {
            TokenEndpointAuthMethod method = TokenEndpointAuthMethod.of(authMethod);
            if (!method.equals(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)
                    && !method.equals(TokenEndpointAuthMethod.CLIENT_SECRET_POST)) {
                throw CommandException.usage(
                        "--token-endpoint-auth-method must be client_secret_basic or client_secret_post");
            }
            credentials.authMethod(method);
        }
        return credentials.build();
    }

    private void refuseConflicts(boolean standardInputIsTaken) {
        Map<String, @Nullable String> ofClient = new LinkedHashMap<>();
        ofClient.put("--token-endpoint", tokenEndpoint);
        ofClient.put("--client-id", clientId);
        ofClient.put("--client-secret", clientSecret);
        ofClient.put("--client-secret-file", clientSecretFile);
        ofClient.put("--token-endpoint-auth-method", authMethod);
        ofClient.put("--scope", scope);
        refuseBoth("--token", token, "--token-file", tokenFile);
        refuseBoth("--client-secret", clientSecret, "--client-secret-file", clientSecretFile);
        ofClient.forEach((name, value) -> {
            refuseBoth("--token", token, name, value);
            refuseBoth("--token-file", tokenFile, name, value);
            if (value != null && clientId == null) {
                throw CommandException.usage(name + " needs --client-id");
            }
        });
        String readsStandardInput = TextFile.STANDARD_INPUT.equals(tokenFile)
                ? "--token-file"
                : TextFile.STANDARD_INPUT.equals(clientSecretFile) ? "--client-secret-file" : null;
        if (standardInputIsTaken && readsStandardInput != null) {
            throw CommandException.usage(
                    "--metadata - and " + readsStandardInput + " - cannot be combined: standard input is read once");
        }
    }

    private static void refuseBoth(String name, @Nullable String value, String otherName, @Nullable String other) {
        if (value != null && other != null) {
            throw CommandException.usage(name + " and " + otherName + " cannot be combined");
        }
    }

    /** A secret from one of its three places. The environment is asked last: it is not meant for this command alone. */
    private Optional<Secret> secret(
            String option, @Nullable String value, String fileOption, @Nullable String file, String variable) {
        Optional<String> text;
        if (value != null) {
            text = Optional.of(strip(option, value));
        } else if (file != null) {
            text = Optional.of(strip(fileOption, content(fileOption, file)));
        } else {
            text = session.terminal().variable(variable).map(found -> strip(variable, found));
        }
        text.ifPresent(session.secrets()::learn);
        if (value != null) {
            session.warn(
                    option + " on the command line can be seen by everybody on this machine, and stays in the shell's"
                            + " history: better use " + fileOption + " or the environment variable " + variable);
        }
        return text.map(Secret::of);
    }

    private String content(String option, String file) {
        return file.equals(TextFile.STANDARD_INPUT)
                ? TextFile.readStandardInput(session.terminal())
                : TextFile.read(option, TextFile.path(option, file));
    }

    /** Editors and shells end a text with a line break. */
    private static String strip(String place, String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw CommandException.usage(place + " is empty");
        }
        return stripped;
    }
}
