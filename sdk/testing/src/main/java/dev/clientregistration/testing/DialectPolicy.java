package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a dialect with {@link DialectRules} decides. */
final class DialectPolicy implements RegistrationPolicy {
    private final DialectRules rules;
    private final Addresses addresses;
    private final ClientStore clients;
    private final SoftwareStatements statements;

    DialectPolicy(DialectRules rules, ServerSettings settings, Addresses addresses, ClientStore clients) {
        this.rules = rules;
        this.addresses = addresses;
        this.clients = clients;
        statements = new SoftwareStatements(settings.statementIssuers(), settings.clock());
    }

    @Override
    public void applyStatement(JsonObject sent) throws Refusal {
        statements.apply(sent);
    }

    @Override
    public String newClientId(JsonObject sent) throws Refusal {
        return rules.clientIds().make(sent, clients);
    }

    @Override
    public @Nullable IssuedSecret newToken(String clientId, Instant now) {
        if (rules.management().isEmpty()) {
            return null;
        }
        Instant end = end(now, rules.registrationAccessTokenLifetime());
        return new IssuedSecret(rules.registrationAccessTokens().make(addresses, clientId, now, end), end);
    }

    @Override
    public boolean needsSecret(JsonObject metadata) {
        return rules.needsSecret().test(metadata);
    }

    @Override
    public IssuedSecret newSecret(JsonObject sent, Instant now) {
        return new IssuedSecret(rules.secrets().apply(sent), end(now, rules.secretLifetime()));
    }

    @Override
    public boolean renewsSecret(IssuedSecret current, Instant now) {
        return rules.renewedSecrets().test(current, now);
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
        for (MetadataRule rule : rules.metadataRules()) {
            rule.apply(metadata);
        }
    }

    @Override
    public boolean rotatesToken(Operation operation) {
        return rules.rotating().contains(operation);
    }

    /** Whole seconds: the wire knows no others. */
    private static @Nullable Instant end(Instant now, @Nullable Duration lifetime) {
        return lifetime == null ? null : now.truncatedTo(ChronoUnit.SECONDS).plus(lifetime);
    }
}
