package dev.clientregistration.testing;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** RFC 7591 and RFC 7592 with their metadata documents, as the rules of a dialect have them. */
final class RegistrationProtocol implements Protocol {
    private final DialectRules rules;
    private final Addresses addresses;
    private final Registrar registrar;
    private final RegistrationGate gate;
    private final RegistrationLimit limit;
    private final ServerParts parts;

    RegistrationProtocol(DialectRules rules, ServerParts parts) {
        this.rules = rules;
        this.parts = parts;
        ServerSettings settings = parts.settings();
        addresses = new Addresses(parts.origin(), rules.paths());
        gate = new RegistrationGate(rules, settings, addresses, parts.tokens());
        limit = new RegistrationLimit(rules.registrationsPerHour(), settings.clock());
        registrar = new Registrar(
                settings, new DialectPolicy(rules, settings, addresses, parts.clients()), parts.clients());
    }

    @Override
    public Addresses addresses() {
        return addresses;
    }

    @Override
    public Registrar registrar() {
        return registrar;
    }

    @Override
    public String issueInitialAccessToken() {
        if (isRegistrationSwitchedOff()) {
            throw new IllegalStateException("registration is switched off: no token opens it");
        }
        return gate.issue().value();
    }

    @Override
    public @Nullable String standingInitialAccessToken() {
        AccessToken standing = gate.standing();
        return standing == null ? null : standing.value();
    }

    @Override
    public boolean isRegistrationSwitchedOff() {
        return rules.admission().isSwitchedOff();
    }

    @Override
    public void restart() {
        gate.restock();
        limit.restart();
        rules.extensions().forEach(Extension::restart);
    }

    @Override
    public void addTo(Router router) {
        if (!isRegistrationSwitchedOff()) {
            addRegistrationTo(router);
        }
        ServerSettings settings = parts.settings();
        ClientAssertions assertions = new ClientAssertions(settings, addresses, parts.tokens());
        ClientAuthentication authentication =
                new ClientAuthentication(settings, rules.admission(), parts.clients(), assertions);
        router.add(
                addresses::isTokenEndpoint,
                new TokenEndpoint(
                                settings.clock(),
                                rules.accessTokenLifetime(),
                                authentication,
                                parts.tokens(),
                                parts.clients())
                        .methods());
        router.add(addresses::isAuthorizationEndpoint, new AuthorizationEndpoint(addresses, parts.clients()).methods());
        router.add(addresses::isKeys, Map.of("GET", request -> MockAnswer.json(200, ServerKeys.publicKeys())));
        Workshop workshop = new Workshop(rules, parts, addresses, registrar);
        rules.extensions().forEach(extension -> extension.addTo(router, workshop));
        router.add(
                addresses::isMetadataDocument, new DiscoveryEndpoint(rules, settings.registrar(), addresses).methods());
    }

    private void addRegistrationTo(Router router) {
        ClientInformation information = new ClientInformation(rules);
        if (!rules.management().isEmpty()) {
            router.add(
                    addresses::isConfigurationEndpoint,
                    new ConfigurationEndpoint(
                                    rules,
                                    parts.settings().clock(),
                                    addresses,
                                    parts.clients(),
                                    gate,
                                    registrar,
                                    information)
                            .methods());
        }
        router.add(
                addresses::isRegistrationEndpoint,
                new RegistrationEndpoint(rules, gate, limit, registrar, information).methods());
    }

    @Override
    public Request understood(Request received) {
        Request request = received;
        for (UnaryOperator<Request> step : rules.requestSteps()) {
            request = step.apply(request);
        }
        return request;
    }

    @Override
    public MockAnswer refused(@Nullable Operation operation, Request request, Refusal refusal) {
        return Answers.notStored(answer(operation, request, refusal));
    }

    @Override
    public MockAnswer noEndpoint(Request request) {
        return answer(null, request, Refusal.of(Reason.NO_ENDPOINT, "There is no endpoint at this path."));
    }

    @Override
    public MockAnswer noMethod(Request request, Set<String> allowed) {
        if (rules.methodsNotFound().contains(request.method())) {
            return noEndpoint(request);
        }
        MockAnswer answer =
                answer(null, request, Refusal.of(Reason.NO_METHOD, "This endpoint does not have this method."));
        return answer.status() == 405 ? answer.withHeader("Allow", String.join(", ", allowed)) : answer;
    }

    @Override
    public MockAnswer told(@Nullable Operation operation, Request request, MockAnswer answer) {
        MockAnswer told = operation == Operation.REGISTER ? limit.told(answer) : answer;
        for (AnswerStep step : rules.answerSteps()) {
            told = step.apply(operation, request, told);
        }
        return told;
    }

    @Override
    public String summary(Refusal refusal) {
        return rules.errors().form(Operation.REGISTER, refusal).errorFor(refusal) + ": " + refusal.description();
    }

    private MockAnswer answer(@Nullable Operation operation, Request request, Refusal refusal) {
        return rules.errors()
                .form(operation, refusal)
                .answer(new ErrorContext(
                        operation,
                        request,
                        refusal,
                        addresses.issuer(),
                        parts.settings().clock().instant()));
    }
}
