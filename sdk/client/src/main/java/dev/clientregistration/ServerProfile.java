package dev.clientregistration;

import dev.clientregistration.error.Operation;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * In what a server differs from RFC 7591 and RFC 7592, as data. What can be tolerated everywhere is tolerated by
 * {@link #STANDARD}, so that it serves every server that has no profile of its own: a profile holds only what truly
 * differs, and {@link #differences()} tells it.
 *
 * <p>An operation that a server lacks is refused before anything is sent.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ServerProfile {
    /** Every server that speaks RFC 7591 and RFC 7592. */
    public static final ServerProfile STANDARD = new Builder("standard").build();

    /** Anvil Connect's register endpoint; its REST API is {@code dev.clientregistration.anvil.AnvilClients}. */
    public static final ServerProfile ANVIL_CONNECT = new Builder("anvil-connect")
            .operations(Operation.REGISTER, Operation.GET, Operation.UPDATE)
            .update(UpdateVerb.PATCH)
            .tokenRefusal(401, "invalid_request")
            // For an expired token; the page that comes with it names no code.
            .tokenRefusal(403, "")
            .rotation(Rotation.NEVER)
            .timeUnit(ChronoUnit.MILLIS)
            .build();

    /**
     * SimpleIdServer. It fails on JSON arrays and objects that it does not expect: of a request, only members that it
     * reads are sent, and none that is empty.
     */
    public static final ServerProfile SIMPLE_ID_SERVER = new Builder("simple-id-server")
            .managementUri(false, "/{client_id}")
            .understood(SimpleIdServerRequest.MEMBERS)
            .tokenRefusal(400, "invalid_token")
            .rotation(Rotation.NEVER)
            .build();

    /**
     * nevisMeta's client registration (its V3 API), which only registers; its V2 API is
     * {@code dev.clientregistration.nevismeta.NevisMetaClients}.
     */
    public static final ServerProfile NEVIS_META = new Builder("nevis-meta")
            .operations(Operation.REGISTER)
            .rotation(Rotation.NEVER)
            .timeUnit(ChronoUnit.MILLIS)
            .build();

    /** Keycloak's provider {@code openid-connect}. */
    public static final ServerProfile KEYCLOAK =
            new Builder("keycloak").rotation(Rotation.ON_UPDATE).build();

    /**
     * Spring Authorization Server, and Spring Security's own endpoint. An initial access token is good for one client
     * and must have exactly the scope {@code client.create}.
     */
    public static final ServerProfile SPRING_AUTHORIZATION_SERVER = new Builder("spring-authorization-server")
            .operations(Operation.REGISTER, Operation.GET)
            .managementUri(true, "?client_id={client_id}")
            .singleUseInitialAccessTokens()
            .rotation(Rotation.NEVER)
            .build();

    /** node-oidc-provider. */
    public static final ServerProfile NODE_OIDC_PROVIDER =
            new Builder("node-oidc-provider").rotation(Rotation.ON_UPDATE).build();

    /** Ory Hydra's public registration endpoint. */
    public static final ServerProfile HYDRA = new Builder("hydra")
            .secretInUpdates(false)
            .rotation(Rotation.ON_UPDATE)
            .build();

    /** Apereo CAS. */
    public static final ServerProfile CAS = new Builder("cas")
            .operations(Operation.REGISTER, Operation.GET, Operation.UPDATE)
            .update(UpdateVerb.PATCH)
            .managementUri(true, "../clientConfig?clientId={client_id}")
            .build();

    /**
     * Authorization servers of the Model Context Protocol, whose clients are public ones on the user's machine as a rule:
     * {@code token_endpoint_auth_method} ({@code none} if it was not set) and {@code application_type} (as the redirect
     * URIs say) are always sent, and nothing that is empty.
     */
    public static final ServerProfile MCP = new Builder("mcp")
            .emptyMembers(false)
            .defaultMember("token_endpoint_auth_method", "none")
            .infersApplicationType()
            .build();

    private static final List<ServerProfile> ALL = List.of(
            STANDARD,
            ANVIL_CONNECT,
            SIMPLE_ID_SERVER,
            NEVIS_META,
            KEYCLOAK,
            SPRING_AUTHORIZATION_SERVER,
            NODE_OIDC_PROVIDER,
            HYDRA,
            CAS,
            MCP);

    private final String name;
    private final Set<Operation> operations;
    private final UpdateVerb updateVerb;
    private final boolean issuedManagementUri;
    private final String managementUriTemplate;
    private final boolean secretInUpdates;
    private final @Nullable Set<String> understoodMembers;
    private final boolean emptyMembers;
    private final Map<String, String> defaultMembers;
    private final boolean infersApplicationType;
    private final Map<Integer, Set<String>> tokenRefusals;
    private final boolean singleUseInitialAccessTokens;
    private final Rotation rotation;
    private final ChronoUnit timeUnit;

    private ServerProfile(Builder builder) {
        this.name = builder.name;
        this.operations = Collections.unmodifiableSet(EnumSet.copyOf(builder.operations));
        this.updateVerb = builder.updateVerb;
        this.issuedManagementUri = builder.issuedManagementUri;
        this.managementUriTemplate = builder.managementUriTemplate;
        this.secretInUpdates = builder.secretInUpdates;
        this.understoodMembers = builder.understoodMembers;
        this.emptyMembers = builder.emptyMembers;
        this.defaultMembers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.defaultMembers));
        this.infersApplicationType = builder.infersApplicationType;
        Map<Integer, Set<String>> refusals = new TreeMap<>();
        builder.tokenRefusals.forEach((status, codes) -> refusals.put(status, Collections.unmodifiableSet(codes)));
        this.tokenRefusals = Collections.unmodifiableMap(refusals);
        this.singleUseInitialAccessTokens = builder.singleUseInitialAccessTokens;
        this.rotation = builder.rotation;
        this.timeUnit = builder.timeUnit;
    }

    /** How a server wants to be told of an update. */
    public enum UpdateVerb {
        /** The whole client, which replaces what was there (RFC 7592 section 2.2). */
        PUT,
        /**
         * The members that change, merged into what is there. The client is read first; a member cannot be removed, so an
         * update that would remove one is refused before it is sent.
         */
        PATCH
    }

    /** When a server replaces the registration access token. */
    public enum Rotation {
        /** Nobody knows: it may (RFC 7592 section 3). */
        POSSIBLE,
        /** Never. */
        NEVER,
        /** With every update. */
        ON_UPDATE
    }

    /**
     * Every profile.
     *
     * @return an unmodifiable list, {@link #STANDARD} first
     */
    public static List<ServerProfile> all() {
        return ALL;
    }

    /**
     * The profile of a name.
     *
     * @param name as {@link #name()} gives it; not null
     * @return the profile
     * @throws IllegalArgumentException if there is none of that name; the message lists the names
     */
    public static ServerProfile named(String name) {
        Objects.requireNonNull(name, "name must not be null");
        for (ServerProfile profile : ALL) {
            if (profile.name.equals(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("there is no server profile \"" + name + "\"; known are "
                + ALL.stream().map(ServerProfile::name).collect(Collectors.joining(", ")));
    }

    /**
     * The name under which the profile is stored and chosen on command lines.
     *
     * @return lower case, words joined by hyphens
     */
    public String name() {
        return name;
    }

    /**
     * The operations that the server has.
     *
     * @return an unmodifiable set with {@link Operation#REGISTER} in it
     */
    public Set<Operation> operations() {
        return operations;
    }

    /**
     * How an update is sent.
     *
     * @return the verb; of no meaning where {@link #operations()} has no update
     */
    public UpdateVerb updateVerb() {
        return updateVerb;
    }

    /**
     * Whether the {@code registration_client_uri} that the server issues is where the client is managed. Where it is not,
     * and where the server issued none, {@link #managementUriTemplate()} says it.
     *
     * @return {@code false} for servers that issue a wrong one
     */
    public boolean usesIssuedManagementUri() {
        return issuedManagementUri;
    }

    /**
     * Where a client is managed if the server does not say, beginning at the registration endpoint: {@code /} goes on in
     * its path, {@code ?} is its query, {@code ../} is a sibling of its last path segment. {@code {client_id}} stands for
     * the client's id.
     *
     * @return such as <code>/{client_id}</code>
     */
    public String managementUriTemplate() {
        return managementUriTemplate;
    }

    /**
     * Whether an update may hold the client's current {@code client_secret} (RFC 7592 section 2.2). Where it may not, the
     * member is left out.
     *
     * @return {@code false} for servers that refuse it
     */
    public boolean allowsSecretInUpdates() {
        return secretInUpdates;
    }

    /**
     * The members of client metadata that are sent, where the server fails on others. Translations of them, such as
     * {@code client_name#fr}, are sent too. What is left out shows as dropped in a {@link RegistrationDifference}.
     *
     * @return an unmodifiable set; empty where every member is sent
     */
    public Optional<Set<String>> understoodMembers() {
        return Optional.ofNullable(understoodMembers);
    }

    /**
     * Whether members that are {@code null}, {@code ""}, {@code []} or an object without members are sent.
     *
     * @return {@code false} for servers that fail on them
     */
    public boolean sendsEmptyMembers() {
        return emptyMembers;
    }

    /**
     * Members that are sent with these values where the metadata does not have them.
     *
     * @return an unmodifiable map, in most cases an empty one
     */
    public Map<String, String> defaultMembers() {
        return defaultMembers;
    }

    /**
     * Whether {@code application_type} is always sent, inferred from the redirect URIs where it was not set: {@code web}
     * if there are none. Metadata whose redirect URIs are of both kinds, or not absolute, is refused before it is sent.
     *
     * @return {@code true} for servers that need it
     */
    public boolean infersApplicationType() {
        return infersApplicationType;
    }

    /**
     * The answers that mean a bad token: after one of them, a token that can be renewed is renewed once.
     *
     * @return error codes by HTTP status, {@code ""} for an answer that names no code; unmodifiable
     */
    public Map<Integer, Set<String>> tokenRefusals() {
        return tokenRefusals;
    }

    /**
     * Whether an initial access token is good for one {@code register} only. One that comes from
     * {@link InitialAccessToken#clientCredentials} is then obtained anew for every attempt.
     *
     * @return {@code true} for servers that void a token with its use
     */
    public boolean hasSingleUseInitialAccessTokens() {
        return singleUseInitialAccessTokens;
    }

    /**
     * When the server replaces the registration access token. The new one is always taken over; this tells what the loss
     * of an answer may have done.
     *
     * @return when
     */
    public Rotation rotation() {
        return rotation;
    }

    /**
     * The unit of {@code client_id_issued_at} and {@code client_secret_expires_at} in the server's JSON. The accessors of
     * {@link dev.clientregistration.model.ClientInformation} tell the units apart by size; this is for readers of the raw
     * members.
     *
     * @return seconds or milliseconds
     */
    public ChronoUnit timeUnit() {
        return timeUnit;
    }

    /**
     * What differs from {@link #STANDARD}, for people.
     *
     * @return property to value, unmodifiable; empty for the standard itself
     */
    public Map<String, String> differences() {
        Map<String, String> standard = STANDARD.properties();
        Map<String, String> differences = new LinkedHashMap<>();
        properties().forEach((property, value) -> {
            if (!value.equals(standard.get(property))) {
                differences.put(property, value);
            }
        });
        return Collections.unmodifiableMap(differences);
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(
                "operations", operations.stream().map(Operation::toString).collect(Collectors.joining(", ")));
        properties.put("update", updateVerb == UpdateVerb.PUT ? "PUT, the whole" : "PATCH, what changes");
        properties.put(
                "management URI",
                (issuedManagementUri ? "as issued, else " : "always ") + "{endpoint}"
                        + (managementUriTemplate.startsWith(".") ? "/" : "") + managementUriTemplate);
        properties.put("client_secret in updates", secretInUpdates ? "allowed" : "left out");
        properties.put(
                "members sent",
                understoodMembers != null
                        ? understoodMembers.size() + " that the server reads"
                        : emptyMembers ? "all" : "all but empty ones");
        properties.put(
                "always sent",
                defaultMembers.entrySet().stream()
                                .map(member -> member.getKey() + " (" + member.getValue() + ")")
                                .collect(Collectors.joining(", "))
                        + (infersApplicationType ? ", application_type (by the redirect URIs)" : ""));
        properties.put(
                "bad token",
                tokenRefusals.entrySet().stream()
                        .map(refusal -> (refusal.getKey() + " "
                                        + refusal.getValue().stream()
                                                .filter(code -> !code.isEmpty())
                                                .collect(Collectors.joining(" or ")))
                                .strip())
                        .collect(Collectors.joining(", ")));
        properties.put("initial access token", singleUseInitialAccessTokens ? "for one register" : "for several");
        properties.put(
                "registration access token",
                switch (rotation) {
                    case POSSIBLE -> "may be replaced";
                    case NEVER -> "is never replaced";
                    case ON_UPDATE -> "is replaced by an update";
                });
        properties.put("times", timeUnit == ChronoUnit.MILLIS ? "milliseconds" : "seconds");
        return properties;
    }

    /**
     * The name.
     *
     * @return {@link #name()}
     */
    @Override
    public String toString() {
        return name;
    }

    /** What SimpleIdServer reads of a request. */
    private static final class SimpleIdServerRequest {
        static final Set<String> MEMBERS = Set.of(
                "application_type",
                "software_statement",
                "grant_types",
                "scope",
                "token_endpoint_auth_method",
                "response_types",
                "token_signed_response_alg",
                "token_encrypted_response_alg",
                "token_encrypted_response_enc",
                "id_token_signed_response_alg",
                "id_token_encrypted_response_alg",
                "id_token_encrypted_response_enc",
                "userinfo_signed_response_alg",
                "userinfo_encrypted_response_alg",
                "userinfo_encrypted_response_enc",
                "request_object_signing_alg",
                "request_object_encryption_alg",
                "request_object_encryption_enc",
                "redirect_uris",
                "jwks_uri",
                "sector_identifier_uri",
                "initiate_login_uri",
                "subject_type",
                "backchannel_token_delivery_mode",
                "backchannel_client_notification_endpoint",
                "backchannel_authentication_request_signing_alg",
                "backchannel_user_code_parameter",
                "default_max_age",
                "frontchannel_logout_uri",
                "frontchannel_logout_session_required",
                "backchannel_logout_uri",
                "backchannel_logout_session_required",
                "default_acr_values",
                "post_logout_redirect_uris",
                "require_auth_time",
                "authorization_signed_response_alg",
                "authorization_encrypted_response_alg",
                "authorization_encrypted_response_enc",
                "credential_offer_endpoint",
                "authorization_data_types",
                "dpop_bound_access_tokens",
                "client_name",
                "logo_uri",
                "client_uri",
                "tos_uri",
                "policy_uri");
    }

    /** Begins with the standard. */
    private static final class Builder {
        private final String name;
        private Set<Operation> operations =
                EnumSet.of(Operation.REGISTER, Operation.GET, Operation.UPDATE, Operation.DELETE);
        private UpdateVerb updateVerb = UpdateVerb.PUT;
        private boolean issuedManagementUri = true;
        private String managementUriTemplate = "/{client_id}";
        private boolean secretInUpdates = true;
        private @Nullable Set<String> understoodMembers;
        private boolean emptyMembers = true;
        private final Map<String, String> defaultMembers = new LinkedHashMap<>();
        private boolean infersApplicationType;
        private final Map<Integer, Set<String>> tokenRefusals = new TreeMap<>();
        private boolean singleUseInitialAccessTokens;
        private Rotation rotation = Rotation.POSSIBLE;
        private ChronoUnit timeUnit = ChronoUnit.SECONDS;

        Builder(String name) {
            this.name = name;
            tokenRefusal(401, "");
            tokenRefusal(401, "invalid_token");
        }

        Builder operations(Operation... operations) {
            this.operations = EnumSet.copyOf(Arrays.asList(operations));
            return this;
        }

        Builder update(UpdateVerb verb) {
            updateVerb = verb;
            return this;
        }

        Builder managementUri(boolean asIssued, String template) {
            issuedManagementUri = asIssued;
            managementUriTemplate = template;
            return this;
        }

        Builder secretInUpdates(boolean allowed) {
            secretInUpdates = allowed;
            return this;
        }

        Builder understood(Set<String> members) {
            understoodMembers = Collections.unmodifiableSet(new TreeSet<>(members));
            return emptyMembers(false);
        }

        Builder emptyMembers(boolean sent) {
            emptyMembers = sent;
            return this;
        }

        Builder defaultMember(String name, String value) {
            defaultMembers.put(name, value);
            return this;
        }

        Builder infersApplicationType() {
            infersApplicationType = true;
            return this;
        }

        Builder tokenRefusal(int status, String code) {
            tokenRefusals.computeIfAbsent(status, key -> new TreeSet<>()).add(code);
            return this;
        }

        Builder singleUseInitialAccessTokens() {
            singleUseInitialAccessTokens = true;
            return this;
        }

        Builder rotation(Rotation rotation) {
            this.rotation = rotation;
            return this;
        }

        Builder timeUnit(ChronoUnit unit) {
            timeUnit = unit;
            return this;
        }

        ServerProfile build() {
            return new ServerProfile(this);
        }
    }
}
