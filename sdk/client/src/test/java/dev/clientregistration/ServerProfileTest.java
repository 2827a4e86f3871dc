package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clientregistration.ServerProfile.Rotation;
import dev.clientregistration.ServerProfile.UpdateVerb;
import dev.clientregistration.error.Operation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Profiles as data. What their properties do to requests is tested by {@link ProfileWireTest} and others. */
class ServerProfileTest {
    static List<ServerProfile> all() {
        return ServerProfile.all();
    }

    @Test
    void all_isEveryConstantTheStandardFirst() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (Field field : ServerProfile.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ServerProfile.class) {
                constants.add(field.get(null));
            }
        }
        assertThat(ServerProfile.all()).hasSize(10).startsWith(ServerProfile.STANDARD);
        assertThat(ServerProfile.all()).map(Object.class::cast).containsExactlyElementsOf(constants);
    }

    @Test
    void names_areThoseOfTheCommandLine() {
        assertThat(ServerProfile.all())
                .extracting(ServerProfile::name)
                .containsExactly(
                        "standard",
                        "anvil-connect",
                        "simple-id-server",
                        "nevis-meta",
                        "keycloak",
                        "spring-authorization-server",
                        "node-oidc-provider",
                        "hydra",
                        "cas",
                        "mcp");
    }

    @ParameterizedTest
    @MethodSource("all")
    void named_nameOfAProfile_isThatProfile(ServerProfile profile) {
        assertThat(ServerProfile.named(profile.name())).isSameAs(profile);
        assertThat(profile).hasToString(profile.name());
    }

    @Test
    void named_anotherName_isRefusedNamingThemAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerProfile.named("KEYCLOAK"))
                .withMessage("there is no server profile \"KEYCLOAK\"; known are standard, anvil-connect,"
                        + " simple-id-server, nevis-meta, keycloak, spring-authorization-server, node-oidc-provider,"
                        + " hydra, cas, mcp");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    standard | register get update delete | PUT | true | /{client_id} | POSSIBLE | SECONDS | false
                    anvil-connect | register get update | PATCH | true | /{client_id} | NEVER | MILLIS | false
                    simple-id-server | register get update delete | PUT | false | /{client_id} | NEVER | SECONDS | false
                    nevis-meta | register | PUT | true | /{client_id} | NEVER | MILLIS | false
                    keycloak | register get update delete | PUT | true | /{client_id} | ON_UPDATE | SECONDS | false
                    spring-authorization-server | register get | PUT | true | ?client_id={client_id} | NEVER | SECONDS | true
                    node-oidc-provider | register get update delete | PUT | true | /{client_id} | ON_UPDATE | SECONDS | false
                    hydra | register get update delete | PUT | true | /{client_id} | ON_UPDATE | SECONDS | false
                    cas | register get update | PATCH | true | ../clientConfig?clientId={client_id} | POSSIBLE | SECONDS | false
                    mcp | register get update delete | PUT | true | /{client_id} | POSSIBLE | SECONDS | false
                    """)
    void properties_areThoseOfTheServer(
            String name,
            String operations,
            UpdateVerb verb,
            boolean issuedUri,
            String template,
            Rotation rotation,
            ChronoUnit unit,
            boolean singleUse) {
        ServerProfile profile = ServerProfile.named(name);

        assertThat(profile.operations())
                .extracting(Operation::toString)
                .containsExactlyInAnyOrder(operations.split(" "));
        assertThat(profile.updateVerb()).isEqualTo(verb);
        assertThat(profile.usesIssuedManagementUri()).isEqualTo(issuedUri);
        assertThat(profile.managementUriTemplate()).isEqualTo(template);
        assertThat(profile.rotation()).isEqualTo(rotation);
        assertThat(profile.timeUnit()).isEqualTo(unit);
        assertThat(profile.hasSingleUseInitialAccessTokens()).isEqualTo(singleUse);
        assertThat(profile.allowsSecretInUpdates()).isEqualTo(!name.equals("hydra"));
        assertThat(profile.understoodMembers().isPresent()).isEqualTo(name.equals("simple-id-server"));
        assertThat(profile.sendsEmptyMembers())
                .isEqualTo(!Set.of("simple-id-server", "mcp").contains(name));
        assertThat(profile.infersApplicationType()).isEqualTo(name.equals("mcp"));
        assertThat(profile.defaultMembers())
                .isEqualTo(name.equals("mcp") ? Map.of("token_endpoint_auth_method", "none") : Map.of());
    }

    @Test
    void tokenRefusals_areThoseOfRfc6750AndWhatServersSayInstead() {
        Map<Integer, Set<String>> standard = Map.of(401, Set.of("", "invalid_token"));

        assertThat(ServerProfile.all().stream()
                        .collect(Collectors.toMap(ServerProfile::name, ServerProfile::tokenRefusals)))
                .containsEntry("standard", standard)
                .containsEntry("keycloak", standard)
                .containsEntry(
                        "anvil-connect", Map.of(401, Set.of("", "invalid_request", "invalid_token"), 403, Set.of("")))
                .containsEntry(
                        "simple-id-server", Map.of(400, Set.of("invalid_token"), 401, Set.of("", "invalid_token")));
        assertThat(ServerProfile.all().stream()
                        .filter(profile -> !profile.tokenRefusals().equals(standard))
                        .map(ServerProfile::name))
                .containsExactly("anvil-connect", "simple-id-server");
    }

    @Test
    void differences_ofTheStandard_areNone() {
        assertThat(ServerProfile.STANDARD.differences()).isEmpty();
    }

    @Test
    void differences_nameWhatDiffersAndNothingElse() {
        assertThat(ServerProfile.KEYCLOAK.differences())
                .containsExactly(Map.entry("registration access token", "is replaced by an update"));
        assertThat(ServerProfile.SPRING_AUTHORIZATION_SERVER.differences())
                .containsExactly(
                        Map.entry("operations", "register, get"),
                        Map.entry("management URI", "as issued, else {endpoint}?client_id={client_id}"),
                        Map.entry("initial access token", "for one register"),
                        Map.entry("registration access token", "is never replaced"));
        assertThat(ServerProfile.MCP.differences())
                .containsExactly(
                        Map.entry("members sent", "all but empty ones"),
                        Map.entry(
                                "always sent",
                                "token_endpoint_auth_method (none), application_type (by the redirect URIs)"));
    }

    @Test
    void differences_everyPropertyThatDiffersIsAmongThem() {
        assertThat(ServerProfile.all().stream().skip(1))
                .allSatisfy(profile -> assertThat(profile.differences()).isNotEmpty());
        assertThat(ServerProfile.all().stream().map(ServerProfile::differences).map(Map::keySet))
                .allSatisfy(keys -> assertThat(keys)
                        .isSubsetOf(
                                "operations",
                                "update",
                                "management URI",
                                "client_secret in updates",
                                "members sent",
                                "always sent",
                                "bad token",
                                "initial access token",
                                "registration access token",
                                "times"));
        assertThat(ServerProfile.all().stream()
                        .flatMap(profile -> profile.differences().keySet().stream())
                        .distinct())
                .as("each property is of some use")
                .hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("all")
    void collections_cannotBeChanged(ServerProfile profile) {
        for (ThrowingCallable change : Arrays.<ThrowingCallable>asList(
                () -> ServerProfile.all().clear(),
                () -> profile.operations().clear(),
                () -> profile.tokenRefusals().clear(),
                () -> profile.tokenRefusals().get(401).clear(),
                () -> profile.defaultMembers().put("a", "b"),
                () -> profile.differences().put("a", "b"),
                () -> profile.understoodMembers().orElseGet(Set::of).add("a"))) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change);
        }
    }
}
