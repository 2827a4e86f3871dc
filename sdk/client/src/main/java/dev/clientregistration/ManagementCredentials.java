package dev.clientregistration;

import dev.clientregistration.internal.json.Document;
import dev.clientregistration.internal.json.DocumentBuilder;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.registration.IssuedMembers;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.SecretExpiry;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program must keep of a registered client to read, change and delete it later: the members that the server
 * issued, and where they belong. {@link #toJson()} and {@link #fromJson(String)} are the form to store; store it anew
 * after every call, since a server may replace the registration access token and the client secret (RFC 7592 section 3).
 *
 * <p>{@code toString} shows the client id, the endpoint and the profile; {@link #toJson()} shows everything.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ManagementCredentials {
    private static final String CLIENT_ID = "client_id";
    private static final String ENDPOINT = "registration_endpoint";
    private static final String PROFILE = "profile";
    private static final Set<String> PRINTED =
            Set.of(CLIENT_ID, "client_secret_expires_at", "client_id_issued_at", ENDPOINT, PROFILE);

    private final transient Document json;

    private ManagementCredentials(Document json) {
        this.json = json;
        if (json.text(CLIENT_ID).isEmpty()) {
            throw new IllegalArgumentException("management credentials must have a client_id");
        }
        try {
            endpoint();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the " + ENDPOINT + " of management credentials must be a URI");
        }
    }

    /**
     * The credentials in a client as a server returned it, for use at the facade that they came from.
     * {@link ClientRegistration#credentials(ClientInformation)} also notes the endpoint and the profile, which is better
     * for storing.
     *
     * @param client the client; not null
     * @return its credentials
     * @throws IllegalArgumentException if it has no {@code client_id}
     */
    public static ManagementCredentials of(ClientInformation client) {
        Objects.requireNonNull(client, "client must not be null");
        DocumentBuilder builder = new DocumentBuilder();
        for (String name : client.memberNames()) {
            if (IssuedMembers.NAMES.contains(name)) {
                client.member(name).ifPresent(value -> builder.member(name, value));
            }
        }
        return new ManagementCredentials(builder.build());
    }

    /**
     * A builder.
     *
     * @param clientId the client's id; not null, not empty
     * @return a builder with nothing else set
     */
    public static Builder builder(String clientId) {
        DocumentBuilder builder = new DocumentBuilder();
        builder.text(CLIENT_ID, clientId);
        return new Builder(builder);
    }

    /**
     * Reads the form that {@link #toJson()} writes. Members that this version does not know are kept.
     *
     * @param json JSON text; not null
     * @return the credentials
     * @throws IllegalArgumentException if the text is not one JSON object, has a member twice, or has no
     *     {@code client_id}; the message repeats no value
     */
    public static ManagementCredentials fromJson(String json) {
        Objects.requireNonNull(json, "json must not be null");
        return new ManagementCredentials(Document.parse("ManagementCredentials", json, Duplicates.REFUSED));
    }

    /**
     * The form to store, <strong>secrets included</strong>: a JSON object with the members {@code client_id},
     * {@code client_secret}, {@code client_secret_expires_at}, {@code client_id_issued_at},
     * {@code registration_access_token}, {@code registration_client_uri}, {@code registration_endpoint} and
     * {@code profile}, as far as they are known.
     *
     * @return compact JSON text
     */
    public String toJson() {
        return json.toJson();
    }

    /**
     * A builder that starts from these credentials.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder(json.toBuilder());
    }

    /**
     * The client's id.
     *
     * @return the id, never empty
     */
    public String clientId() {
        return json.requiredText(CLIENT_ID);
    }

    /**
     * The client configuration endpoint as the server named it, which may be relative or wrong.
     *
     * @return the text; empty if the server named none
     */
    public Optional<String> registrationClientUri() {
        return json.text("registration_client_uri");
    }

    /**
     * The token for that endpoint.
     *
     * @return the token; empty if the server issued none
     */
    public Optional<Secret> registrationAccessToken() {
        return json.secret("registration_access_token");
    }

    /**
     * The client's secret.
     *
     * @return the secret; empty for a public client, or where it is not known
     */
    public Optional<Secret> clientSecret() {
        return json.secret("client_secret");
    }

    /**
     * When the client's secret expires.
     *
     * @return never, an instant, or unknown
     */
    public SecretExpiry clientSecretExpiresAt() {
        return json.expiry("client_secret_expires_at");
    }

    /**
     * When the client's id was issued.
     *
     * @return the time; empty if the server did not tell
     */
    public Optional<Instant> clientIdIssuedAt() {
        return json.instant("client_id_issued_at");
    }

    /**
     * The registration endpoint at which the client was registered.
     *
     * @return the URI; empty if it is not known
     */
    public Optional<URI> endpoint() {
        return json.text(ENDPOINT).map(URI::create);
    }

    /**
     * The profile of the server.
     *
     * @return the profile; empty if it is not known
     * @throws IllegalArgumentException if this version has no profile of the stored name
     */
    public Optional<ServerProfile> profile() {
        return json.text(PROFILE).map(ServerProfile::named);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ManagementCredentials that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.describe("ManagementCredentials", PRINTED);
    }

    /** Makes {@link ManagementCredentials}. No method takes {@code null}. Not safe for use by many threads. */
    public static final class Builder {
        private final transient DocumentBuilder json;

        private Builder(DocumentBuilder json) {
            this.json = json;
        }

        /**
         * Sets the client configuration endpoint.
         *
         * @param uri as the server named it
         * @return this builder
         */
        public Builder registrationClientUri(String uri) {
            json.text("registration_client_uri", uri);
            return this;
        }

        /**
         * Sets the registration access token.
         *
         * @param token the token
         * @return this builder
         */
        public Builder registrationAccessToken(Secret token) {
            json.secret("registration_access_token", token);
            return this;
        }

        /**
         * Sets the client secret.
         *
         * @param secret the secret
         * @return this builder
         */
        public Builder clientSecret(Secret secret) {
            json.secret("client_secret", secret);
            return this;
        }

        /**
         * Sets when the client secret expires.
         *
         * @param expiry never, an instant, or unknown
         * @return this builder
         */
        public Builder clientSecretExpiresAt(SecretExpiry expiry) {
            json.expiry("client_secret_expires_at", expiry);
            return this;
        }

        /**
         * Sets when the client's id was issued.
         *
         * @param instant the time; stored in whole seconds
         * @return this builder
         */
        public Builder clientIdIssuedAt(Instant instant) {
            json.instant("client_id_issued_at", instant);
            return this;
        }

        /**
         * Sets the registration endpoint.
         *
         * @param endpoint the URI
         * @return this builder
         */
        public Builder endpoint(URI endpoint) {
            json.text(
                    ENDPOINT,
                    Objects.requireNonNull(endpoint, "endpoint must not be null")
                            .toString());
            return this;
        }

        /**
         * Sets the profile of the server.
         *
         * @param profile the profile
         * @return this builder
         */
        public Builder profile(ServerProfile profile) {
            json.text(
                    PROFILE,
                    Objects.requireNonNull(profile, "profile must not be null").name());
            return this;
        }

        /**
         * Makes the credentials.
         *
         * @return immutable credentials
         * @throws IllegalArgumentException if the client id is empty
         */
        public ManagementCredentials build() {
            return new ManagementCredentials(json.build());
        }
    }
}
