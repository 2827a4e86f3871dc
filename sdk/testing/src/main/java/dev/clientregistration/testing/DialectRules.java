package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a dialect of RFC 7591 and RFC 7592 is made of: data, and small functions where data does not do. The builder
 * begins with what most have in common; each dialect says the rest. Immutable.
 *
 * @param management what the methods of the client configuration endpoint do; none if there is no such endpoint
 * @param needsSecret whether a client with this metadata has a secret
 * @param secrets makes a secret from what the client sent
 * @param secretLifetime null: secrets never expire
 * @param rotating the operations that bring a new registration access token
 * @param sentRules about what a registration carries, with the members that the server issues
 * @param metadataRules check and complete the metadata of registrations and updates
 * @param updateRules about what an update carries besides metadata
 */
record DialectRules(
        Paths paths,
        Capabilities capabilities,
        Admission admission,
        Map<String, Operation> management,
        ClientIdMaker clientIds,
        Predicate<JsonObject> needsSecret,
        Function<JsonObject, String> secrets,
        @Nullable Duration secretLifetime,
        TokenMaker registrationAccessTokens,
        Set<Operation> rotating,
        List<MetadataRule> sentRules,
        List<MetadataRule> metadataRules,
        List<UpdateRule> updateRules,
        UpdateStyle updateStyle,
        int createdStatus,
        ErrorTable errors,
        List<UnaryOperator<Request>> requestSteps,
        List<InformationStep> informationSteps,
        List<AnswerStep> answerSteps) {

    /** Not safe for use by several threads. A setting that is made twice keeps its last value. */
    static final class Builder {
        private static final RandomText RANDOM = new RandomText();

        private Paths paths = Paths.STANDARD;
        private Capabilities capabilities = Capabilities.STANDARD;
        private Admission admission = Admission.OPEN;
        private Map<String, Operation> management =
                Map.of("GET", Operation.GET, "PUT", Operation.UPDATE, "DELETE", Operation.DELETE);
        private ClientIdMaker clientIds = (sent, clients) -> RANDOM.identifier();
        private Predicate<JsonObject> needsSecret = AuthMethods::shareSecret;
        private Function<JsonObject, String> secrets = sent -> RANDOM.secret();
        private @Nullable Duration secretLifetime;
        private TokenMaker registrationAccessTokens = (at, clientId, now) -> RANDOM.secret();
        private Set<Operation> rotating = Set.of();
        private final List<MetadataRule> sentRules = new ArrayList<>();
        private final List<MetadataRule> metadataRules = new ArrayList<>();
        private List<UpdateRule> updateRules = UpdateRule.STANDARD;
        private UpdateStyle updateStyle = UpdateStyle.REPLACE;
        private int createdStatus = 201;
        private ErrorTable errors = StandardDialect.ERRORS;
        private final List<UnaryOperator<Request>> requestSteps = new ArrayList<>();
        private final List<InformationStep> informationSteps = new ArrayList<>();
        private final List<AnswerStep> answerSteps = new ArrayList<>();

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

        Builder management(Map<String, Operation> methods) {
            management = methods;
            return this;
        }

        Builder clientIds(ClientIdMaker maker) {
            clientIds = maker;
            return this;
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

        Builder registrationAccessTokens(TokenMaker maker) {
            registrationAccessTokens = maker;
            return this;
        }

        Builder rotating(Operation... operations) {
            rotating = Set.of(operations);
            return this;
        }

        Builder addSentRule(MetadataRule rule) {
            sentRules.add(rule);
            return this;
        }

        Builder addMetadataRules(MetadataRule... rules) {
            metadataRules.addAll(List.of(rules));
            return this;
        }

        Builder updateRules(UpdateRule... rules) {
            updateRules = List.of(rules);
            return this;
        }

        Builder updateStyle(UpdateStyle style) {
            updateStyle = style;
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

        DialectRules build() {
            return new DialectRules(
                    paths,
                    capabilities,
                    admission,
                    Map.copyOf(management),
                    clientIds,
                    needsSecret,
                    secrets,
                    secretLifetime,
                    registrationAccessTokens,
                    rotating,
                    List.copyOf(sentRules),
                    List.copyOf(metadataRules),
                    updateRules,
                    updateStyle,
                    createdStatus,
                    errors,
                    List.copyOf(requestSteps),
                    List.copyOf(informationSteps),
                    List.copyOf(answerSteps));
        }
    }
}
