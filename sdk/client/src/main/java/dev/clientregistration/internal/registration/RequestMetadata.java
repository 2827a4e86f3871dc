package dev.clientregistration.internal.registration;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.RedirectUris;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.model.ApplicationType;
import dev.clientregistration.model.ClientMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes metadata what a server is sent: checks it, and shapes it as the profile says. */
final class RequestMetadata {
    /** What an update must not hold (RFC 7592 section 2.2); client_id and client_secret have rules of their own. */
    private static final List<String> NEVER_SENT = List.of(
            "registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at");

    private static final String APPLICATION_TYPE = "application_type";
    private static final String CLIENT_ID = "client_id";
    private static final String CLIENT_SECRET = "client_secret";

    private final ServerProfile profile;
    private final boolean infersApplicationType;

    RequestMetadata(ServerProfile profile, boolean infersApplicationType) {
        this.profile = profile;
        this.infersApplicationType = infersApplicationType;
    }

    /** The body of a register. */
    ClientMetadata ofRegister(ClientMetadata metadata) {
        PublicKeys.require(Objects.requireNonNull(metadata, "metadata must not be null"));
        return shaped(metadata);
    }

    /**
     * What the client shall be after an update: without what only the server sets, and without what names the client.
     *
     * @throws IllegalArgumentException if it holds another client's id, another secret, or what only the server sets
     */
    ClientMetadata ofUpdate(ManagementCredentials credentials, ClientMetadata metadata) {
        PublicKeys.require(Objects.requireNonNull(metadata, "metadata must not be null"));
        for (String name : NEVER_SENT) {
            if (metadata.memberNames().contains(name)) {
                throw new IllegalArgumentException("metadata of an update must not hold " + name
                        + ", which only the server sets; start from ClientInformation.toMetadata()");
            }
        }
        if (holdsAnother(metadata, CLIENT_ID, credentials.clientId())) {
            throw new IllegalArgumentException("metadata of an update must not hold another client's client_id");
        }
        String secret = credentials.clientSecret().map(known -> known.reveal()).orElse(null);
        if (holdsAnother(metadata, CLIENT_SECRET, secret)) {
            throw new IllegalArgumentException(
                    "metadata of an update may hold client_secret only with its current value (RFC 7592 section 2.2)");
        }
        return shaped(
                profile.allowsSecretInUpdates()
                        ? metadata
                        : metadata.toBuilder().remove(CLIENT_SECRET).build());
    }

    /** The body of an update that replaces: with the client's id, which it must hold (RFC 7592 section 2.2). */
    static ClientMetadata replacing(ManagementCredentials credentials, ClientMetadata wanted) {
        return wanted.toBuilder()
                .member(CLIENT_ID, new JsonPrimitive(credentials.clientId()))
                .build();
    }

    /**
     * The body of an update that merges: what differs from the client as it is now. The secret never does: it could only be
     * put back to one that the server has replaced.
     */
    static ClientMetadata merging(ClientMetadata current, ClientMetadata wanted) {
        ClientMetadata.Builder body = ClientMetadata.builder();
        wanted.memberNames().forEach(name -> wanted.member(name)
                .filter(value -> !name.equals(CLIENT_ID)
                        && !name.equals(CLIENT_SECRET)
                        && differs(value, current.member(name).orElse(JsonNull.INSTANCE)))
                .ifPresent(value -> body.member(name, value)));
        return body.build();
    }

    private static boolean differs(JsonElement wanted, JsonElement current) {
        return !JsonText.same(wanted, current) && !(isEmpty(wanted) && isEmpty(current));
    }

    /** Members of the client as it is now that an update would have to remove. */
    static List<String> removed(ClientMetadata current, ClientMetadata wanted) {
        List<String> removed = new ArrayList<>();
        for (String name : current.memberNames()) {
            boolean kept =
                    wanted.member(name).filter(value -> !value.isJsonNull()).isPresent();
            if (!kept && !isEmpty(current.member(name).orElse(JsonNull.INSTANCE))) {
                removed.add(name);
            }
        }
        return removed;
    }

    private static boolean holdsAnother(ClientMetadata metadata, String name, @Nullable String allowed) {
        return metadata.member(name)
                .filter(given -> allowed == null || !given.equals(new JsonPrimitive(allowed)))
                .isPresent();
    }

    private ClientMetadata shaped(ClientMetadata metadata) {
        JsonObject members = metadata.toJsonObject();
        for (Map.Entry<String, String> member : profile.defaultMembers().entrySet()) {
            if (isAbsent(members.get(member.getKey()))) {
                members.addProperty(member.getKey(), member.getValue());
            }
        }
        if ((infersApplicationType || profile.infersApplicationType()) && isAbsent(members.get(APPLICATION_TYPE))) {
            members.addProperty(APPLICATION_TYPE, inferred(metadata).value());
        }
        members.keySet().removeIf(name -> !isSent(name, members.get(name)));
        // What was not changed is sent as it was written, character for character.
        return JsonText.same(members, metadata.toJsonObject()) ? metadata : ClientMetadata.fromJson(members);
    }

    private static ApplicationType inferred(ClientMetadata metadata) {
        List<String> uris = metadata.redirectUris();
        Optional<ApplicationType> inferred = RedirectUris.applicationType(uris);
        if (inferred.isEmpty() && !uris.isEmpty()) {
            throw new IllegalArgumentException("application_type cannot be inferred: redirect_uris are of web and of"
                    + " native applications, or not absolute; set applicationType(...)");
        }
        // Without redirect URIs nothing depends on it; this is its default (OpenID Connect Registration section 2).
        return inferred.orElse(ApplicationType.WEB);
    }

    private boolean isSent(String name, JsonElement value) {
        Set<String> understood = profile.understoodMembers().orElse(null);
        int tag = name.indexOf('#');
        return (understood == null || understood.contains(tag < 0 ? name : name.substring(0, tag)))
                && (profile.sendsEmptyMembers() || !isEmpty(value));
    }

    private static boolean isAbsent(@Nullable JsonElement element) {
        return element == null || isEmpty(element);
    }

    private static boolean isEmpty(JsonElement element) {
        return element.isJsonNull()
                || (element.isJsonPrimitive() && element.getAsString().isEmpty())
                || (element.isJsonArray() && element.getAsJsonArray().isEmpty())
                || (element.isJsonObject() && element.getAsJsonObject().isEmpty());
    }
}
