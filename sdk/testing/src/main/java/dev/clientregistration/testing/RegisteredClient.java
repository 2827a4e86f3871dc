package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A client as the server knew it at one moment. Later changes at the server do not show in it.
 *
 * <p>The accessors reveal the secrets, so that a test can compare and use them; {@link #toString()} does not.
 *
 * <p>Immutable, and so safe for use by several threads.
 */
public final class RegisteredClient {
    private final ClientRecord client;

    RegisteredClient(ClientRecord client) {
        this.client = client;
    }

    /**
     * The client's identifier, {@code client_id}.
     *
     * @return the identifier; it never changes
     */
    public String clientId() {
        return client.clientId();
    }

    /**
     * The client metadata: what was registered and the defaults the server added, but none of the six members that the
     * server issues ({@code client_id}, {@code client_secret}, ...).
     *
     * @return a copy; changing it changes nothing at the server
     */
    public JsonObject metadata() {
        return client.metadata().deepCopy();
    }

    /**
     * The current client secret.
     *
     * @return the secret; empty if the client's {@code token_endpoint_auth_method} needs none. In the Authlete dialect
     *     every client has one
     */
    public Optional<String> clientSecret() {
        return client.secretValue();
    }

    /**
     * When the client secret expires.
     *
     * @return the moment, in whole seconds; empty if the secret never expires or there is none
     */
    public Optional<Instant> clientSecretExpiresAt() {
        return Optional.ofNullable(client.secret()).flatMap(issued -> Optional.ofNullable(issued.expiresAt()));
    }

    /**
     * The current registration access token.
     *
     * @return the token, without the word {@code Bearer}; empty if a test has taken it from the client
     */
    public String registrationAccessToken() {
        return Objects.requireNonNullElse(client.registrationAccessToken(), "");
    }

    /**
     * The client configuration endpoint of this client, {@code registration_client_uri} (RFC 7592 §3).
     *
     * @return an absolute URI: at this server, or in the Authlete dialect at the authorization server that uses it
     */
    public URI registrationClientUri() {
        return client.configurationEndpoint();
    }

    /**
     * When the client was registered, by the server's clock.
     *
     * @return the moment, in whole seconds
     */
    public Instant issuedAt() {
        return client.issuedAt();
    }

    /**
     * The identifier alone: no secret, no token, no metadata.
     *
     * @return such as {@code RegisteredClient[Vn4k0cB2]}
     */
    @Override
    public String toString() {
        return "RegisteredClient[" + client.clientId() + "]";
    }

    ClientRecord asKept() {
        return client;
    }
}
