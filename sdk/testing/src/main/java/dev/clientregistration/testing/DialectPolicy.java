package dev.clientregistration.testing;

import static java.util.Objects.requireNonNullElse;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a dialect with {@link DialectRules} decides; what the test has set comes first. */
final class DialectPolicy implements RegistrationPolicy {
    private final DialectRules rules;
    private final ServerSettings settings;
    private final Addresses addresses;
    private final ClientStore clients;
    private final SoftwareStatements statements;

    DialectPolicy(DialectRules rules, ServerSettings settings, Addresses addresses, ClientStore clients) {
        this.rules = rules;
        this.settings = settings;
        this.addresses = addresses;
        this.clients = clients;
        statements = new SoftwareStatements(settings.statementIssuers(), settings.clock());
    }

    @Override
    public void applyStatement(JsonObject sent) throws Refusal {
        statements.apply(sent);
    }

    @Override
    public void checkSent(JsonObject sent) throws Refusal {
        apply(rules.sentRules(), sent);
    }

    @Override
    public String newClientId(JsonObject sent) throws Refusal {
        return rules.clientIds().make(sent, clients);
    }

    @Override
    public IssuedSecret newToken(String clientId, Instant now) {
        return new IssuedSecret(rules.registrationAccessTokens().make(addresses, clientId, now), null);
    }

    @Override
    public boolean needsSecret(JsonObject metadata) {
        return rules.needsSecret().test(metadata);
    }

    @Override
    public IssuedSecret newSecret(JsonObject sent, Instant now) {
        Duration lifetime = settings.secretLifetime() == null ? rules.secretLifetime() : settings.secretLifetime();
        return new IssuedSecret(rules.secrets().apply(sent), end(now, lifetime));
    }

    @Override
    public URI configurationEndpoint(String clientId) {
        return addresses.configurationEndpoint(clientId);
    }

    /** There are no tenants and no quotas. */
    @Override
    public void checkRegistration(String tenant, JsonObject metadata) {}

    @Override
    public void checkUpdate(ClientRecord client, JsonObject sent) throws Refusal {
        for (UpdateRule rule : rules.updateRules()) {
            rule.check(client, sent);
        }
    }

    @Override
    public UpdateStyle updateStyle() {
        return rules.updateStyle();
    }

    @Override
    public void complete(JsonObject metadata) throws Refusal {
        apply(rules.metadataRules(), metadata);
    }

    @Override
    public boolean rotatesToken(Operation operation) {
        return requireNonNullElse(
                settings.tokenRotation(operation), rules.rotating().contains(operation));
    }

    private static void apply(Iterable<MetadataRule> rules, JsonObject members) throws Refusal {
        for (MetadataRule rule : rules) {
            rule.apply(members);
        }
    }

    /** Whole seconds: the wire knows no others. */
    private static @Nullable Instant end(Instant now, @Nullable Duration lifetime) {
        return lifetime == null ? null : now.truncatedTo(ChronoUnit.SECONDS).plus(lifetime);
    }
}
