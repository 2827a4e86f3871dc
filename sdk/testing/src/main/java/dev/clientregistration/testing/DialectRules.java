package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect of RFC 7591 and RFC 7592 is made of: data, and small functions where data does not do. The builder
 * begins with what most have in common; each dialect says the rest. Immutable.
 *
 * @param registrationsPerHour 0: any number
 * @param management what the methods of the client configuration endpoint do; none if there is no such endpoint
 * @param needsSecret whether a client with this metadata has a secret
 * @param secrets makes a secret from what the client sent
 * @param secretLifetime null: secrets never expire
 * @param renewedSecrets the secrets in the place of which an update brings another, by the time of the update
 * @param registrationAccessTokenLifetime null: they never expire
 * @param rotating the operations that bring a new registration access token
 * @param requestRules about requests for a registration, before anybody looks into them
 * @param sentRules about the body of a request for a registration, with members that the server issues
 * @param metadataRules check and complete the metadata of registrations and updates
 * @param destroysForeignTokens whether who comes with the token of another client makes it invalid
 * @param registrarManages whether an access token of the registrar's is good for every client
 * @param clientBeforeToken whether it is known that there is no such client before the token is looked at
 * @param methodsNotFound the methods that, where an endpoint lacks them, find no endpoint
 * @param updateRules about what an update carries besides metadata
 */
record DialectRules(
        Paths paths,
        Capabilities capabilities,
        Admission admission,
        Duration accessTokenLifetime,
        int registrationsPerHour,
        Map<String, Operation> management,
        ClientIdMaker clientIds,
        Predicate<JsonObject> needsSecret,
        Function<JsonObject, String> secrets,
        @Nullable Duration secretLifetime,
        BiPredicate<IssuedSecret, Instant> renewedSecrets,
        TokenMaker registrationAccessTokens,
        @Nullable Duration registrationAccessTokenLifetime,
        TokenMaker initialAccessTokens,
        Set<Operation> rotating,
        List<RequestRule> requestRules,
        List<MetadataRule> sentRules,
        List<MetadataRule> metadataRules,
        List<UpdateRule> updateRules,
        UpdateStyle updateStyle,
        boolean destroysForeignTokens,
        boolean registrarManages,
        boolean clientBeforeToken,
        int createdStatus,
        ErrorTable errors,
        Set<String> methodsNotFound,
        List<UnaryOperator<Request>> requestSteps,
        List<InformationStep> informationSteps,
        List<AnswerStep> answerSteps,
        List<Extension> extensions) {

    /** Not safe for use by several threads. A setting that is made twice keeps its last value. */
    static final class Builder {
        private static final RandomText RANDOM = new RandomText();

        private Paths paths = Paths.STANDARD;
        private Capabilities capabilities = Capabilities.STANDARD;
        private Admission admission = Admission.OPEN;
        private Duration accessTokenLifetime = Duration.ofHours(1);
        private int registrationsPerHour;
        private Map<String, Operation> management =
                Map.of("GET", Operation.GET, "PUT", Operation.UPDATE, "DELETE", Operation.DELETE);
        private ClientIdMaker clientIds = (sent, clients) -> RANDOM.identifier();
        private Predicate<JsonObject> needsSecret = AuthMethods::shareSecret;
        private Function<JsonObject, String> secrets = sent -> RANDOM.secret();
        private @Nullable Duration secretLifetime;
        private BiPredicate<IssuedSecret, Instant> renewedSecrets = (secret, now) -> false;
        private TokenMaker registrationAccessTokens = (at, subject, now, expiresAt) -> RANDOM.secret();
        private @Nullable Duration registrationAccessTokenLifetime;
        private TokenMaker initialAccessTokens = (at, subject, now, expiresAt) -> RANDOM.secret();
        private final Set<Operation> rotating = EnumSet.noneOf(Operation.class);
        private final List<RequestRule> requestRules = new ArrayList<>();
        private final List<MetadataRule> sentRules = new ArrayList<>();
        private final List<MetadataRule> metadataRules = new ArrayList<>();
        private final List<UpdateRule> updateRules = new ArrayList<>(UpdateRule.STANDARD);
        private UpdateStyle updateStyle = UpdateStyle.REPLACE;
        private boolean destroysForeignTokens;
        private boolean registrarManages;
        private boolean clientBeforeToken;
        private int createdStatus = 201;
        private Set<String> methodsNotFound = Set.of();
        private ErrorTable errors = StandardDialect.ERRORS;
        private final List<UnaryOperator<Request>> requestSteps = new ArrayList<>();
        private final List<InformationStep> informationSteps = new ArrayList<>();
        private final List<AnswerStep> answerSteps = new ArrayList<>();
        private final List<Extension> extensions = new ArrayList<>();
        private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);

        Builder paths(Paths changed) {
            paths = changed;
            return this;
        }

        Paths paths() {
            return paths;
        }

        Builder capabilities(Capabilities changed) {
            capabilities = changed;
            return this;
        }

        Builder admission(Admission changed) {
            admission = changed;
            return this;
        }

        Builder accessTokenLifetime(Duration lifetime) {
            accessTokenLifetime = lifetime;
            return this;
        }

        Builder registrationsPerHour(int most) {
            registrationsPerHour = most;
            return this;
        }

        Builder management(Map<String, Operation> methods) {
            management = methods;
            return this;
        }

        Builder clientIds(ClientIdMaker maker) {
            clientIds = maker;
            return this;
        }

        /** As {@link ClientIdMaker#unlessChosen} has it. */
        Builder chosenClientIds() {
            sentRules.remove(MetadataRules.NO_CLIENT_ID);
            return clientIds(clientIds.unlessChosen());
        }

        Builder needsSecret(Predicate<JsonObject> rule) {
            needsSecret = rule;
            return this;
        }

        Builder secrets(Function<JsonObject, String> maker) {
            secrets = maker;
            return this;
        }

        Builder secretLifetime(Duration lifetime) {
            secretLifetime = lifetime;
            return this;
        }

        Builder renewedSecrets(BiPredicate<IssuedSecret, Instant> rule) {
            renewedSecrets = rule;
            return this;
        }

        Builder registrationAccessTokens(TokenMaker maker) {
            registrationAccessTokens = maker;
            return this;
        }

        Builder registrationAccessTokenLifetime(Duration lifetime) {
            registrationAccessTokenLifetime = lifetime;
            return this;
        }

        Builder initialAccessTokens(TokenMaker maker) {
            initialAccessTokens = maker;
            return this;
        }

        Builder rotating(Operation... operations) {
            rotating.addAll(List.of(operations));
            return this;
        }

        Builder addRequestRule(RequestRule rule) {
            requestRules.add(rule);
            return this;
        }

        Builder addSentRule(MetadataRule rule) {
            sentRules.add(rule);
            return this;
        }

        /** Before those that are there. */
        Builder addFirstMetadataRule(MetadataRule rule) {
            metadataRules.add(0, rule);
            return this;
        }

        Builder addMetadataRules(MetadataRule... rules) {
            metadataRules.addAll(List.of(rules));
            return this;
        }

        Builder updateRules(UpdateRule... rules) {
            updateRules.clear();
            updateRules.addAll(List.of(rules));
            return this;
        }

        /** Before those that are there. */
        Builder addFirstUpdateRule(UpdateRule rule) {
            updateRules.add(0, rule);
            return this;
        }

        Builder updateStyle(UpdateStyle style) {
            updateStyle = style;
            return this;
        }

        Builder foreignTokenDestroyed() {
            destroysForeignTokens = true;
            return this;
        }

        Builder managedByRegistrar() {
            registrarManages = true;
            return this;
        }

        Builder clientBeforeToken() {
            clientBeforeToken = true;
            return this;
        }

        Builder createdStatus(int status) {
            createdStatus = status;
            return this;
        }

        Builder errors(UnaryOperator<ErrorTable> change) {
            errors = change.apply(errors);
            return this;
        }

        Builder methodsNotFound(String... methods) {
            methodsNotFound = Set.of(methods);
            return this;
        }

        Builder addRequestStep(UnaryOperator<Request> step) {
            requestSteps.add(step);
            return this;
        }

        Builder addInformationSteps(InformationStep... steps) {
            informationSteps.addAll(List.of(steps));
            return this;
        }

        Builder addAnswerStep(AnswerStep step) {
            answerSteps.add(step);
            return this;
        }

        Builder addExtension(Extension extension) {
            extensions.add(extension);
            return this;
        }

        /** Quirks that the dialect has; each takes effect once, after all that the dialect says otherwise. */
        Builder quirks(Quirk... itsQuirks) {
            quirks.addAll(List.of(itsQuirks));
            return this;
        }

        /** The rules, with what the test says otherwise; its quirks win where the dialect has one of the same kind. */
        DialectRules build(ServerSettings settings) {
            quirks.removeIf(quirk -> settings.quirks().stream().anyMatch(quirk::excludes));
            quirks.addAll(settings.quirks());
            quirks.forEach(quirk -> quirk.change(this));
            apply(settings);
            return new DialectRules(
                    paths,
                    capabilities,
                    admission,
                    accessTokenLifetime,
                    registrationsPerHour,
                    Map.copyOf(management),
                    clientIds,
                    needsSecret,
                    secrets,
                    secretLifetime,
                    renewedSecrets,
                    registrationAccessTokens,
                    registrationAccessTokenLifetime,
                    initialAccessTokens,
                    Set.copyOf(rotating),
                    List.copyOf(requestRules),
                    List.copyOf(sentRules),
                    List.copyOf(metadataRules),
                    List.copyOf(updateRules),
                    updateStyle,
                    destroysForeignTokens,
                    registrarManages,
                    clientBeforeToken,
                    createdStatus,
                    errors,
                    methodsNotFound,
                    List.copyOf(requestSteps),
                    List.copyOf(informationSteps),
                    List.copyOf(answerSteps),
                    List.copyOf(extensions));
        }

        private void apply(ServerSettings settings) {
            if (settings.issuerPath() != null) {
                paths = paths.withIssuer(settings.issuerPath());
            }
            admission = admission.with(settings);
            if (settings.clientIdPrefix() != null) {
                clientIds = ClientIdMaker.prefixed(settings.clientIdPrefix());
                sentRules.remove(MetadataRules.NO_CLIENT_ID);
            }
            if (settings.accessTokenLifetime() != null) {
                accessTokenLifetime = settings.accessTokenLifetime();
            }
            if (settings.registrationsPerHour() != null) {
                registrationsPerHour = settings.registrationsPerHour();
            }
            if (settings.secretLifetime() != null) {
                secretLifetime = settings.secretLifetime();
            }
            if (settings.secretRotatedOnUpdate()) {
                renewedSecrets = (secret, now) -> true;
            }
            if (settings.registrationAccessTokenLifetime() != null) {
                registrationAccessTokenLifetime = settings.registrationAccessTokenLifetime();
            }
            rotates(Operation.GET, settings.registrationAccessTokenRotatedOnRead());
            rotates(Operation.UPDATE, settings.registrationAccessTokenRotatedOnUpdate());
        }

        private void rotates(Operation operation, @Nullable Boolean rotates) {
            if (rotates != null) {
                rotating.remove(operation);
                if (rotates) {
                    rotating.add(operation);
                }
            }
        }
    }
}
