package dev.clientregistration.samples.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.ServerProfile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What is kept of a client between commands: the form of {@link ManagementCredentials}, so that programs can read it too,
 * and beside its members {@code allow_insecure_http} and {@code trusted_origins}, if they were given. Members that are
 * not known are kept.
 */
final class RegistrationFile {
    private static final String ALLOW_INSECURE_HTTP = "allow_insecure_http";
    private static final String TRUSTED_ORIGINS = "trusted_origins";
    private static final Set<String> OF_CREDENTIALS = Set.of(
            "client_id",
            "client_secret",
            "client_secret_expires_at",
            "client_id_issued_at",
            "registration_access_token",
            "registration_client_uri",
            "registration_endpoint",
            "profile");

    private final JsonObject document;
    private final ManagementCredentials credentials;

    private RegistrationFile(JsonObject document, ManagementCredentials credentials) {
        this.document = document;
        this.credentials = credentials;
    }

    /** Of a new client. */
    static RegistrationFile of(
            ManagementCredentials credentials, boolean insecureHttpAllowed, Collection<URI> trustedOrigins) {
        JsonObject document = members(credentials);
        if (insecureHttpAllowed) {
            document.addProperty(ALLOW_INSECURE_HTTP, true);
        }
        if (!trustedOrigins.isEmpty()) {
            JsonArray origins = new JsonArray();
            trustedOrigins.forEach(origin -> origins.add(origin.toString()));
            document.add(TRUSTED_ORIGINS, origins);
        }
        return new RegistrationFile(document, credentials);
    }

    /**
     * Reads the form that {@link #toBytes()} writes.
     *
     * @throws IllegalArgumentException if the text is not such a document; the message repeats no value
     */
    static RegistrationFile of(String text) {
        String byName = text.startsWith("\uFEFF") ? text.substring(1) : text;
        ManagementCredentials credentials;
        try {
            credentials = ManagementCredentials.fromJson(byName);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getMessage()).replace("ManagementCredentials cannot be read: ", ""));
        }
        JsonObject document = JsonParser.parseString(byName).getAsJsonObject();
        RegistrationFile file = new RegistrationFile(document, credentials);
        file.profile();
        file.insecureHttpAllowed();
        file.trustedOrigins();
        return file;
    }

    /** Reads a file of the command line. */
    static RegistrationFile read(Path path) {
        try {
            return of(TextFile.read("the registration", path));
        } catch (IllegalArgumentException e) {
            throw CommandException.file(
                    "the registration " + path + " cannot be used: " + e.getMessage(),
                    "it is the file that register --save writes");
        }
    }

    /** The same with the credentials as they are now. */
    RegistrationFile with(ManagementCredentials current) {
        JsonObject changed = members(current);
        document.entrySet().stream()
                .filter(member -> !OF_CREDENTIALS.contains(member.getKey()))
                .forEach(member -> changed.add(member.getKey(), member.getValue()));
        return new RegistrationFile(changed, current);
    }

    /** Everything, secrets included. */
    JsonObject document() {
        return document.deepCopy();
    }

    /** The form to write. */
    byte[] toBytes() {
        return (Json.pretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether both would be written alike. */
    boolean isSame(RegistrationFile other) {
        return document.equals(other.document);
    }

    ManagementCredentials credentials() {
        return credentials;
    }

    /** Where the client was registered. */
    URI endpoint() {
        return credentials
                .endpoint()
                .orElseThrow(() -> CommandException.file(
                        "the registration has no registration_endpoint",
                        "add the member: the URL of the endpoint at which the client was registered"));
    }

    /** The server's profile. */
    ServerProfile profile() {
        return credentials.profile().orElse(ServerProfile.STANDARD);
    }

    /** Whether plain http was allowed. */
    boolean insecureHttpAllowed() {
        JsonElement value = document.get(ALLOW_INSECURE_HTTP);
        if (value == null) {
            return false;
        }
        if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw new IllegalArgumentException(ALLOW_INSECURE_HTTP + " must be true or false");
    }

    /** The origins that were trusted besides the endpoint's. */
    List<URI> trustedOrigins() {
        JsonElement value = document.get(TRUSTED_ORIGINS);
        List<URI> origins = new ArrayList<>();
        if (value == null) {
            return origins;
        }
        if (value instanceof JsonArray array) {
            for (JsonElement item : array) {
                if (item instanceof JsonPrimitive primitive && primitive.isString()) {
                    origins.add(URI.create(primitive.getAsString()));
                }
            }
            if (origins.size() == array.size()) {
                return origins;
            }
        }
        throw new IllegalArgumentException(TRUSTED_ORIGINS + " must be an array of URLs");
    }

    private static JsonObject members(ManagementCredentials credentials) {
        return JsonParser.parseString(credentials.toJson()).getAsJsonObject();
    }
}
