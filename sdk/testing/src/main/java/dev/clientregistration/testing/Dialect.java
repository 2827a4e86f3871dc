package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a server speaks: which endpoints it has, how requests and answers look, and which rules it keeps. Dialects can
 * be added; code that switches over them needs a default.
 */
public enum Dialect {
    /** Client registration and its management as the standards have them: RFC 7591 and RFC 7592. */
    STANDARD("standard", rules(StandardDialect::rules)),

    /**
     * Keycloak's provider {@code openid-connect}, in a realm where everybody may register: {@code
     * /realms/master/clients-registrations/openid-connect}. It refuses members that it does not know and forgets many that
     * it does, adds values, takes nothing away in an update and then rotates the registration access token.
     */
    KEYCLOAK("keycloak", rules(KeycloakDialect::rules)),

    /**
     * Ory Hydra's public registration, {@code /oauth2/register}: members that nobody asked for are null, empty or an empty
     * object, errors may be sentences, a read tells no credentials, and an update must not hold the secret.
     */
    HYDRA("hydra", rules(HydraDialect::rules)),

    /**
     * node-oidc-provider, {@code /reg}: an update rotates the registration access token, one that is used for another
     * client is destroyed, and who ranks HTML above JSON gets errors as pages.
     */
    NODE_OIDC_PROVIDER("node-oidc-provider", rules(NodeOidcProviderDialect::rules)),

    /**
     * Spring Authorization Server 1.x, {@code /connect/register}: an initial access token has exactly the scope {@code
     * client.create} and registers one client, which can then be read, for as long as its registration access token lives,
     * but neither updated nor deleted.
     */
    SPRING_AUTHORIZATION_SERVER("spring-authorization-server", rules(SpringDialect::rules)),

    /**
     * Anvil Connect: {@code /register}, which tells times in milliseconds, updates by {@code PATCH} and says in HTML what is
     * forbidden or not there, and its REST API {@code /v1/clients} for tokens with the scope {@code realm}.
     */
    ANVIL_CONNECT("anvil-connect", rules(AnvilDialect::rules)),

    /**
     * SimpleIdServer 4, {@code /register}: it wants a token with the scope {@code register}, and says by 400 that it has
     * none; it tells the whole client, with a management URI that leads nowhere, and fails on arrays and objects that it does
     * not expect.
     */
    SIMPLE_ID_SERVER("simple-id-server", rules(SimpleIdServerDialect::rules)),

    /**
     * nevisMeta below {@code /nevismeta/rest}, module {@code oauthv2}, with the one setup {@code
     * 0123456789abcdef0123456789abcdef}: API V3 registers clients, which then have neither token nor URI to manage them;
     * API V2 manages them, and clients of its own, by snapshots. V2 wants HTTP Basic, with any name and password unless
     * {@linkplain MockRegistrationServer.Builder#registrar a registrar} is set.
     */
    NEVIS_META(
            "nevis-meta",
            parts -> new RegistrationProtocol(
                    NevisDialect.rules(parts.settings().clock()).build(parts.settings()), parts)),

    /**
     * Apereo CAS below {@code /cas/oidc}: {@code /register}, and {@code /clientConfig?clientId=} to read a client and to
     * update it by {@code PATCH}, which takes nothing away and brings another secret to a client whose own has expired.
     */
    CAS("cas", rules(CasDialect::rules)),

    /**
     * A server of the Model Context Protocol's TypeScript SDK, {@code /register}: secrets expire after 30 days, clients
     * cannot be managed, and there are 20 registrations in an hour unless {@linkplain
     * MockRegistrationServer.Builder#registrationsPerHour the test says otherwise}.
     */
    MCP("mcp", rules(McpDialect::rules)),

    /**
     * The client-registration API of Authlete 3.x, which authorization servers call: {@code POST
     * /api/{serviceId}/client/registration} to register and, with {@code /get}, {@code /update} or {@code /delete} after
     * it, to manage. What the outside client is to be told comes back as {@code action} and {@code responseContent}.
     * {@link AuthleteSettings} has its switches.
     */
    AUTHLETE("authlete", AuthleteProtocol::new);

    private final String dialectName;
    private final Function<ServerParts, Protocol> protocol;

    Dialect(String dialectName, Function<ServerParts, Protocol> protocol) {
        this.dialectName = dialectName;
        this.protocol = protocol;
    }

    /**
     * The name by which the dialect is chosen outside of Java; the SDK's profiles have the same names.
     *
     * @return lower case, words joined by hyphens, such as {@code standard}
     */
    public String dialectName() {
        return dialectName;
    }

    /**
     * The dialect of a name.
     *
     * @param dialectName as {@link #dialectName()} gives it
     * @return the dialect
     * @throws IllegalArgumentException if there is none of that name; the message has those that there are
     */
    public static Dialect named(String dialectName) {
        requireNonNull(dialectName, "dialectName");
        for (Dialect dialect : values()) {
            if (dialect.dialectName.equals(dialectName)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("there is no dialect \"" + dialectName + "\"; known are "
                + Arrays.stream(values()).map(Dialect::dialectName).collect(Collectors.joining(", ")));
    }

    /** How a server speaks it. */
    Protocol protocol(ServerParts parts) {
        return protocol.apply(parts);
    }

    private static Function<ServerParts, Protocol> rules(Supplier<DialectRules.Builder> rules) {
        return parts -> new RegistrationProtocol(rules.get().build(parts.settings()), parts);
    }
}
