package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a profile makes of a request: what is sent of the metadata, and what is not sent at all. */
@ParameterizedClass(name = "{0}")
@EnumSource(CallStyle.class)
class ProfileWireTest {
    private static final String CLIENT = "{\"client_id\":\"c1\"}";

    /** One member of each kind that profiles treat differently. */
    private static final String ALL_KINDS = """
            { "client_name" : "Pretzel", "client_name#fr" : "Bretzel", "redirect_uris":["https://a.example"],
              "contacts":["a@example.com"], "jwks":{"keys":[{"kty":"EC"}]}, "x_own":1.0, "x_own#fr":"y",
              "logo_uri":"", "tos_uri":null, "default_acr_values":[], "x_empty":{} }""";

    @Parameter
    CallStyle calls;

    private final PathServer server = PathServer.start()
            .on("POST /register", 201, CLIENT)
            .on("GET /register/c1", 200, CLIENT)
            .on("GET /register?client_id=c1", 200, CLIENT)
            .on("GET /clientConfig?clientId=c1", 200, CLIENT)
            .on("PUT /register/c1", 200, CLIENT)
            .on("PATCH /register/c1", 200, CLIENT)
            .on("PATCH /clientConfig?clientId=c1", 200, CLIENT)
            .on("DELETE /register/c1", 204, "");

    @AfterEach
    void close() {
        server.close();
    }

    // ---- operations

    static Stream<Arguments> everyOperationOfEveryProfile() {
        return ServerProfile.all().stream()
                .flatMap(profile -> StandardOperations.ALL.stream().map(operation -> Arguments.of(profile, operation)));
    }

    @ParameterizedTest
    @MethodSource("everyOperationOfEveryProfile")
    void operation_isSentWhereTheServerHasItAndRefusedElse(ServerProfile profile, Operation operation) {
        try (ClientRegistration registration = facade(profile).build()) {
            if (profile.operations().contains(operation)) {
                calls.call(operation, registration, credentials(), ClientMetadata.fromJson(CLIENT));

                assertThat(last().getMethod())
                        .isEqualTo(
                                switch (operation) {
                                    case REGISTER -> "POST";
                                    case UPDATE -> profile.updateVerb().name();
                                    default -> operation.name();
                                });
            } else {
                assertRefused(registration, profile, operation);
                assertThat(server.lines()).isEmpty();
            }
        }
    }

    @Test
    void operationThatTheServerLacks_isRefusedBeforeTheServerIsLookedFor() {
        try (ClientRegistration registration = facade(ServerProfile.NEVIS_META)
                .issuer(URI.create(server.origin()))
                .build()) {
            for (Operation operation : List.of(Operation.GET, Operation.UPDATE, Operation.DELETE)) {
                assertRefused(registration, ServerProfile.NEVIS_META, operation);
            }
        }
        assertThat(server.lines()).isEmpty();
    }

    private void assertRefused(ClientRegistration registration, ServerProfile profile, Operation operation) {
        CallRefusedException refusal = catchThrowableOfType(
                CallRefusedException.class,
                () -> calls.call(operation, registration, credentials(), ClientMetadata.fromJson(CLIENT)));
        assertThat(refusal)
                .hasMessageStartingWith(operation + " at " + server.origin())
                .hasMessageEndingWith(" was not sent: servers of the profile " + profile + " have no " + operation
                        + "; see ServerProfile.operations(). Nothing was changed"
                        + (operation == Operation.GET ? "." : " at the server."));
        assertThat(refusal.operation()).isEqualTo(operation);
        assertThat(refusal.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(refusal.attempts()).isZero();
    }

    // ---- members

    @ParameterizedTest
    @ValueSource(
            strings = {
                "standard",
                "anvil-connect",
                "nevis-meta",
                "keycloak",
                "spring-authorization-server",
                "node-oidc-provider",
                "hydra",
                "cas"
            })
    void register_serverThatForgives_isSentTheMetadataAsItWasWritten(String profile) {
        assertThat(registered(ServerProfile.named(profile), ALL_KINDS)).isEqualTo(ALL_KINDS);
    }

    @Test
    void register_simpleIdServer_isSentWhatItReadsAndNothingEmpty() {
        assertThat(registered(ServerProfile.SIMPLE_ID_SERVER, ALL_KINDS))
                .isEqualTo("{\"client_name\":\"Pretzel\",\"client_name#fr\":\"Bretzel\",\"redirect_uris\":"
                        + "[\"https://a.example\"]}");
    }

    @Test
    void register_simpleIdServer_isSentEveryMemberThatItReads() {
        for (String name : ServerProfile.SIMPLE_ID_SERVER.understoodMembers().orElseThrow()) {
            String metadata = "{\"" + name + "\":false,\"" + name + "#x\":0}";
            assertThat(registered(ServerProfile.SIMPLE_ID_SERVER, metadata)).isEqualTo(metadata);
        }
    }

    @Test
    void register_simpleIdServer_membersLeftOutShowAsDropped() {
        ClientMetadata metadata = ClientMetadata.fromJson(ALL_KINDS);
        try (ClientRegistration registration =
                facade(ServerProfile.SIMPLE_ID_SERVER).build()) {
            server.on(
                    "POST /register",
                    request -> PathServer.answer(
                            201, request.getBody().utf8().replaceFirst("\\{", "{\"client_id\":\"c1\",")));
            ClientInformation client = calls.register(registration, metadata);

            assertThat(RegistrationDifference.between(metadata, client).dropped())
                    .containsOnlyKeys("contacts", "jwks", "x_own", "x_own#fr");
        }
    }

    @Test
    void update_simpleIdServer_isSentWhatItReadsAndTheId() {
        assertThat(updated(
                        ServerProfile.SIMPLE_ID_SERVER, ALL_KINDS.replace("\"x_own\":1.0", "\"client_secret\":\"s1\"")))
                .isEqualTo("{\"client_name\":\"Pretzel\",\"client_name#fr\":\"Bretzel\",\"redirect_uris\":"
                        + "[\"https://a.example\"],\"client_id\":\"c1\"}");
    }

    @Test
    void register_mcp_isSentNothingEmpty() {
        assertThat(registered(ServerProfile.MCP, ALL_KINDS))
                .isEqualTo("{\"client_name\":\"Pretzel\",\"client_name#fr\":\"Bretzel\",\"redirect_uris\":"
                        + "[\"https://a.example\"],\"contacts\":[\"a@example.com\"],\"jwks\":{\"keys\":[{\"kty\":\"EC\"}]},"
                        + "\"x_own\":1.0,\"x_own#fr\":\"y\",\"token_endpoint_auth_method\":\"none\","
                        + "\"application_type\":\"web\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {} | {"token_endpoint_auth_method":"none","application_type":"web"}
                    {"redirect_uris":["http://127.0.0.1:1/"]} | {"redirect_uris":["http://127.0.0.1:1/"],"token_endpoint_auth_method":"none","application_type":"native"}
                    {"redirect_uris":"com.example:/"} | {"redirect_uris":"com.example:/","token_endpoint_auth_method":"none","application_type":"native"}
                    {"token_endpoint_auth_method":"private_key_jwt"} | {"token_endpoint_auth_method":"private_key_jwt","application_type":"web"}
                    {"token_endpoint_auth_method":"","application_type":null} | {"token_endpoint_auth_method":"none","application_type":"web"}
                    {"application_type":"native","redirect_uris":["https://a.example","http://localhost/"]} | {"application_type":"native","redirect_uris":["https://a.example","http://localhost/"],"token_endpoint_auth_method":"none"}
                    { "application_type":"own", "token_endpoint_auth_method":"none" } | { "application_type":"own", "token_endpoint_auth_method":"none" }
                    """)
    void registerAndUpdate_mcp_areSentTheDefaultsWhereNothingIsSet(String metadata, String sent) {
        assertThat(registered(ServerProfile.MCP, metadata)).isEqualTo(sent);
        assertThat(ClientMetadata.fromJson(updated(ServerProfile.MCP, metadata)))
                .isEqualTo(ClientMetadata.fromJson(sent.replaceFirst("\\s*}$", ",\"client_id\":\"c1\"}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {} | {"application_type":"web"}
                    { "application_type":"web" } | { "application_type":"web" }
                    {"redirect_uris":["http://[::1]/"],"contacts":[]} | {"redirect_uris":["http://[::1]/"],"contacts":[],"application_type":"native"}
                    {"redirect_uris":["https://a.example"],"application_type":""} | {"redirect_uris":["https://a.example"],"application_type":"web"}
                    """)
    void inferApplicationType_addsItWhereItIsNotSet(String metadata, String sent) {
        try (ClientRegistration registration =
                        facade(ServerProfile.STANDARD).inferApplicationType().build();
                ClientRegistration derived = registration.derive(builder -> {})) {
            calls.register(registration, ClientMetadata.fromJson(metadata));
            assertThat(last().getBody().utf8()).isEqualTo(sent);

            calls.register(derived, ClientMetadata.fromJson(metadata));
            assertThat(last().getBody().utf8()).isEqualTo(sent);
        }
        assertThat(registered(ServerProfile.STANDARD, metadata)).isEqualTo(metadata);
    }

    // ---- the secret in updates

    @ParameterizedTest
    @ValueSource(strings = {"standard", "keycloak", "node-oidc-provider", "mcp"})
    void update_serverThatTakesTheSecret_isSentItWhereTheCallerSetIt(String profile) {
        assertThat(updated(ServerProfile.named(profile), "{\"client_secret\":\"s1\"}"))
                .contains("\"client_secret\":\"s1\"");
        assertThat(updated(ServerProfile.named(profile), "{}")).doesNotContain("s1");
    }

    @Test
    void update_hydra_isNotSentTheSecret() {
        assertThat(updated(ServerProfile.HYDRA, "{\"client_secret\":\"s1\",\"client_name\":\"n\"}"))
                .isEqualTo("{\"client_name\":\"n\",\"client_id\":\"c1\"}");
    }

    @Test
    void register_hydra_isSentASecretOfTheCallersChoice() {
        // To refuse it is the server's affair: only an update is known to fail.
        assertThat(registered(ServerProfile.HYDRA, "{\"client_secret\":\"mine\"}"))
                .isEqualTo("{\"client_secret\":\"mine\"}");
    }

    @Test
    void update_wrongSecret_isRefusedEvenWhereItWouldNotBeSent() {
        for (ServerProfile profile : List.of(ServerProfile.HYDRA, ServerProfile.SIMPLE_ID_SERVER)) {
            try (ClientRegistration registration = facade(profile).build()) {
                assertThat(catchThrowableOfType(
                                IllegalArgumentException.class,
                                () -> calls.update(
                                        registration,
                                        credentials(),
                                        ClientMetadata.fromJson("{\"client_secret\":\"hush\"}"))))
                        .hasMessageStartingWith(
                                "metadata of an update may hold client_secret only with its current value")
                        .hasMessageNotContaining("hush");
            }
        }
        assertThat(server.lines()).isEmpty();
    }

    // ----

    private String registered(ServerProfile profile, String metadata) {
        try (ClientRegistration registration = facade(profile).build()) {
            calls.register(registration, ClientMetadata.fromJson(metadata));
        }
        return last().getBody().utf8();
    }

    private String updated(ServerProfile profile, String metadata) {
        try (ClientRegistration registration = facade(profile).build()) {
            calls.update(registration, credentials(), ClientMetadata.fromJson(metadata));
        }
        return last().getBody().utf8();
    }

    private RecordedRequest last() {
        List<RecordedRequest> requests = server.requests();
        return requests.get(requests.size() - 1);
    }

    private ClientRegistration.Builder facade(ServerProfile profile) {
        return ClientRegistration.builder().endpoint(server.uri("/register")).profile(profile);
    }

    private static ManagementCredentials credentials() {
        return ManagementCredentials.builder("c1")
                .registrationAccessToken(Secret.of("rat-1"))
                .clientSecret(Secret.of("s1"))
                .build();
    }
}
