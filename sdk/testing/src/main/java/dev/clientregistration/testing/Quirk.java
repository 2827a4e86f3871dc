package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a real server differs from the standards. {@link MockRegistrationServer.Builder#quirks(Quirk...)} puts
 * quirks on top of any dialect but {@link Dialect#AUTHLETE}; a dialect that has a quirk already stays as it is. Quirks
 * can be added; code that switches over them needs a default.
 *
 * <p>What a server does with tokens and secrets is set elsewhere: {@link RegistrationAccess}, and the builder's settings
 * for rotation and lifetimes.
 */
public enum Quirk {
    // What is registered

    /** Who asks for {@code none} is registered as a confidential client with {@code client_secret_basic}. Spring. */
    NONE_BECOMES_BASIC(rules -> rules.addFirstMetadataRule(QuirkRules::noneBecomesBasic)),

    /**
     * The server adds values to those that were sent: the response type {@code none}, the grant type
     * {@code refresh_token}, a {@code scope}. Keycloak, Hydra.
     */
    ADDED_VALUES(rules -> rules.addMetadataRules(QuirkRules::addValues)),

    /** Members that no standard knows are dropped without a word, as RFC 7591 lets a server do. Most servers. */
    UNKNOWN_MEMBERS_DROPPED(Kind.UNKNOWN_MEMBERS, rules -> rules.addFirstMetadataRule(QuirkRules::dropUnknown)),

    /** Members that no standard knows, and all translations, are refused with 400. Keycloak, WSO2. */
    UNKNOWN_MEMBERS_REFUSED(Kind.UNKNOWN_MEMBERS, rules -> rules.addFirstMetadataRule(QuirkRules::refuseUnknown)),

    /** A member that no standard knows makes the server fail with 500. SimpleIdServer. */
    UNKNOWN_MEMBERS_FATAL(Kind.UNKNOWN_MEMBERS, rules -> rules.addFirstMetadataRule(QuirkRules::refuseUnknown)
            .errors(errors -> errors.with(ErrorForm.json(500, "server_error"), Reason.UNKNOWN_MEMBER))),

    /** A member that is {@code ""} or {@code []} is refused with 400. Spring, Stella. */
    EMPTY_MEMBERS_REFUSED(rules -> rules.addFirstMetadataRule(QuirkRules::refuseEmpty)),

    /** An update that holds the client's current secret is refused with 403. Hydra. */
    SECRET_IN_UPDATE_FORBIDDEN(rules -> rules.addFirstUpdateRule(UpdateRule.NO_SECRET)
            .errors(errors -> errors.with(ErrorForm.json(403, "invalid_request"), Reason.UPDATE_WITH_SECRET))),

    /**
     * A client may choose its {@code client_id}, of up to 255 visible ASCII characters; one that is taken is refused with
     * 400. nevisMeta.
     */
    CHOSEN_CLIENT_IDS(DialectRules.Builder::chosenClientIds),

    // Which members are told

    /** Arrays that nobody asked for are {@code null}, {@code grant_types} and {@code response_types} too. Hydra, Okta. */
    NULL_ARRAYS(rules -> rules.addInformationSteps(InformationSteps::nullArrays)),

    /** Texts that nobody asked for are {@code null}, URIs too. Okta. */
    NULL_STRINGS(Kind.UNSET_STRINGS, rules -> rules.addInformationSteps(InformationSteps::nullStrings)),

    /**
     * Texts that nobody asked for are {@code ""}, URIs and {@code token_endpoint_auth_method} too. Hydra,
     * mcp-auth-proxy.
     */
    EMPTY_STRINGS(Kind.UNSET_STRINGS, rules -> rules.addInformationSteps(InformationSteps::emptyStrings)),

    /** There is no {@code client_secret_expires_at} beside a secret. Anvil Connect, SimpleIdServer. */
    SECRET_WITHOUT_EXPIRY(rules -> rules.addInformationSteps(InformationSteps.without("client_secret_expires_at"))),

    /** The registration access token is told when it is new, and not again. Spring, Anvil Connect, Hydra. */
    TOKEN_TOLD_ONCE(rules -> rules.addInformationSteps(InformationSteps::tokenOnce)),

    /** The client secret is told when it is new, and not again. Spring, Hydra, Okta. */
    SECRET_TOLD_ONCE(rules -> rules.addInformationSteps(InformationSteps::secretOnce)),

    /**
     * Two members are misspelt: {@code tls_client_certificate_bound_access_token} lacks its last letter,
     * {@code authorization_data_types} stands for {@code authorization_details_types}. SimpleIdServer.
     */
    MISSPELT_MEMBERS(rules -> rules.addInformationSteps(InformationSteps.renamed(Map.of(
            "tls_client_certificate_bound_access_tokens",
            "tls_client_certificate_bound_access_token",
            "authorization_details_types",
            "authorization_data_types")))),

    /** The redirect URIs come back in another order. Keycloak. */
    REORDERED_REDIRECT_URIS(rules -> rules.addInformationSteps(InformationSteps::reorderedRedirectUris)),

    // Where the client is managed

    /** The management URI has a query, {@code ?client_id=}, instead of a path of its own. Spring, ForgeRock, Gluu. */
    MANAGEMENT_URI_WITH_QUERY(
            Kind.MANAGEMENT_URI, rules -> rules.paths(rules.paths().withClientInQuery("client_id"))),

    /** The management URI lacks the path of the registration endpoint, and leads nowhere. SimpleIdServer. */
    WRONG_MANAGEMENT_URI(Kind.MANAGEMENT_URI, rules -> rules.addInformationSteps(InformationSteps::wrongManagementUri)),

    /** The management URI is a path without scheme and host. mcp-auth-proxy. */
    RELATIVE_MANAGEMENT_URI(
            Kind.MANAGEMENT_URI, rules -> rules.addInformationSteps(InformationSteps::relativeManagementUri)),

    /** There is a registration access token, but no management URI. */
    NO_MANAGEMENT_URI(
            Kind.MANAGEMENT_URI,
            rules -> rules.addInformationSteps(InformationSteps.without(InformationSteps.MANAGEMENT_URI))),

    /** The management URI is told by the registration only, not by reads and updates. Hydra. */
    MANAGEMENT_URI_TOLD_ONCE(
            Kind.MANAGEMENT_URI,
            rules -> rules.addInformationSteps(InformationSteps.toldAtRegistration(InformationSteps.MANAGEMENT_URI))),

    /** The management URI in the answer to an update has the client's identifier twice. Old Keycloak. */
    DOUBLED_ID_AFTER_UPDATE(
            Kind.MANAGEMENT_URI, rules -> rules.addInformationSteps(InformationSteps::doubledIdAfterUpdate)),

    /** Clients cannot be managed: there is neither token nor URI nor endpoint for it. Okta, Auth0, MCP servers. */
    NO_MANAGEMENT(Kind.MANAGEMENT_URI, rules -> rules.management(Map.of())),

    // How members look

    /** {@code scope} is an array. Gluu, ForgeRock. */
    SCOPE_AS_ARRAY(rules -> rules.addInformationSteps(InformationSteps::scopeAsArray)),

    /** Beside {@code scope} there is {@code scopes}, an array. Gluu, ForgeRock. */
    SCOPES_BESIDE_SCOPE(rules -> rules.addInformationSteps(InformationSteps::scopesBesideScope)),

    /** An array of one is told as its only element. nevisMeta. */
    SINGLE_VALUES_AS_STRINGS(rules -> rules.addInformationSteps(InformationSteps::singleValues)),

    /** Times are in milliseconds; never is still 0. Anvil Connect, nevisMeta. */
    TIMES_IN_MILLISECONDS(Kind.TIMES, rules -> rules.addInformationSteps(InformationSteps::milliseconds)),

    /** Times have a fraction of a second, and {@code default_max_age} a decimal point. SimpleIdServer. */
    FRACTIONAL_TIMES(Kind.TIMES, rules -> rules.addInformationSteps(InformationSteps::fractions)),

    /** Numbers are strings. nevisMeta. */
    NUMBERS_AS_STRINGS(rules -> rules.addInformationSteps(InformationSteps::numbersAsStrings)),

    // Statuses

    /** A registration that succeeds is answered with 200. Gluu, AWS, Connect2id, Auth0. */
    OK_ON_CREATE(rules -> rules.createdStatus(200)),

    /** A client that the server does not know is 404. SimpleIdServer, Anvil Connect, Keycloak's administrators. */
    NOT_FOUND_FOR_UNKNOWN_CLIENT(rules -> rules.errors(errors -> errors.with(
            ErrorForm.json(404, "not_found").describedAs("there is no such client"), Reason.UNKNOWN_CLIENT))),

    /** A bad or missing initial access token is 400. SimpleIdServer, Anvil Connect. */
    BAD_REQUEST_FOR_INITIAL_TOKEN(rules -> rules.errors(QuirkRules::badRequestForInitialToken)),

    /** A bad or missing registration access token is 403. Anvil Connect. */
    FORBIDDEN_FOR_REGISTRATION_TOKEN(rules -> rules.errors(QuirkRules::forbiddenForRegistrationToken)),

    /** Who comes with the registration access token of another client makes that token invalid. node-oidc-provider. */
    FOREIGN_TOKEN_DESTROYED(rules -> rules.foreignTokenDestroyed()),

    // Errors

    /** {@code error} is a sentence instead of a code. Hydra. */
    SENTENCES_AS_ERRORS(Kind.ERROR_OBJECT, rules -> rules.addAnswerStep(ErrorObjects.SENTENCES)),

    /** {@code error} is in capitals. nevisMeta. */
    UPPER_CASE_ERRORS(Kind.ERROR_OBJECT, rules -> rules.addAnswerStep(ErrorObjects.UPPER_CASE)),

    /** {@code error} is an object with {@code code} and {@code message}. */
    NESTED_ERRORS(Kind.ERROR_OBJECT, rules -> rules.addAnswerStep(ErrorObjects.NESTED)),

    /** Instead of {@code error} there are {@code errorCode} and {@code errorSummary}. Okta. */
    ERROR_CODE_AND_SUMMARY(Kind.ERROR_OBJECT, rules -> rules.addAnswerStep(ErrorObjects.CODE_AND_SUMMARY)),

    /** Errors are HTML pages. Gateways, Anvil Connect, node-oidc-provider. */
    HTML_ERRORS(Kind.ERROR_BODY, rules -> rules.errors(errors -> errors.each(form -> form.in(ErrorBody.HTML)))),

    /** Errors are plain text. WSO2. */
    TEXT_ERRORS(Kind.ERROR_BODY, rules -> rules.errors(errors -> errors.each(form -> form.in(ErrorBody.TEXT)))),

    /** Errors have no body. SimpleIdServer. */
    EMPTY_ERRORS(Kind.ERROR_BODY, rules -> rules.errors(errors -> errors.each(form -> form.in(ErrorBody.NONE)))),

    // Headers

    /** Nothing says that answers with credentials are not to be kept. SimpleIdServer, Keycloak. */
    CACHEABLE_ANSWERS(rules -> rules.addAnswerStep(HeaderSteps::cacheable)),

    /** A 401 comes without {@code WWW-Authenticate}. Keycloak. */
    NO_CHALLENGES(rules -> rules.addAnswerStep(HeaderSteps.without("WWW-Authenticate"))),

    /** A 405 comes without {@code Allow}. Keycloak. */
    NO_ALLOW(rules -> rules.addAnswerStep(HeaderSteps.without("Allow"))),

    /** The status line has no reason phrase, as in {@code HTTP/1.1 201 }. Spring. */
    NO_REASON_PHRASES(rules -> rules.addAnswerStep((operation, request, answer) -> answer.withoutReasonPhrase()));

    /** Of each of these, a server has one. */
    private enum Kind {
        UNKNOWN_MEMBERS,
        UNSET_STRINGS,
        MANAGEMENT_URI,
        TIMES,
        ERROR_OBJECT,
        ERROR_BODY
    }

    private final @Nullable Kind kind;
    private final Consumer<DialectRules.Builder> change;

    Quirk(Consumer<DialectRules.Builder> change) {
        this(null, change);
    }

    Quirk(@Nullable Kind kind, Consumer<DialectRules.Builder> change) {
        this.kind = kind;
        this.change = change;
    }

    /**
     * The name by which the quirk is chosen outside of Java.
     *
     * @return lower case, words joined by hyphens, such as {@code null-arrays}
     */
    public String quirkName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The quirk of a name.
     *
     * @param quirkName as {@link #quirkName()} gives it
     * @return the quirk
     * @throws IllegalArgumentException if there is none of that name; the message has those that there are
     */
    public static Quirk named(String quirkName) {
        requireNonNull(quirkName, "quirkName");
        return find(quirkName)
                .orElseThrow(() -> new IllegalArgumentException("there is no quirk \"" + quirkName + "\"; known are "
                        + Arrays.stream(values()).map(Quirk::quirkName).collect(Collectors.joining(", "))));
    }

    private static Optional<Quirk> find(String quirkName) {
        return Arrays.stream(values())
                .filter(quirk -> quirk.quirkName().equals(quirkName))
                .findFirst();
    }

    /** Whether no server has both: they are different and of one kind. */
    boolean excludes(Quirk other) {
        return this != other && kind != null && kind == other.kind;
    }

    void change(DialectRules.Builder rules) {
        change.accept(rules);
    }
}
