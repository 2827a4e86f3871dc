package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** What must fit together in a client at Authlete: subject type and sector, backchannel, names in its certificate. */
final class AuthleteClientRules {
    private static final String SUBJECT_DN = "tls_client_auth_subject_dn";
    private static final List<String> TLS_SUBJECTS = List.of(
            SUBJECT_DN,
            "tls_client_auth_san_dns",
            "tls_client_auth_san_uri",
            "tls_client_auth_san_ip",
            "tls_client_auth_san_email");

    private AuthleteClientRules() {}

    /**
     * @param metadata of the right types
     * @throws Refusal if something does not fit
     */
    static void check(JsonObject metadata) throws Refusal {
        if ("pairwise".equals(text(metadata, "subject_type")) && sectorIdentifier(metadata) == null) {
            throw Refusal.of(
                    Reason.PAIRWISE_WITHOUT_SECTOR,
                    "subject_type",
                    "pairwise needs sector_identifier_uri, or redirect URIs with one host");
        }
        String mode = text(metadata, "backchannel_token_delivery_mode");
        if (("ping".equals(mode) || "push".equals(mode)) && !metadata.has("backchannel_client_notification_endpoint")) {
            throw Refusal.of(
                    Reason.NO_NOTIFICATION_ENDPOINT,
                    "backchannel_client_notification_endpoint",
                    "this delivery mode needs backchannel_client_notification_endpoint");
        }
        checkTlsSubject(metadata);
    }

    /** The host that pairwise subjects are calculated with; null if there is none, or none that is clear. */
    static @Nullable String sectorIdentifier(JsonObject metadata) {
        String sector = text(metadata, "sector_identifier_uri");
        if (sector != null) {
            return host(sector);
        }
        Set<String> hosts = Json.strings(metadata, RedirectUriRules.MEMBER).stream()
                .map(AuthleteClientRules::host)
                .collect(Collectors.toSet());
        return hosts.size() == 1 ? hosts.iterator().next() : null;
    }

    private static void checkTlsSubject(JsonObject metadata) throws Refusal {
        long subjects = TLS_SUBJECTS.stream().filter(metadata::has).count();
        if (subjects > 1) {
            throw Refusal.of(Reason.SEVERAL_TLS_SUBJECTS, "only one of the tls_client_auth_ names can be set");
        }
        if (subjects == 0 && "tls_client_auth".equals(text(metadata, "token_endpoint_auth_method"))) {
            throw Refusal.of(Reason.NO_TLS_SUBJECT, "tls_client_auth needs one of the tls_client_auth_ names");
        }
        String subject = text(metadata, SUBJECT_DN);
        if (subject != null && !isDistinguishedName(subject)) {
            throw Refusal.of(Reason.MALFORMED_SUBJECT_DN, SUBJECT_DN, SUBJECT_DN + " must be a distinguished name");
        }
    }

    private static boolean isDistinguishedName(String text) {
        try {
            return !new X500Principal(text).getName().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Empty for a URI that has none, as those of native applications. */
    private static String host(String text) {
        URI uri = Uris.parse(text);
        return uri == null || uri.getHost() == null ? "" : uri.getHost();
    }

    private static @Nullable String text(JsonObject metadata, String name) {
        return metadata.has(name) ? metadata.get(name).getAsString() : null;
    }
}
