package dev.clientregistration.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The values that Authlete knows for a metadata member, by their text in client metadata. The properties of its client
 * object have constants in their place.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists cannot be modified
enum AuthleteVocabulary {
    APPLICATION_TYPE("web", "native"),
    GRANT_TYPE(
            "authorization_code",
            "implicit",
            "password",
            "client_credentials",
            "refresh_token",
            "urn:openid:params:grant-type:ciba",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:pre-authorized_code"),
    RESPONSE_TYPE(
            "none",
            "code",
            "token",
            "id_token",
            "code token",
            "code id_token",
            "id_token token",
            "code id_token token"),
    RESPONSE_MODE("query", "fragment", "form_post", "jwt", "query.jwt", "fragment.jwt", "form_post.jwt"),
    CLIENT_AUTH_METHOD(
            "none",
            "client_secret_basic",
            "client_secret_post",
            "client_secret_jwt",
            "private_key_jwt",
            "tls_client_auth",
            "self_signed_tls_client_auth",
            "attest_jwt_client_auth"),
    SUBJECT_TYPE("public", "pairwise"),
    DELIVERY_MODE("ping", "poll", "push"),
    CLIENT_REGISTRATION_TYPE("automatic", "explicit"),
    JWS_ALG(
            "none", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384",
            "PS512", "ES256K", "EdDSA"),
    JWE_ALG(
            "RSA1_5",
            "RSA-OAEP",
            "RSA-OAEP-256",
            "A128KW",
            "A192KW",
            "A256KW",
            "dir",
            "ECDH-ES",
            "ECDH-ES+A128KW",
            "ECDH-ES+A192KW",
            "ECDH-ES+A256KW",
            "A128GCMKW",
            "A192GCMKW",
            "A256GCMKW",
            "PBES2-HS256+A128KW",
            "PBES2-HS384+A192KW",
            "PBES2-HS512+A256KW"),
    JWE_ENC("A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A192GCM", "A256GCM");

    private final List<String> texts;

    AuthleteVocabulary(String... texts) {
        this.texts = List.of(texts);
    }

    List<String> texts() {
        return texts;
    }

    boolean contains(String text) {
        return texts.contains(canonical(text));
    }

    /** The text as it is stored: the words of a response type stand in one order, whatever was sent. */
    String canonical(String text) {
        if (this != RESPONSE_TYPE) {
            return text;
        }
        String[] words = text.split(" ", -1);
        Arrays.sort(words);
        return String.join(" ", words);
    }

    /** The constant for a text that this vocabulary contains. */
    String constant(String text) {
        if (text.equals("EdDSA")) {
            return text;
        }
        String last = text.substring(text.lastIndexOf(':') + 1);
        return last.replaceAll("[-+. ]", "_").toUpperCase(Locale.ROOT);
    }
}
