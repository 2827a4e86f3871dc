package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.clientregistration.UnusableReason.Kind;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnusableReasonTest {
    private static final String ASKED =
            "{\"redirect_uris\":[\"https://example.com/a\",\"https://example.com/b\"],\"token_endpoint_auth_method\":\"none\"}";

    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post", "client_secret_jwt"})
    void unusable_namedSecretMethodWithoutSecret(String method) {
        for (String secret : List.of("", ",\"client_secret\":null", ",\"client_secret\":\"\"")) {
            assertThat(unusable("{}", "{\"token_endpoint_auth_method\":\"" + method + "\"" + secret + "}"))
                    .containsExactly(UnusableReason.of(
                            Kind.SECRET_MISSING,
                            "the server registered " + method + ", which needs a client_secret, and issued none"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                             | {"token_endpoint_auth_method":"client_secret_basic","client_secret":"s"}
                    {"client_secret":"mine"}       | {"token_endpoint_auth_method":"client_secret_basic"}
                    {}                             | {"token_endpoint_auth_method":"private_key_jwt"}
                    {}                             | {"token_endpoint_auth_method":"tls_client_auth"}
                    {}                             | {"token_endpoint_auth_method":"none"}
                    {}                             | {"token_endpoint_auth_method":""}
                    {}                             | {"token_endpoint_auth_method":null}
                    {}                             | {"token_endpoint_auth_method":"own_method"}
                    {}                             | {"token_endpoint_auth_method":{"name":"client_secret_basic"}}
                    {"token_endpoint_auth_method":"client_secret_basic"} | {}
                    {"token_endpoint_auth_method":"client_secret_basic"} | {"client_name":"n"}
                    """)
    void usable_noMethodOfASecretNamedOrASecretKnown(String requested, String registered) {
        assertThat(unusable(requested, registered)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_secret_basic",
                "client_secret_post",
                "client_secret_jwt",
                "private_key_jwt",
                "tls_client_auth",
                "self_signed_tls_client_auth"
            })
    void unusable_publicClientMadeConfidential(String method) {
        assertThat(unusable(ASKED, "{\"client_secret\":\"s\",\"token_endpoint_auth_method\":\"" + method + "\"}"))
                .containsExactly(UnusableReason.of(
                        Kind.NOT_PUBLIC,
                        "a public client was asked for (token_endpoint_auth_method none), and the server registered "
                                + method));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_id\":\"c1\"}",
                // A secret alone proves nothing: some servers issue one to every client.
                "{\"client_id\":\"c1\",\"client_secret\":\"s\"}",
                "{\"token_endpoint_auth_method\":\"none\"}",
                "{\"token_endpoint_auth_method\":null}",
                "{\"token_endpoint_auth_method\":\"\"}",
                "{\"token_endpoint_auth_method\":\"None\"}"
            })
    void usable_publicClientThatNothingSpeaksAgainst(String registered) {
        assertThat(unusable(ASKED, registered)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"redirect_uris":[]}                          | https://example.com/a, https://example.com/b
                    {"redirect_uris":["https://example.com/b"]}   | https://example.com/a
                    {"redirect_uris":"https://example.com/a"}     | https://example.com/b
                    {"redirect_uris":["https://example.com/A","https://example.com/b"]} | https://example.com/a
                    {"redirect_uris":["https://example.com/a/","https://example.com/b"]} | https://example.com/a
                    """)
    void unusable_redirectUrisThatTheAnswersListLacks(String registered, String missing) {
        assertThat(unusable(ASKED, registered))
                .containsExactly(UnusableReason.of(
                        Kind.REDIRECT_URIS_MISSING,
                        "redirect_uris that were asked for are not registered: " + missing));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_id\":\"c1\"}",
                "{\"redirect_uris\":null}",
                "{\"redirect_uris\":\"\"}",
                "{\"redirect_uris\":{\"not\":\"these\"}}",
                "{\"redirect_uris\":[{\"uri\":\"https://example.com/a\"}]}",
                "{\"redirect_uris\":7}",
                "{\"redirect_uris\":[\"https://example.com/b\",\"https://more.example/\",\"https://example.com/a\"]}"
            })
    void usable_redirectUrisThereOrNotTold(String registered) {
        assertThat(unusable(ASKED, registered)).isEmpty();
    }

    @Test
    void usable_redirectUrisThatTheServerParsed() { // an empty path and a slash are the same URI
        assertThat(unusable(
                        "{\"redirect_uris\":[\"https://Example.com\",\"HTTP://localhost:3000\"]}",
                        "{\"redirect_uris\":[\"https://example.com/\",\"http://localhost:3000/\"]}"))
                .isEmpty();
    }

    @Test
    void unusable_manyRedirectUris_namesTheFirst() {
        assertThat(unusable(
                                "{\"redirect_uris\":[\"a:\\u001b\",\"b:\",\"c:\",\"d:\",\"d:\",\"e:\"]}",
                                "{\"redirect_uris\":[]}")
                        .get(0)
                        .description())
                .endsWith("not registered: a:\\u001b, b:, c: and 2 more");
    }

    @Test
    void unusable_severalReasons_areAllNamed() {
        assertThat(unusable(ASKED, "{\"redirect_uris\":[],\"token_endpoint_auth_method\":\"client_secret_post\"}"))
                .extracting(UnusableReason::kind)
                .containsExactly(Kind.SECRET_MISSING, Kind.NOT_PUBLIC, Kind.REDIRECT_URIS_MISSING);
    }

    @Test
    void reason_isAValue() {
        UnusableReason reason = UnusableReason.of(Kind.NOT_PUBLIC, "why");

        assertThat(reason).isEqualTo(UnusableReason.of(Kind.NOT_PUBLIC, "why")).hasToString("NOT_PUBLIC: why");
        assertThat(reason).hasSameHashCodeAs(UnusableReason.of(Kind.NOT_PUBLIC, "why"));
        assertThat(reason).isNotEqualTo(UnusableReason.of(Kind.NOT_PUBLIC, "other"));
        assertThat(reason).isNotEqualTo(UnusableReason.of(Kind.SECRET_MISSING, "why"));
        assertThatNullPointerException()
                .isThrownBy(() -> UnusableReason.of(null, "why"))
                .withMessage("kind must not be null");
    }

    private static List<UnusableReason> unusable(String requested, String registered) {
        return RegistrationDifference.between(
                        ClientMetadata.fromJson(requested), ClientInformation.fromJson(registered))
                .unusable();
    }
}
