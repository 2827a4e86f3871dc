package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/** The JSON object in the body of a request. */
final class JsonBody {
    private JsonBody() {}

    /**
     * Reads the body.
     *
     * @throws Refusal if {@code Content-Type} is not {@code application/json}, with or without parameters, or if the
     *     body is not one JSON object
     */
    static JsonObject of(Request request) throws Refusal {
        List<String> types = request.headers().all("Content-Type");
        if (types.size() != 1 || !isJson(types.get(0))) {
            throw Refusal.of(
                    types.isEmpty() ? Reason.NO_CONTENT_TYPE : Reason.OTHER_CONTENT_TYPE,
                    "the body must be sent as application/json");
        }
        if (request.body().length == 0) {
            throw Refusal.of(Reason.EMPTY_BODY, "the body is not well-formed JSON");
        }
        return Json.readObject(request.body(), Reason.UNREADABLE_BODY, "the body");
    }

    private static boolean isJson(String contentType) {
        String mediaType = contentType.split(";", 2)[0];
        return mediaType.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
