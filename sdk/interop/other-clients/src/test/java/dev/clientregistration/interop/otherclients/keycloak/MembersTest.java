package dev.clientregistration.interop.otherclients.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.google.gson.JsonParser;
import dev.clientregistration.testing.MockRegistrationServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.client.registration.ClientRegistration;
import org.keycloak.client.registration.ClientRegistrationException;
import org.keycloak.representations.oidc.OIDCClientRepresentation;

/**
 * Which members there are. Keycloak reads a registration into the class that its library has, and refuses what has no
 * place there: what the class has, the mock server must know.
 */
class MembersTest {
    private static final ObjectMapper MAPPER = ClientRegistration.outputMapper;

    private static Stream<String> members() {
        return properties().map(BeanPropertyDefinition::getName);
    }

    @ParameterizedTest
    @MethodSource("members")
    void create_memberOfTheClass_isKnown(String member) throws Exception {
        try (MockRegistrationServer server = KeycloakClient.server().start()) {
            ClientRegistration registration = KeycloakClient.registration(server);
            try {
                registration.oidc().create(with(member));
            } catch (ClientRegistrationException e) {
                // The value may be refused, but not for what it is the value of.
                assertThat(KeycloakClient.error(e).toErrorRepresentation().getError())
                        .isIn("invalid_client_metadata", "invalid_redirect_uri", "insufficient_scope");
            } finally {
                registration.close();
            }
            assertThat(JsonParser.parseString(server.exchanges().get(0).requestBody())
                            .getAsJsonObject()
                            .keySet())
                    .containsExactly(member);
        }
    }

    private static Stream<BeanPropertyDefinition> properties() {
        return MAPPER
                .getSerializationConfig()
                .introspect(MAPPER.constructType(OIDCClientRepresentation.class))
                .findProperties()
                .stream();
    }

    /** A client with this member and no other. */
    private static OIDCClientRepresentation with(String member) {
        JavaType type = properties()
                .filter(property -> property.getName().equals(member))
                .findAny()
                .orElseThrow()
                .getPrimaryType();
        return MAPPER.convertValue(Map.of(member, valueOf(type)), OIDCClientRepresentation.class);
    }

    private static Object valueOf(JavaType type) {
        if (type.isCollectionLikeType()) {
            return List.of("https://client.example.com/");
        }
        if (type.hasRawClass(String.class)) {
            return "https://client.example.com/";
        }
        if (type.hasRawClass(Boolean.class)) {
            return true;
        }
        return type.isTypeOrSubTypeOf(Number.class) ? (Object) 1 : Map.of("keys", List.of());
    }
}
