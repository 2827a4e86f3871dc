package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The switches of Authlete's services, for {@link Dialect#AUTHLETE}. Most are properties of a service at Authlete and
 * have their names; they hold for every service of the server.
 *
 * <p>By default every service exists, every bearer token is good for it, registration is switched on, and the rest is as
 * in a service that nobody has configured: no {@code UNAUTHORIZED}, no custom metadata, no quota.
 *
 * {@snippet class="dev.clientregistration.testing.ReadmeSnippetsTest" region="authlete-settings"}
 *
 * <p>Immutable, and so safe for use by several threads.
 */
public final class AuthleteSettings {
    private final Set<String> services;
    private final @Nullable String accessToken;
    private final boolean dynamicRegistrationSupported;
    private final boolean unauthorizedOnClientConfigSupported;
    private final URI managementEndpoint;
    private final boolean dcrScopeUsedAsRequestable;
    private final boolean dcrDuplicateSoftwareIdBlocked;
    private final Set<String> supportedCustomClientMetadata;
    private final int clientsPerDeveloper;

    private AuthleteSettings(Builder builder) {
        services = copy(builder.services);
        accessToken = builder.accessToken;
        dynamicRegistrationSupported = builder.dynamicRegistrationSupported;
        unauthorizedOnClientConfigSupported = builder.unauthorizedOnClientConfigSupported;
        managementEndpoint = builder.registrationManagementEndpoint == null
                ? builder.registrationEndpoint
                : builder.registrationManagementEndpoint;
        dcrScopeUsedAsRequestable = builder.dcrScopeUsedAsRequestable;
        dcrDuplicateSoftwareIdBlocked = builder.dcrDuplicateSoftwareIdBlocked;
        supportedCustomClientMetadata = copy(builder.supportedCustomClientMetadata);
        clientsPerDeveloper = builder.clientsPerDeveloper;
    }

    /**
     * Begins settings of their own.
     *
     * @return a builder with every setting at its default
     */
    public static Builder builder() {
        return new Builder();
    }

    boolean hasService(String serviceId) {
        return services.isEmpty() || services.contains(serviceId);
    }

    /** Null: any token will do. */
    @Nullable
    String accessToken() {
        return accessToken;
    }

    boolean dynamicRegistrationSupported() {
        return dynamicRegistrationSupported;
    }

    boolean unauthorizedOnClientConfigSupported() {
        return unauthorizedOnClientConfigSupported;
    }

    /** What {@code registration_client_uri} begins with; a slash and the client's identifier follow. */
    URI managementEndpoint() {
        return managementEndpoint;
    }

    boolean dcrScopeUsedAsRequestable() {
        return dcrScopeUsedAsRequestable;
    }

    boolean dcrDuplicateSoftwareIdBlocked() {
        return dcrDuplicateSoftwareIdBlocked;
    }

    Set<String> supportedCustomClientMetadata() {
        return supportedCustomClientMetadata;
    }

    /** 0: as many as they like. */
    int clientsPerDeveloper() {
        return clientsPerDeveloper;
    }

    /** Settings hold a token: none is shown. */
    @Override
    public String toString() {
        return "AuthleteSettings";
    }

    private static Set<String> copy(Set<String> texts) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(texts));
    }

    /**
     * Makes {@link AuthleteSettings}. Every setting has a default; a setting that is made twice keeps its last value.
     *
     * <p>Not safe for use by several threads.
     */
    public static final class Builder {
        private static final Pattern SERVICE_ID = Pattern.compile("[A-Za-z0-9._~-]+");

        private final Set<String> services = new LinkedHashSet<>();
        private @Nullable String accessToken;
        private boolean dynamicRegistrationSupported = true;
        private boolean unauthorizedOnClientConfigSupported;
        private URI registrationEndpoint = URI.create("https://as.example.com/register");
        private @Nullable URI registrationManagementEndpoint;
        private boolean dcrScopeUsedAsRequestable;
        private boolean dcrDuplicateSoftwareIdBlocked;
        private final Set<String> supportedCustomClientMetadata = new LinkedHashSet<>();
        private int clientsPerDeveloper;

        private Builder() {}

        /**
         * The services that exist, instead of those named before. A request for any other is answered with HTTP 403.
         *
         * <p>Default: every service that a request names.
         *
         * @param serviceIds their identifiers, at Authlete decimal numbers; none for the default
         * @return this builder
         * @throws IllegalArgumentException if an identifier is empty or holds a character that would have to be escaped
         *     in a path
         */
        public Builder services(String... serviceIds) {
            Arrays.asList(serviceIds).forEach(Builder::checkServiceId);
            services.clear();
            services.addAll(Arrays.asList(serviceIds));
            return this;
        }

        /**
         * One service more that exists.
         *
         * @param serviceId its identifier
         * @return this builder
         * @throws IllegalArgumentException as {@link #services(String...)} does
         */
        public Builder addService(String serviceId) {
            checkServiceId(serviceId);
            services.add(serviceId);
            return this;
        }

        /**
         * The only service access token, or organization token, that the API takes. A request with another one is
         * answered with HTTP 401.
         *
         * <p>Default: any bearer token will do; but one there must be.
         *
         * @param token the token, without the word {@code Bearer}
         * @return this builder
         * @throws IllegalArgumentException if the text cannot be sent as a bearer token (RFC 6750 §2.1); the message
         *     does not repeat it
         */
        public Builder accessToken(String token) {
            accessToken = BearerToken.checked(token);
            return this;
        }

        /**
         * Whether the services have dynamic client registration switched on. Where they have not, all four operations
         * fail with {@code A206201}.
         *
         * <p>Default: {@code true}.
         *
         * @param supported whether it is on
         * @return this builder
         */
        public Builder dynamicRegistrationSupported(boolean supported) {
            dynamicRegistrationSupported = supported;
            return this;
        }

        /**
         * Whether an unknown client and a wrong registration access token are told by the action {@code UNAUTHORIZED},
         * as RFC 7592 §3 wants. Otherwise the action is {@code BAD_REQUEST}.
         *
         * <p>Default: {@code false}, as at Authlete.
         *
         * @param supported whether the action is used
         * @return this builder
         */
        public Builder unauthorizedOnClientConfigSupported(boolean supported) {
            unauthorizedOnClientConfigSupported = supported;
            return this;
        }

        /**
         * The client registration endpoint of the authorization server that uses the API. Where no management endpoint
         * is set, clients are told to manage themselves here: {@code registration_client_uri} is this URI, a slash and
         * the client's identifier.
         *
         * <p>Default: {@code https://as.example.com/register}.
         *
         * @param endpoint an absolute URI without query and fragment
         * @return this builder
         * @throws IllegalArgumentException if the URI is relative, or has a query or a fragment
         */
        public Builder registrationEndpoint(URI endpoint) {
            registrationEndpoint = checkedEndpoint(endpoint);
            return this;
        }

        /**
         * Where the authorization server that uses the API has its client configuration endpoints, if not below its
         * {@linkplain #registrationEndpoint(URI) registration endpoint}.
         *
         * <p>Default: none.
         *
         * @param endpoint an absolute URI without query and fragment
         * @return this builder
         * @throws IllegalArgumentException if the URI is relative, or has a query or a fragment
         */
        public Builder registrationManagementEndpoint(URI endpoint) {
            registrationManagementEndpoint = checkedEndpoint(endpoint);
            return this;
        }

        /**
         * Whether the {@code scope} in client metadata limits what the client can ask for: it is then registered, and
         * the client object has it as {@code extension.requestableScopes}.
         *
         * <p>Default: {@code false}; {@code scope} is dropped.
         *
         * @param used whether it does
         * @return this builder
         */
        public Builder dcrScopeUsedAsRequestable(boolean used) {
            dcrScopeUsedAsRequestable = used;
            return this;
        }

        /**
         * Whether a {@code software_id} that a client of the service already has is refused.
         *
         * <p>Default: {@code false}.
         *
         * @param blocked whether it is
         * @return this builder
         */
        public Builder dcrDuplicateSoftwareIdBlocked(boolean blocked) {
            dcrDuplicateSoftwareIdBlocked = blocked;
            return this;
        }

        /**
         * The metadata members that the services register although Authlete does not know them, instead of those named
         * before. The client object has them as {@code customMetadata}. All others are dropped without a word.
         *
         * <p>Default: none.
         *
         * @param names the members' names
         * @return this builder
         * @throws IllegalArgumentException if Authlete knows one of the members, or issues it
         */
        public Builder supportedCustomClientMetadata(String... names) {
            Arrays.asList(names).forEach(Builder::checkCustomName);
            supportedCustomClientMetadata.clear();
            supportedCustomClientMetadata.addAll(Arrays.asList(names));
            return this;
        }

        /**
         * One metadata member more that the services register although Authlete does not know it.
         *
         * @param name the member's name
         * @return this builder
         * @throws IllegalArgumentException as {@link #supportedCustomClientMetadata(String...)} does
         */
        public Builder addSupportedCustomClientMetadata(String name) {
            checkCustomName(name);
            supportedCustomClientMetadata.add(name);
            return this;
        }

        /**
         * How many clients a developer can have. All clients of a service that are registered dynamically have the same
         * developer; one more than this fails with {@code A261601}.
         *
         * <p>Default: 0, which sets no limit.
         *
         * @param clients the limit, or 0
         * @return this builder
         * @throws IllegalArgumentException if the number is negative
         */
        public Builder clientsPerDeveloper(int clients) {
            if (clients < 0) {
                throw new IllegalArgumentException("clients must be 0 or more, not " + clients);
            }
            clientsPerDeveloper = clients;
            return this;
        }

        /**
         * Makes the settings.
         *
         * @return the settings; later changes to this builder do not show in them
         */
        public AuthleteSettings build() {
            return new AuthleteSettings(this);
        }

        private static void checkServiceId(String serviceId) {
            if (!SERVICE_ID.matcher(serviceId).matches()) {
                throw new IllegalArgumentException(
                        "a service identifier must be letters, digits, '.', '_', '~' or '-'");
            }
        }

        private static void checkCustomName(String name) {
            if (KnownMembers.SERVER_ISSUED.contains(name) || AuthleteMembers.isKnown(name)) {
                throw new IllegalArgumentException(name + " is not custom client metadata");
            }
        }

        private static URI checkedEndpoint(URI endpoint) {
            requireNonNull(endpoint, "endpoint");
            if (!endpoint.isAbsolute() || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "endpoint must be absolute, without query and fragment: " + endpoint);
            }
            return endpoint;
        }
    }
}
