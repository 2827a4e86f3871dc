package dev.clientregistration;

import dev.clientregistration.model.ApplicationType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What redirect URIs tell of a client. OpenID Connect Dynamic Client Registration 1.0 section 2 binds
 * {@code application_type} to them: a {@code native} client has custom schemes or http at a loopback host, a {@code web}
 * client https at a host that is not loopback. A request without the member means {@code web}, so a native client that
 * leaves it out is refused by servers that check. The SDK adds the
 * member only where it is told to:
 *
 * {@snippet class="dev.clientregistration.MetadataSnippets" region="application-type"}
 */
public final class RedirectUris {
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^/?#].*");

    /** Names and addresses only, up to the end of the authority: neither localhost.example.com nor localhost@example.com. */
    private static final Pattern LOOPBACK = Pattern.compile("(?i)http://(localhost"
            + "|127(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}"
            + "|\\[(::1|0:0:0:0:0:0:0:1)])"
            + "(:[^/?#@\\\\]*)?([/?#].*)?");

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");

    private RedirectUris() {}

    /**
     * The application type that redirect URIs belong to.
     *
     * <ul>
     *   <li>http to a loopback host ({@code localhost}, {@code 127.0.0.0/8}, {@code [::1]}; RFC 8252 section 7.3) and any
     *       scheme other than http and https (RFC 8252 section 7.1) are those of a {@code native} application;
     *   <li>https, and http to any other host, are those of a {@code web} application. An https URI that an app claims
     *       (RFC 8252 section 7.2) looks the same: set {@code native} yourself.
     * </ul>
     *
     * @param redirectUris the URIs to be registered; not null
     * @return the type; empty if there are no URIs, if they are of both kinds, or if one is no absolute URI
     */
    public static Optional<ApplicationType> applicationType(List<String> redirectUris) {
        Objects.requireNonNull(redirectUris, "redirectUris must not be null");
        List<Optional<ApplicationType>> types =
                redirectUris.stream().map(RedirectUris::type).distinct().toList();
        return types.size() == 1 ? types.get(0) : Optional.empty();
    }

    private static Optional<ApplicationType> type(String uri) {
        Objects.requireNonNull(uri, "redirect URI must not be null");
        if (LOOPBACK.matcher(uri).matches()) {
            return Optional.of(ApplicationType.NATIVE);
        }
        if (WEB.matcher(uri).matches()) {
            return Optional.of(ApplicationType.WEB);
        }
        return Optional.of(uri)
                .map(SCHEME::matcher)
                .filter(scheme -> scheme.matches() && !scheme.group(1).matches("(?i)https?"))
                .map(scheme -> ApplicationType.NATIVE);
    }
}
