package dev.clientregistration;

import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client that may register others: its id and secret, and where it gets a token for them by the client credentials
 * grant (RFC 6749 section 4.4). Given to a facade by {@link InitialAccessToken#clientCredentials(ClientCredentials)}.
 *
 * <p>Immutable and safe for use by many threads; {@code toString} shows no secret.
 */
public final class ClientCredentials {
    private final String clientId;
    private final Secret clientSecret;
    private final @Nullable URI tokenEndpoint;
    private final @Nullable String scope;
    private final TokenEndpointAuthMethod authMethod;

    private ClientCredentials(Builder builder) {
        this.clientId = builder.clientId;
        this.clientSecret = builder.clientSecret;
        this.tokenEndpoint = builder.tokenEndpoint;
        this.scope = builder.scope;
        this.authMethod = builder.authMethod;
    }

    /**
     * A builder.
     *
     * @param clientId the client's id; not null, not empty
     * @param clientSecret the client's secret; not null
     * @return a builder with nothing else set
     * @throws IllegalArgumentException if the id is empty
     */
    public static Builder builder(String clientId, Secret clientSecret) {
        return new Builder(clientId, clientSecret);
    }

    /**
     * The client's id.
     *
     * @return the id, not empty
     */
    public String clientId() {
        return clientId;
    }

    /**
     * The client's secret.
     *
     * @return the secret
     */
    public Secret clientSecret() {
        return clientSecret;
    }

    /**
     * Where the token is asked for.
     *
     * @return the URI; empty for the token endpoint that the server's metadata names
     */
    public Optional<URI> tokenEndpoint() {
        return Optional.ofNullable(tokenEndpoint);
    }

    /**
     * The scopes that are asked for.
     *
     * @return scopes separated by spaces; empty to leave the choice to the server
     */
    public Optional<String> scope() {
        return Optional.ofNullable(scope);
    }

    /**
     * How the client authenticates at the token endpoint.
     *
     * @return {@link TokenEndpointAuthMethod#CLIENT_SECRET_BASIC} or {@link TokenEndpointAuthMethod#CLIENT_SECRET_POST}
     */
    public TokenEndpointAuthMethod authMethod() {
        return authMethod;
    }

    /**
     * All but the secret.
     *
     * @return a text without the secret
     */
    @Override
    public String toString() {
        return "ClientCredentials[clientId=" + clientId + ", clientSecret=***, scope=" + (scope == null ? "-" : scope)
                + ", authMethod=" + authMethod.value() + "]";
    }

    /** Makes {@link ClientCredentials}. No method takes {@code null}. Not safe for use by many threads. */
    public static final class Builder {
        private final String clientId;
        private final Secret clientSecret;
        private @Nullable URI tokenEndpoint;
        private @Nullable String scope;
        private TokenEndpointAuthMethod authMethod = TokenEndpointAuthMethod.CLIENT_SECRET_BASIC;

        private Builder(String clientId, Secret clientSecret) {
            this.clientId = Objects.requireNonNull(clientId, "clientId must not be null");
            this.clientSecret = Objects.requireNonNull(clientSecret, "clientSecret must not be null");
            if (clientId.isEmpty()) {
                throw new IllegalArgumentException("clientId must not be empty");
            }
        }

        /**
         * Sets where the token is asked for. Default: the token endpoint that the server's metadata names, for facades
         * that are built by {@link ClientRegistration.Builder#issuer(URI)}.
         *
         * @param tokenEndpoint an absolute https URI, or http to a loopback host; checked when the facade is built
         * @return this builder
         */
        public Builder tokenEndpoint(URI tokenEndpoint) {
            this.tokenEndpoint = Objects.requireNonNull(tokenEndpoint, "tokenEndpoint must not be null");
            return this;
        }

        /**
         * Sets the scopes that are asked for, such as SimpleIdServer's {@code register} or Spring Authorization Server's
         * {@code client.create}. Default: none are named.
         *
         * @param scopes at least one; words without spaces, or several separated by spaces
         * @return this builder
         * @throws IllegalArgumentException if there is none
         */
        public Builder scope(String... scopes) {
            for (String scope : Objects.requireNonNull(scopes, "scopes must not be null")) {
                Objects.requireNonNull(scope, "scope must not be null");
            }
            String joined = String.join(" ", scopes).strip();
            if (joined.isEmpty()) {
                throw new IllegalArgumentException("scope must name at least one scope");
            }
            this.scope = joined;
            return this;
        }

        /**
         * Sets how the client authenticates. Default: {@link TokenEndpointAuthMethod#CLIENT_SECRET_BASIC}.
         *
         * @param authMethod {@link TokenEndpointAuthMethod#CLIENT_SECRET_BASIC} or
         *     {@link TokenEndpointAuthMethod#CLIENT_SECRET_POST}
         * @return this builder
         * @throws IllegalArgumentException if it is another method
         */
        public Builder authMethod(TokenEndpointAuthMethod authMethod) {
            Objects.requireNonNull(authMethod, "authMethod must not be null");
            if (!authMethod.equals(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC)
                    && !authMethod.equals(TokenEndpointAuthMethod.CLIENT_SECRET_POST)) {
                throw new IllegalArgumentException(
                        "authMethod must be client_secret_basic or client_secret_post, not " + authMethod.value());
            }
            this.authMethod = authMethod;
            return this;
        }

        /**
         * Makes the credentials.
         *
         * @return immutable credentials
         */
        public ClientCredentials build() {
            return new ClientCredentials(this);
        }
    }
}
