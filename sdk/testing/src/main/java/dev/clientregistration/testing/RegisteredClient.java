package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client as the server knew it at one moment. Later changes at the server do not show in it.
 *
 * <p>The accessors reveal the secrets, so that a test can compare and use them; {@link #toString()} does not.
 *
 * <p>Immutable, and so safe for use by several threads.
 */
public final class RegisteredClient {
    private final String clientId;
    private final Instant issuedAt;
    private final URI registrationClientUri;
    private final String registrationAccessToken;
    private final @Nullable IssuedSecret secret;
    private final JsonObject metadata;

    /** Takes the metadata over: the caller must not change it any more. */
    RegisteredClient(
            String clientId,
            Instant issuedAt,
            URI registrationClientUri,
            String registrationAccessToken,
            @Nullable IssuedSecret secret,
            JsonObject metadata) {
        this.clientId = clientId;
        this.issuedAt = issuedAt;
        this.registrationClientUri = registrationClientUri;
        this.registrationAccessToken = registrationAccessToken;
        this.secret = secret;
        this.metadata = metadata;
    }

    /**
     * The client's identifier, {@code client_id}.
     *
     * @return the identifier; it never changes
     */
    public String clientId() {
        return clientId;
    }

    /**
     * The client metadata: what was registered and the defaults the server added, but none of the six members that the
     * server issues ({@code client_id}, {@code client_secret}, ...).
     *
     * @return a copy; changing it changes nothing at the server
     */
    public JsonObject metadata() {
        return metadata.deepCopy();
    }

    /**
     * The current client secret.
     *
     * @return the secret; empty if the client's {@code token_endpoint_auth_method} needs none
     */
    public Optional<String> clientSecret() {
        return Optional.ofNullable(secret).map(IssuedSecret::value);
    }

    /**
     * When the client secret expires.
     *
     * @return the moment, in whole seconds; empty if the secret never expires or there is none
     */
    public Optional<Instant> clientSecretExpiresAt() {
        return Optional.ofNullable(secret).flatMap(issued -> Optional.ofNullable(issued.expiresAt()));
    }

    /**
     * The current registration access token.
     *
     * @return the token, without the word {@code Bearer}
     */
    public String registrationAccessToken() {
        return registrationAccessToken;
    }

    /**
     * The client configuration endpoint of this client, {@code registration_client_uri} (RFC 7592 §3).
     *
     * @return an absolute URI at this server
     */
    public URI registrationClientUri() {
        return registrationClientUri;
    }

    /**
     * When the client was registered, by the server's clock.
     *
     * @return the moment, in whole seconds
     */
    public Instant issuedAt() {
        return issuedAt;
    }

    /**
     * The identifier alone: no secret, no token, no metadata.
     *
     * @return such as {@code RegisteredClient[Vn4k0cB2]}
     */
    @Override
    public String toString() {
        return "RegisteredClient[" + clientId + "]";
    }

    @Nullable
    IssuedSecret secret() {
        return secret;
    }

    RegisteredClient withRegistrationAccessToken(String token) {
        return new RegisteredClient(clientId, issuedAt, registrationClientUri, token, secret, metadata);
    }

    RegisteredClient withMetadata(JsonObject replacement, @Nullable IssuedSecret itsSecret) {
        return new RegisteredClient(
                clientId, issuedAt, registrationClientUri, registrationAccessToken, itsSecret, replacement);
    }
}
