package dev.clientregistration;

import dev.clientregistration.internal.http.Uris;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options that can come from outside. The README's table is rendered from these constants. */
@SuppressWarnings("ImmutableEnumChecker") // the setters are lambdas without state
enum EnvironmentOption {
    ENDPOINT("registration endpoint", "an https URI", (builder, text) -> builder.endpoint(uri(text))),
    ISSUER("issuer, whose metadata names the endpoint", "an https URI", (builder, text) -> builder.issuer(uri(text))),
    PROFILE("server profile", "a name such as keycloak", (builder, text) -> builder.profile(ServerProfile.named(text))),
    INITIAL_ACCESS_TOKEN(
            "initial access token",
            "the token",
            (builder, text) -> builder.initialAccessToken(InitialAccessToken.fixed(Secret.of(text)))),
    CALL_TIMEOUT(
            "limit of a whole call",
            "ISO 8601, such as PT30S",
            (builder, text) -> builder.callTimeout(Duration.parse(text))),
    ATTEMPT_TIMEOUT(
            "limit of an attempt",
            "ISO 8601, such as PT10S",
            (builder, text) -> builder.attemptTimeout(Duration.parse(text))),
    CONNECT_TIMEOUT(
            "limit of connecting",
            "ISO 8601, such as PT5S",
            (builder, text) -> builder.connectTimeout(Duration.parse(text))),
    MAX_ATTEMPTS(
            "attempts of a call",
            "1 to 100",
            (builder, text) -> builder.retryPolicy(
                    RetryPolicy.builder().maxAttempts(Integer.parseInt(text)).build())),
    MAX_CONCURRENT_CALLS(
            "calls that run at once",
            "1 to 10000",
            (builder, text) -> builder.maxConcurrentCalls(Integer.parseInt(text))),
    ALLOW_INSECURE_HTTP("plain http to any host", "true or false", (builder, text) -> {
        if (flag(text)) {
            builder.allowInsecureHttp();
        }
    }),
    TRUST_ORIGINS("further trusted origins", "https URIs, separated by spaces", (builder, text) -> {
        Pattern.compile(" +").splitAsStream(text).map(URI::create).forEach(builder::trustOrigin);
    }),
    PROXY("HTTP proxy", "host:port", (builder, text) -> builder.proxy(proxy(text))),
    APPLICATION(
            "name of the application in the User-Agent",
            "such as inventory/2.1",
            ClientRegistration.Builder::application),
    REQUEST_ID_HEADER(
            "header for an identifier of each call",
            "such as X-Request-Id",
            ClientRegistration.Builder::requestIdHeader);

    private final String meaning;
    private final String form;
    private final BiConsumer<ClientRegistration.Builder, String> setter;

    EnvironmentOption(String meaning, String form, BiConsumer<ClientRegistration.Builder, String> setter) {
        this.meaning = meaning;
        this.form = form;
        this.setter = setter;
    }

    /** The environment variable, for example {@code CLIENT_REGISTRATION_ENDPOINT}. */
    String variable() {
        return "CLIENT_REGISTRATION_" + name();
    }

    /** The system property, for example {@code clientregistration.endpoint}. */
    String property() {
        return "clientregistration." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it sets. */
    String meaning() {
        return meaning;
    }

    /** What a value looks like. */
    String form() {
        return form;
    }

    static void applyAll(
            ClientRegistration.Builder builder,
            Function<String, @Nullable String> properties,
            Function<String, @Nullable String> variables) {
        Map<EnvironmentOption, String> given = new EnumMap<>(EnvironmentOption.class);
        for (EnvironmentOption option : values()) {
            String property = properties.apply(option.property());
            boolean isProperty = property != null && !property.isBlank();
            String text = isProperty ? property : variables.apply(option.variable());
            if (text != null && !text.isBlank()) {
                String name = isProperty ? option.property() : option.variable();
                option.apply(builder, name, text.strip());
                given.put(option, name);
            }
        }
        if (given.containsKey(ENDPOINT) && given.containsKey(ISSUER)) {
            throw new IllegalArgumentException(given.get(ENDPOINT) + " and " + given.get(ISSUER)
                    + " exclude each other: the issuer's metadata names the endpoint");
        }
    }

    private void apply(ClientRegistration.Builder builder, String name, String text) {
        try {
            setter.accept(builder, text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // The cause would repeat the value, which may be a secret that went into the wrong place.
            throw new IllegalArgumentException(name + " cannot be used as " + meaning + ": it must be " + form);
        }
    }

    /** Plain http may be allowed by another option, which may come later. */
    private static URI uri(String text) {
        return Uris.requireEndpoint("it", URI.create(text), true);
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("not a boolean");
        }
        return text.equals("true");
    }

    private static Proxy proxy(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || text.contains("@") || text.contains("/")) {
            throw new IllegalArgumentException("not host:port");
        }
        return new Proxy(
                Proxy.Type.HTTP,
                new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1))));
    }
}
