package dev.clientregistration.interop.contract;

import static dev.clientregistration.interop.contract.Bench.attempt;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.testing.MockRegistrationServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Clients that are there, and who may do what with them. */
final class ManagementScenarios {
    private ManagementScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("everything rotates", ManagementScenarios::rotation),
                Scenario.of("tokens for management", ManagementScenarios::managementTokens),
                Scenario.of("updates that are refused", ManagementScenarios::badUpdates),
                Scenario.of("operations that a server may lack", ManagementScenarios::otherOperations),
                Scenario.of("management as the SDK does not do it", ManagementScenarios::strange));
    }

    private static void rotation(Bench bench) {
        MockRegistrationServer server = bench.server(settings -> settings.initialAccessToken(Bench.TOKEN)
                .rotateRegistrationAccessTokenOnRead(true)
                .rotateRegistrationAccessTokenOnUpdate(true)
                .rotateSecretOnUpdate(true)
                .secretLifetime(Duration.ofDays(30)));
        ClientRegistration sdk = bench.sdk(server);
        ClientInformation client = sdk.register(Samples.MINIMAL);
        server.advance(Duration.ofDays(31));
        ClientInformation got = attempt(() -> sdk.get(client)).orElse(client);
        ClientInformation updated =
                attempt(() -> sdk.update(got, Samples.renamed(got))).orElse(got);
        attempt(() -> sdk.get(updated));
        attempt(() -> sdk.get(client));
    }

    private static void managementTokens(Bench bench) {
        MockRegistrationServer server = bench.server(settings ->
                settings.initialAccessToken(Bench.TOKEN).registrationAccessTokenLifetime(Duration.ofMinutes(5)));
        ClientRegistration sdk = bench.sdk(server);
        ManagementCredentials one = ManagementCredentials.of(sdk.register(Samples.MINIMAL));
        ManagementCredentials other = ManagementCredentials.of(sdk.register(Samples.MINIMAL));
        ManagementCredentials unknown = other.toBuilder()
                .registrationClientUri(other.registrationClientUri()
                        .map(uri -> uri.replace(other.clientId(), "unknown"))
                        .orElse(server.registrationEndpoint() + "/unknown"))
                .build();
        Stream.of(
                        wrong(one),
                        one.toBuilder().registrationAccessToken(token(other)).build(),
                        wrong(unknown),
                        unknown)
                .forEach(credentials -> everyOperation(sdk, credentials));
        server.advance(Duration.ofMinutes(6));
        everyOperation(sdk, one);
    }

    private static Secret token(ManagementCredentials credentials) {
        return credentials.registrationAccessToken().orElse(Secret.of("none"));
    }

    private static ManagementCredentials wrong(ManagementCredentials credentials) {
        return credentials.toBuilder()
                .registrationAccessToken(Secret.of("nonsense"))
                .build();
    }

    private static void everyOperation(ClientRegistration sdk, ManagementCredentials credentials) {
        attempt(() -> sdk.get(credentials));
        attempt(() -> sdk.update(credentials, Samples.RENAMED));
        attempt(() -> sdk.delete(credentials));
    }

    private static void badUpdates(Bench bench) {
        ClientRegistration sdk = bench.sdk(bench.server());
        ClientInformation client = sdk.register(Samples.MINIMAL);
        ManagementCredentials credentials = ManagementCredentials.of(client);
        RegistrationScenarios.refusedMetadata()
                .map(changes -> changed(client.toMetadata(), changes))
                .forEach(metadata -> attempt(() -> sdk.update(credentials, metadata)));
        attempt(() -> sdk.update(
                credentials.toBuilder().clientSecret(Secret.of("wrong")).build(), Samples.RENAMED));
    }

    private static ClientMetadata changed(ClientMetadata metadata, String changes) {
        JsonObject members = JsonParser.parseString(metadata.toJson()).getAsJsonObject();
        members.asMap().values().removeIf(JsonElement::isJsonNull);
        JsonParser.parseString(changes).getAsJsonObject().asMap().forEach(members::add);
        return ClientMetadata.fromJson(members.toString());
    }

    /** As a caller sees them who takes the server for one that has everything. */
    private static void otherOperations(Bench bench) {
        MockRegistrationServer server = bench.server();
        for (ServerProfile profile : List.of(ServerProfile.STANDARD, ServerProfile.ANVIL_CONNECT)) {
            ClientInformation client = bench.sdk(server).register(Samples.MINIMAL);
            ManagementCredentials credentials = ManagementCredentials.of(client).toBuilder()
                    .registrationClientUri(server.registrationEndpoint() + "/" + client.clientId())
                    .registrationAccessToken(client.registrationAccessToken().orElse(Secret.of("none")))
                    .profile(profile)
                    .build();
            everyOperation(bench.sdk(server, builder -> builder.profile(profile)), credentials);
        }
    }

    private static void strange(Bench bench) {
        MockRegistrationServer server = bench.server();
        ManagementCredentials credentials =
                ManagementCredentials.of(bench.sdk(server).register(Samples.MINIMAL));
        URI uri = URI.create(credentials
                .registrationClientUri()
                .filter(issued -> bench.profile().usesIssuedManagementUri())
                .orElse(server.registrationEndpoint() + "/" + credentials.clientId()));
        Raw.strangeManagement(uri, token(credentials).reveal());
    }
}
