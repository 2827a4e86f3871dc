package dev.clientregistration.interop.contract;

import static dev.clientregistration.interop.contract.Bench.attempt;

import dev.clientregistration.ClientCredentials;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.InitialAccessToken;
import dev.clientregistration.Secret;
import dev.clientregistration.interop.Wire;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegistrationAccess;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tokens for registration, and the token endpoint: what the SDK asks of it, and what registered clients do. */
final class TokenScenarios {
    private static final String REGISTRAR = "registrar";
    private static final String SECRET = "secret-of-the-registrar";
    private static final String SCOPE = "client.create";

    private TokenScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("tokens for registration", TokenScenarios::initialTokens),
                Scenario.of("a token for registration, got by the SDK", TokenScenarios::registrar),
                Scenario.of("tokens for a client that is a service", TokenScenarios::service));
    }

    private static void initialTokens(Bench bench) {
        // Where registration is switched off there is nothing that could be specified.
        for (RegistrationAccess access : EnumSet.complementOf(EnumSet.of(RegistrationAccess.SWITCHED_OFF))) {
            MockRegistrationServer server = bench.server(settings -> settings.registrationAccess(access)
                    .registrationScope(SCOPE)
                    .accessTokenLifetime(Duration.ofMinutes(5))
                    .registrar(REGISTRAR, SECRET, "other", SCOPE));
            Secret good = Secret.of(server.issueInitialAccessToken());
            register(bench, server, builder -> builder);
            register(bench, server, with(Secret.of("nonsense")));
            register(
                    bench,
                    server,
                    with(Wire.accessToken(server.tokenEndpoint(), REGISTRAR, Secret.of(SECRET), "other")));
            register(bench, server, with(good));
            register(bench, server, with(good));
            Secret old = Secret.of(server.issueInitialAccessToken());
            server.advance(Duration.ofMinutes(6));
            register(bench, server, with(old));
        }
    }

    private static UnaryOperator<ClientRegistration.Builder> with(Secret token) {
        return builder -> builder.initialAccessToken(InitialAccessToken.fixed(token));
    }

    private static void register(
            Bench bench, MockRegistrationServer server, UnaryOperator<ClientRegistration.Builder> settings) {
        ClientRegistration sdk = bench.sdk(server, settings);
        attempt(() -> sdk.register(Samples.MINIMAL));
    }

    private static void registrar(Bench bench) {
        MockRegistrationServer server = bench.server(settings ->
                settings.registrar(REGISTRAR, SECRET, SCOPE, "other").registrationScope(SCOPE));
        for (TokenEndpointAuthMethod method :
                List.of(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC, TokenEndpointAuthMethod.CLIENT_SECRET_POST)) {
            ClientCredentials.Builder good = ClientCredentials.builder(REGISTRAR, Secret.of(SECRET))
                    .authMethod(method)
                    .scope(SCOPE);
            register(bench, server, good);
            register(bench, server, good.scope("unheard.of"));
            register(
                    bench,
                    server,
                    ClientCredentials.builder(REGISTRAR, Secret.of("wrong")).authMethod(method));
        }
    }

    private static void register(Bench bench, MockRegistrationServer server, ClientCredentials.Builder credentials) {
        ClientRegistration sdk = bench.closedLater(Bench.once(ClientRegistration.builder())
                .issuer(server.issuer())
                .profile(bench.profile())
                .initialAccessToken(InitialAccessToken.clientCredentials(credentials.build()))
                .build());
        attempt(() -> sdk.register(Samples.MINIMAL));
    }

    private static void service(Bench bench) {
        MockRegistrationServer server = bench.server();
        attempt(() -> bench.sdk(server).register(Samples.SERVICE)).ifPresent(client -> {
            URI endpoint = server.tokenEndpoint();
            String secret = client.clientSecret().map(Secret::reveal).orElse("none");
            Map<String, String> good =
                    Map.of("grant_type", "client_credentials", "client_id", client.clientId(), "client_secret", secret);
            Wire.form(endpoint, Map.of(), good);
            List.of(
                            Map.of("scope", "unheard of"),
                            Map.of("scope", "read"),
                            Map.of("client_secret", "wrong"),
                            Map.of("client_id", "unknown"),
                            Map.of("grant_type", "refresh_token", "refresh_token", "unknown"),
                            Map.of("grant_type", "urn:example:unknown"))
                    .forEach(changes -> Wire.form(endpoint, Map.of(), changed(good, changes)));
            Wire.form(endpoint, Map.of(), Map.of("client_id", client.clientId(), "client_secret", secret));
            Wire.form(endpoint, Map.of("Authorization", "Basic not-base64!"), good);
            Raw.send("POST", endpoint, Raw.JSON, "{}");
        });
    }

    private static Map<String, String> changed(Map<String, String> fields, Map<String, String> changes) {
        Map<String, String> changed = new HashMap<>(fields);
        changed.putAll(changes);
        return changed;
    }
}
