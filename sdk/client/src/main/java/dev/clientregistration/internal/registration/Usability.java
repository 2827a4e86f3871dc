package dev.clientregistration.internal.registration;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.UnusableReason;
import dev.clientregistration.UnusableReason.Kind;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what makes a registered client useless to the one who asked for it. Only what the answer says is evidence: a
 * server that returns nothing but a {@code client_id} has made a good client.
 */
public final class Usability {
    private static final Set<TokenEndpointAuthMethod> BY_SECRET = Set.of(
            TokenEndpointAuthMethod.CLIENT_SECRET_BASIC,
            TokenEndpointAuthMethod.CLIENT_SECRET_POST,
            TokenEndpointAuthMethod.CLIENT_SECRET_JWT);

    private static final Pattern ORIGIN = Pattern.compile("((?i)https?://[^/?#]*)/?");
    private static final int NAMED = 3;

    private Usability() {}

    /** The reasons, in a fixed order. */
    public static List<UnusableReason> of(ClientMetadata requested, ClientInformation registered) {
        List<UnusableReason> reasons = new ArrayList<>();
        secretMissing(requested, registered).ifPresent(reasons::add);
        secretHashed(registered).ifPresent(reasons::add);
        notPublic(requested, registered).ifPresent(reasons::add);
        redirectUrisMissing(requested, registered).ifPresent(reasons::add);
        return List.copyOf(reasons);
    }

    private static Optional<UnusableReason> secretMissing(ClientMetadata requested, ClientInformation registered) {
        // Some servers let the client choose its secret (Anvil Connect), and need not repeat it.
        boolean known = registered.clientSecret().isPresent()
                || SameMeaning.isValue(
                        "client_secret", requested.member("client_secret").orElse(null));
        return registered
                .tokenEndpointAuthMethod()
                .filter(method -> BY_SECRET.contains(method) && !known)
                .map(method -> UnusableReason.of(
                        Kind.SECRET_MISSING,
                        "the server registered " + method + ", which needs a client_secret, and issued none"));
    }

    private static Optional<UnusableReason> secretHashed(ClientInformation registered) {
        return registered
                .clientSecret()
                .filter(secret -> IssuedMembers.isHash(secret.reveal()))
                .map(secret -> UnusableReason.of(
                        Kind.SECRET_HASHED,
                        "the server answered with the hash of the client_secret, which is no good for a login"));
    }

    private static Optional<UnusableReason> notPublic(ClientMetadata requested, ClientInformation registered) {
        if (!requested
                .tokenEndpointAuthMethod()
                .filter(TokenEndpointAuthMethod.NONE::equals)
                .isPresent()) {
            return Optional.empty();
        }
        // A method that nobody knows may be the server's own word for none.
        return registered
                .tokenEndpointAuthMethod()
                .filter(method -> method.isKnown() && !method.equals(TokenEndpointAuthMethod.NONE))
                .map(method -> UnusableReason.of(
                        Kind.NOT_PUBLIC,
                        "a public client was asked for (token_endpoint_auth_method none), and the server registered "
                                + method));
    }

    private static Optional<UnusableReason> redirectUrisMissing(
            ClientMetadata requested, ClientInformation registered) {
        if (!registered.member("redirect_uris").filter(Usability::isListOfTexts).isPresent()) {
            return Optional.empty();
        }
        Set<String> present = new HashSet<>();
        registered.redirectUris().forEach(uri -> present.add(normal(uri)));
        List<String> missing = requested.redirectUris().stream()
                .filter(uri -> !present.contains(normal(uri)))
                .distinct()
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(UnusableReason.of(
                        Kind.REDIRECT_URIS_MISSING,
                        "redirect_uris that were asked for are not registered: " + named(missing)));
    }

    private static boolean isListOfTexts(JsonElement element) {
        return element instanceof JsonArray array
                ? array.asList().stream().allMatch(Usability::isText)
                : isText(element) && !element.getAsString().isEmpty();
    }

    private static boolean isText(JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString();
    }

    /** Servers that parse URIs write an empty path as a slash, and hosts in lower case (RFC 3986 section 6.2). */
    private static String normal(String uri) {
        Matcher origin = ORIGIN.matcher(uri);
        return origin.matches() ? origin.group(1).toLowerCase(Locale.ROOT) : uri;
    }

    private static String named(List<String> uris) {
        String names = uris.stream().limit(NAMED).map(JsonText::forPeople).collect(Collectors.joining(", "));
        return uris.size() <= NAMED ? names : names + " and " + (uris.size() - NAMED) + " more";
    }
}
