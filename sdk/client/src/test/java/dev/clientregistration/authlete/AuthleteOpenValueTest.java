package dev.clientregistration.authlete;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.authlete.model.Action;
import dev.clientregistration.authlete.model.AuthleteResult;
import dev.clientregistration.authlete.model.Client;
import dev.clientregistration.authlete.model.ClientExtension;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.model.JsonView;
import dev.clientregistration.model.OpenValue;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every open value type of Authlete's models, found by reflection. */
class AuthleteOpenValueTest {
    /** The values of the public description of the API (3.0.16), by type. Those that came later are not among them. */
    private static final Map<String, String> PUBLIC = Map.ofEntries(
            Map.entry("Action", "BAD_REQUEST CREATED DELETED INTERNAL_SERVER_ERROR OK UNAUTHORIZED UPDATED"),
            Map.entry("ClientType", "PUBLIC CONFIDENTIAL"),
            Map.entry("ApplicationType", "WEB NATIVE"),
            Map.entry(
                    "GrantType",
                    "AUTHORIZATION_CODE IMPLICIT PASSWORD CLIENT_CREDENTIALS REFRESH_TOKEN CIBA DEVICE_CODE"
                            + " TOKEN_EXCHANGE JWT_BEARER PRE_AUTHORIZED_CODE"),
            Map.entry(
                    "ResponseType",
                    "NONE CODE TOKEN ID_TOKEN CODE_TOKEN CODE_ID_TOKEN ID_TOKEN_TOKEN CODE_ID_TOKEN_TOKEN"),
            Map.entry(
                    "JwsAlg",
                    "NONE HS256 HS384 HS512 RS256 RS384 RS512 ES256 ES384 ES512 PS256 PS384 PS512 ES256K EdDSA"),
            Map.entry(
                    "JweAlg",
                    "RSA1_5 RSA_OAEP RSA_OAEP_256 A128KW A192KW A256KW DIR ECDH_ES ECDH_ES_A128KW ECDH_ES_A192KW"
                            + " ECDH_ES_A256KW A128GCMKW A192GCMKW A256GCMKW PBES2_HS256_A128KW PBES2_HS384_A192KW"
                            + " PBES2_HS512_A256KW"),
            Map.entry("JweEnc", "A128CBC_HS256 A192CBC_HS384 A256CBC_HS512 A128GCM A192GCM A256GCM"),
            Map.entry(
                    "ClientAuthMethod",
                    "NONE CLIENT_SECRET_BASIC CLIENT_SECRET_POST CLIENT_SECRET_JWT PRIVATE_KEY_JWT TLS_CLIENT_AUTH"
                            + " SELF_SIGNED_TLS_CLIENT_AUTH ATTEST_JWT_CLIENT_AUTH"),
            Map.entry("SubjectType", "PUBLIC PAIRWISE"),
            Map.entry("ClientRegistrationType", "AUTOMATIC EXPLICIT"),
            Map.entry(
                    "FapiMode",
                    "FAPI1_ADVANCED FAPI1_BASELINE FAPI2_MESSAGE_SIGNING_AUTH_REQ FAPI2_MESSAGE_SIGNING_AUTH_RES"
                            + " FAPI2_MESSAGE_SIGNING_INTROSPECTION_RES FAPI2_SECURITY"),
            Map.entry("ResponseMode", "QUERY FRAGMENT FORM_POST JWT QUERY_JWT FRAGMENT_JWT FORM_POST_JWT"),
            Map.entry(
                    "ClientSource",
                    "DYNAMIC_REGISTRATION AUTOMATIC_REGISTRATION EXPLICIT_REGISTRATION METADATA_DOCUMENT"
                            + " STATIC_REGISTRATION"),
            Map.entry("DeliveryMode", "PING POLL PUSH"));

    /** Models whose members can have such values, and how to read them. */
    private static final Map<Class<? extends JsonView>, Function<JsonObject, ? extends JsonView>> MODELS = Map.of(
            ClientRegistrationResponse.class, ClientRegistrationResponse::fromJson,
            Client.class, Client::fromJson,
            ClientExtension.class, ClientExtension::fromJson,
            AuthleteResult.class, AuthleteResult::fromJson);

    static List<Class<?>> types() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(Action.class.getResource("Action.class").toURI()).getParent();
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(Action.class.getPackageName() + "." + name);
                if (OpenValue.class.isAssignableFrom(type)) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    /** One member with values of a type: where it is, whether it is a list, and its accessor. */
    private record Place(Class<? extends JsonView> model, String name, boolean list, Method accessor) {
        /** A document in which the member has the value, beside another one if it is a list. */
        JsonObject document(String value) {
            JsonObject document = new JsonObject();
            JsonElement element = new JsonPrimitive(value);
            if (list) {
                JsonArray array = new JsonArray();
                array.add(element);
                array.add("ANOTHER_ONE");
                element = array;
            }
            document.add(name, element);
            return document;
        }

        /** The value as the accessor gives it. */
        OpenValue read(JsonView view) {
            try {
                Object given = accessor.invoke(view);
                Object value = list ? ((List<?>) given).get(0) : ((Optional<?>) given).orElseThrow();
                return (OpenValue) value;
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static List<Place> places(Class<?> type) {
        List<Place> places = new ArrayList<>();
        for (Class<? extends JsonView> model : MODELS.keySet()) {
            for (Method method : model.getMethods()) {
                if (method.getParameterCount() == 0
                        && method.getGenericReturnType() instanceof ParameterizedType returned
                        && returned.getActualTypeArguments()[0] == type) {
                    places.add(new Place(model, method.getName(), returned.getRawType() == List.class, method));
                }
            }
        }
        return places;
    }

    private static Map<String, OpenValue> constants(Class<?> type) throws IllegalAccessException {
        Map<String, OpenValue> constants = new LinkedHashMap<>();
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == type && Modifier.isPublic(field.getModifiers())) {
                constants.put(field.getName(), (OpenValue) field.get(null));
            }
        }
        return constants;
    }

    private static OpenValue of(Class<?> type, String value) throws ReflectiveOperationException {
        return (OpenValue) type.getMethod("of", String.class).invoke(null, value);
    }

    private static String known(OpenValue value) throws ReflectiveOperationException {
        return ((Enum<?>) value.getClass().getMethod("known").invoke(value)).name();
    }

    @Test
    void types_areTheEnumsOfTheContractAndOfThePublicDescription() throws Exception {
        List<String> names = types().stream().map(Class::getSimpleName).toList();

        assertThat(names)
                .hasSize(15)
                .containsExactlyInAnyOrderElementsOf(
                        AuthleteSpecification.read().enums().keySet())
                .containsExactlyInAnyOrderElementsOf(PUBLIC.keySet());
    }

    @ParameterizedTest
    @MethodSource("types")
    void constants_areTheValuesOfTheContract(Class<?> type) throws Exception {
        assertThat(constants(type).values())
                .extracting(OpenValue::value)
                .containsExactlyElementsOf(AuthleteSpecification.read().enums().get(type.getSimpleName()))
                .contains(PUBLIC.get(type.getSimpleName()).split(" "));
    }

    @ParameterizedTest
    @MethodSource("types")
    void constant_isKnownUnderItsOwnName(Class<?> type) throws Exception {
        for (Map.Entry<String, OpenValue> constant : constants(type).entrySet()) {
            OpenValue same = of(type, constant.getValue().value());

            assertThat(constant.getKey())
                    .isEqualToIgnoringCase(constant.getValue().value());
            assertThat(same).isEqualTo(constant.getValue()).hasSameHashCodeAs(constant.getValue());
            assertThat(same.isKnown()).isTrue();
            assertThat(known(same)).isEqualTo(constant.getKey());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyValueAndAnUnknownOne_surviveInEveryMemberOfTheType(Class<?> type) throws Exception {
        List<OpenValue> values = new ArrayList<>(constants(type).values());
        OpenValue unknown = of(type, "BRAND_NEW value/1");
        values.add(unknown);

        assertThat(unknown.isKnown()).isFalse();
        assertThat(known(unknown)).isEqualTo("UNLISTED");
        assertThat(unknown.value()).isEqualTo("BRAND_NEW value/1");
        assertThat(places(type)).isNotEmpty();
        for (Place place : places(type)) {
            for (OpenValue value : values) {
                JsonObject document = place.document(value.value());
                JsonView view = MODELS.get(place.model()).apply(document);

                assertThat(place.read(view)).as(place.name()).isEqualTo(value);
                assertThat(view.toJson()).isEqualTo(document.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void valueInAnotherCase_isNotTheConstant(Class<?> type) throws Exception {
        for (OpenValue constant : constants(type).values()) {
            OpenValue other = of(type, constant.value().toLowerCase(Locale.ROOT));

            assertThat(other).isNotEqualTo(constant);
            assertThat(other.isKnown()).isFalse();
        }
    }
}
