package dev.clientregistration.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of the four operations. It holds tokens, and is never printed.
 *
 * @param json the client metadata as a text
 * @param clientId the client's identifier as the authorization server got it
 * @param token the registration access token
 */
record AuthleteCall(
        String service,
        @Nullable String json,
        @Nullable String clientId,
        @Nullable String token) {
    static final String REGISTER = "/client/registration";
    static final String GET = REGISTER + "/get";
    static final String UPDATE = REGISTER + "/update";
    static final String DELETE = REGISTER + "/delete";

    private static final Pattern PATH = Pattern.compile("/api/([^/]+)(/client/registration(?:/get|/update|/delete)?)");

    /** Whether the path is that of the operation, for whichever service. */
    static boolean is(String operation, String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() && matcher.group(2).equals(operation);
    }

    /** The path as messages tell it, without the service; empty for a path that is none of the API. */
    static String operation(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? matcher.group(2) : "";
    }

    /**
     * The call in a request.
     *
     * @throws Refusal if the credentials are not good for the service, or the service does not exist, or the body is not
     *     that of a call
     */
    static AuthleteCall of(Request request, AuthleteSettings settings) throws Refusal {
        String token = BearerToken.of(request);
        String expected = settings.accessToken();
        if (expected != null && !token.equals(expected)) {
            throw Refusal.of(Reason.WRONG_TOKEN, "the token is not good for this service");
        }
        Matcher path = PATH.matcher(request.path());
        if (!path.matches() || !settings.hasService(path.group(1))) {
            throw Refusal.of(Reason.UNKNOWN_SERVICE, "the service does not exist");
        }
        JsonObject body = JsonBody.of(request);
        return new AuthleteCall(path.group(1), text(body, "json"), text(body, "clientId"), text(body, "token"));
    }

    /** @throws Refusal if there is none, or it is not a JSON object */
    JsonObject metadata() throws Refusal {
        if (json == null || json.isBlank()) {
            throw Refusal.of(Reason.NO_METADATA, "the client metadata is empty");
        }
        return Json.readObject(json, Reason.METADATA_NOT_JSON, "the client metadata");
    }

    @Override
    public String toString() {
        return "AuthleteCall[" + service + "]";
    }

    /** Null, as some libraries send for what they do not use, is absent. */
    private static @Nullable String text(JsonObject body, String name) throws Refusal {
        JsonElement value = body.get(name);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (!MemberType.STRING.matches(value)) {
            throw Refusal.of(Reason.UNREADABLE_BODY, name + " must be a string");
        }
        return value.getAsString();
    }
}
