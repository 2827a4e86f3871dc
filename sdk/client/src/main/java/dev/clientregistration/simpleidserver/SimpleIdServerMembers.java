package dev.clientregistration.simpleidserver;

import dev.clientregistration.model.JweAlgorithm;
import dev.clientregistration.model.JweEncryption;
import dev.clientregistration.model.JwsAlgorithm;
import dev.clientregistration.model.MemberKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The client metadata that only SimpleIdServer has, as keys for any model:
 * {@code client.get(SimpleIdServerMembers.TOKEN_EXPIRATION_TIME)} reads a member. Of them a registration may ask for the
 * three algorithms and {@link #AUTHORIZATION_DATA_TYPES}; the server sets the others, and fails on arrays that it does not
 * know.
 */
public final class SimpleIdServerMembers {
    /** How long access tokens of the client live; the server's default is 1800 seconds. */
    public static final MemberKey<Duration> TOKEN_EXPIRATION_TIME = MemberKey.seconds("token_expiration_time_seconds");

    /** How long refresh tokens of the client live; the server's default is 1800 seconds. */
    public static final MemberKey<Duration> REFRESH_TOKEN_EXPIRATION_TIME =
            MemberKey.seconds("refresh_token_expiration_time_seconds");

    /** The profile of the client's access tokens; the server's default is {@code Bearer}. */
    public static final MemberKey<String> PREFERRED_TOKEN_PROFILE = MemberKey.text("preferred_token_profile");

    /** When the client was created. */
    public static final MemberKey<Instant> CREATE_DATETIME = MemberKey.dateTime("create_datetime");

    /** When the client was last changed. */
    public static final MemberKey<Instant> UPDATE_DATETIME = MemberKey.dateTime("update_datetime");

    /** With which algorithm access tokens are signed. */
    public static final MemberKey<JwsAlgorithm> TOKEN_SIGNED_RESPONSE_ALG =
            MemberKey.value("token_signed_response_alg", JwsAlgorithm::of);

    /** With which algorithm the keys of encrypted access tokens are managed. */
    public static final MemberKey<JweAlgorithm> TOKEN_ENCRYPTED_RESPONSE_ALG =
            MemberKey.value("token_encrypted_response_alg", JweAlgorithm::of);

    /** With which algorithm the content of encrypted access tokens is encrypted. */
    public static final MemberKey<JweEncryption> TOKEN_ENCRYPTED_RESPONSE_ENC =
            MemberKey.value("token_encrypted_response_enc", JweEncryption::of);

    /** Whether consent is switched off for the client. */
    public static final MemberKey<Boolean> IS_CONSENT_DISABLED = MemberKey.flag("is_consent_disabled");

    /** The server's spelling of {@code tls_client_certificate_bound_access_tokens} (RFC 8705 section 3.4). */
    public static final MemberKey<Boolean> TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKEN =
            MemberKey.flag("tls_client_certificate_bound_access_token");

    /** The server's name for {@code authorization_details_types} (RFC 9396 section 10). */
    public static final MemberKey<List<String>> AUTHORIZATION_DATA_TYPES = MemberKey.texts("authorization_data_types");

    private SimpleIdServerMembers() {}
}
