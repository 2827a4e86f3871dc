package dev.clientregistration.interop.contract;

import static dev.clientregistration.interop.contract.Bench.attempt;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.Secret;
import dev.clientregistration.authlete.AuthleteClientRegistration;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.testing.AuthleteSettings;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Authlete's API, and within it what it has the authorization server say to clients. */
final class AuthleteScenarios {
    private static final String SERVICE = "715948317";

    private AuthleteScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(Dialect.AUTHLETE, "the life of clients", AuthleteScenarios::lives),
                Scenario.of(Dialect.AUTHLETE, "what clients are refused", AuthleteScenarios::refusals),
                Scenario.of(Dialect.AUTHLETE, "clients told as unauthorized", AuthleteScenarios::unauthorized),
                Scenario.of(Dialect.AUTHLETE, "a service that takes no clients", AuthleteScenarios::switchedOff),
                Scenario.of(Dialect.AUTHLETE, "quotas of the service", AuthleteScenarios::quotas),
                Scenario.of(Dialect.AUTHLETE, "what callers are refused", AuthleteScenarios::callers));
    }

    private static void lives(Bench bench) {
        AuthleteClientRegistration sdk =
                sdk(bench, settings -> settings.supportedCustomClientMetadata("x_text", "x_number", "x_object"));
        for (Samples.Sample sample : Samples.ALL) {
            registered(sdk, sample.metadata()).ifPresent(client -> {
                sdk.get(asked(client).build());
                sdk.update(asked(client).json(updated(client)).build());
                sdk.delete(asked(client).build());
                sdk.get(asked(client).build());
            });
        }
    }

    private static String updated(ClientInformation client) {
        JsonObject members =
                JsonParser.parseString(client.toMetadata().toJson()).getAsJsonObject();
        members.addProperty("client_id", client.clientId());
        members.addProperty("client_name", "Round Pretzel");
        return members.toString();
    }

    private static ClientRegistrationRequest.Builder asked(ClientInformation client) {
        return ClientRegistrationRequest.builder()
                .clientId(client.clientId())
                .token(client.registrationAccessToken().orElseThrow());
    }

    private static Optional<ClientInformation> registered(AuthleteClientRegistration sdk, ClientMetadata metadata) {
        return sdk.register(ClientRegistrationRequest.builder()
                        .json(metadata.toJson())
                        .build())
                .clientInformation();
    }

    private static void refusals(Bench bench) {
        AuthleteClientRegistration sdk = sdk(bench, settings -> settings);
        Stream.concat(RegistrationScenarios.refusedMetadata(), Stream.of("{", "[]", ""))
                .forEach(metadata -> sdk.register(
                        ClientRegistrationRequest.builder().json(metadata).build()));
        badManagement(sdk);
    }

    private static void unauthorized(Bench bench) {
        badManagement(sdk(bench, settings -> settings.unauthorizedOnClientConfigSupported(true)));
    }

    private static void badManagement(AuthleteClientRegistration sdk) {
        ClientInformation client = registered(sdk, Samples.MINIMAL).orElseThrow();
        ClientInformation other = registered(sdk, Samples.MINIMAL).orElseThrow();
        for (ClientRegistrationRequest.Builder request : List.of(
                asked(client).token(Secret.of("nonsense")),
                asked(client).token(other.registrationAccessToken().orElseThrow()),
                asked(client).clientId("1"))) {
            sdk.get(request.build());
            sdk.update(request.json(updated(client)).build());
            sdk.delete(request.build());
        }
        RegistrationScenarios.refusedMetadata()
                .forEach(metadata -> sdk.update(asked(client).json(metadata).build()));
    }

    private static void switchedOff(Bench bench) {
        AuthleteClientRegistration sdk = sdk(bench, settings -> settings.dynamicRegistrationSupported(false));
        ClientRegistrationRequest request = ClientRegistrationRequest.builder()
                .json(Samples.MINIMAL.toJson())
                .clientId("1")
                .token(Secret.of("any"))
                .build();
        sdk.register(request);
        sdk.get(request);
        sdk.update(request);
        sdk.delete(request);
    }

    private static void quotas(Bench bench) {
        AuthleteClientRegistration sdk = sdk(
                bench, settings -> settings.dcrDuplicateSoftwareIdBlocked(true).clientsPerDeveloper(1));
        registered(sdk, Samples.RICH);
        registered(sdk, Samples.RICH);
        registered(sdk, Samples.MINIMAL);
    }

    private static void callers(Bench bench) {
        MockRegistrationServer server = bench.server(settings -> settings.authlete(
                AuthleteSettings.builder().services(SERVICE).accessToken("good").build()));
        ClientRegistrationRequest request = ClientRegistrationRequest.builder()
                .json(Samples.MINIMAL.toJson())
                .build();
        attempt(() -> sdk(bench, server, "wrong", SERVICE).register(request));
        attempt(() -> sdk(bench, server, "good", "1").register(request));
        URI endpoint = URI.create(server.baseUri() + "/api/" + SERVICE + "/client/registration");
        Raw.send("POST", endpoint, Raw.JSON, "{}");
        for (String contentType : List.of("application/json", "application/x-www-form-urlencoded")) {
            Raw.send("POST", endpoint, Map.of("Authorization", "Bearer good", "Content-Type", contentType), "{");
        }
    }

    private static AuthleteClientRegistration sdk(Bench bench, UnaryOperator<AuthleteSettings.Builder> settings) {
        return sdk(
                bench,
                bench.server(builder -> builder.authlete(
                        settings.apply(AuthleteSettings.builder()).build())),
                "any",
                SERVICE);
    }

    private static AuthleteClientRegistration sdk(
            Bench bench, MockRegistrationServer server, String token, String service) {
        return bench.closedLater(Bench.once(AuthleteClientRegistration.builder())
                .baseUri(server.baseUri())
                .serviceId(service)
                .accessToken(Secret.of(token))
                .build());
    }
}
