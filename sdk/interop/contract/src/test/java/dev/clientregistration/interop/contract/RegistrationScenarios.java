package dev.clientregistration.interop.contract;

import static dev.clientregistration.interop.contract.Bench.attempt;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.Secret;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.testing.MockRegistrationServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Clients that are registered, and what becomes of them; clients that are not. */
final class RegistrationScenarios {
    /** Metadata that one server or another refuses, though it has the form that the specification asks for. */
    private static final List<String> REFUSED = List.of(
            "{}",
            "{'redirect_uris': []}",
            "{'redirect_uris': ['https://client.example.com/#fragment']}",
            "{'redirect_uris': ['https://client.example.com/'], 'response_types': ['token']}",
            "{'redirect_uris': ['https://client.example.com/'], 'grant_types': ['password']}",
            "{'redirect_uris': ['https://client.example.com/'], 'token_endpoint_auth_method': 'tls_client_auth'}",
            "{'redirect_uris': ['https://client.example.com/'], 'scope': 'unheard of'}",
            "{'redirect_uris': ['https://client.example.com/'], 'jwks_uri': 'https://client.example.com/', 'jwks': {}}");

    private RegistrationScenarios() {}

    static List<Scenario> all() {
        return Stream.concat(Samples.ALL.stream().map(RegistrationScenarios::life), others())
                .toList();
    }

    private static Stream<Scenario> others() {
        return Stream.of(
                Scenario.of("metadata that is refused", RegistrationScenarios::refusals),
                Scenario.of("too many registrations", RegistrationScenarios::tooMany),
                Scenario.of("discovery", RegistrationScenarios::discovery),
                Scenario.of("software statements", RegistrationScenarios::statements),
                Scenario.of("requests that the SDK does not send", bench -> Raw.strangeRegistrations(bench.server())));
    }

    static Stream<String> refusedMetadata() {
        return REFUSED.stream().map(metadata -> metadata.replace('\'', '"'));
    }

    private static Scenario life(Samples.Sample sample) {
        return Scenario.of("the life of " + sample.name(), bench -> {
            ClientRegistration sdk = bench.sdk(bench.server());
            attempt(() -> sdk.register(sample.metadata())).ifPresent(client -> {
                ClientInformation got = attempt(() -> sdk.get(client)).orElse(client);
                ClientInformation updated =
                        attempt(() -> sdk.update(got, Samples.renamed(got))).orElse(got);
                ClientInformation last = attempt(() -> sdk.update(updated, withoutContacts(updated)))
                        .orElse(updated);
                attempt(() -> sdk.delete(last));
                attempt(() -> sdk.get(last));
            });
        });
    }

    private static ClientMetadata withoutContacts(ClientInformation client) {
        return client.toMetadata().toBuilder().contacts(List.of()).build();
    }

    private static void refusals(Bench bench) {
        ClientRegistration sdk = bench.sdk(bench.server());
        refusedMetadata().forEach(metadata -> attempt(() -> sdk.register(ClientMetadata.fromJson(metadata))));
    }

    private static void tooMany(Bench bench) {
        MockRegistrationServer server = bench.server(
                settings -> settings.initialAccessToken(Bench.TOKEN).registrationsPerHour(1));
        ClientRegistration sdk = bench.sdk(server);
        sdk.register(Samples.MINIMAL);
        attempt(() -> sdk.register(Samples.MINIMAL));
    }

    private static void discovery(Bench bench) {
        MockRegistrationServer server =
                bench.server(settings -> settings.registrar("registrar", "secret", "register", "client.create"));
        for (String issuer : List.of(server.issuer().toString(), server.baseUri() + "/nobody")) {
            ClientRegistration sdk = bench.closedLater(Bench.once(ClientRegistration.builder())
                    .issuer(URI.create(issuer))
                    .build());
            attempt(() -> sdk.discover());
        }
        Raw.send("GET", URI.create(server.issuer() + "/.well-known/openid-configuration"), Map.of(), "");
    }

    private static void statements(Bench bench) {
        MockRegistrationServer server = bench.server(settings ->
                settings.initialAccessToken(Bench.TOKEN).softwareStatementIssuer(Statements.ISSUER, Statements.keys()));
        ClientRegistration sdk = bench.sdk(server);
        Stream.of(Statements.by(Statements.ISSUER), Statements.by("https://stranger.example.com"), "no statement")
                .forEach(statement -> attempt(() -> sdk.register(Samples.MINIMAL.toBuilder()
                        .softwareStatement(Secret.of(statement))
                        .build())));
    }
}
