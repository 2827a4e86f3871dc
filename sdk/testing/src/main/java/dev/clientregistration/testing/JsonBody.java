package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;

/** The JSON object in the body of a registration or an update. */
final class JsonBody {
    private JsonBody() {}

    /**
     * Reads the body. A body of another type is refused with the error object that a client of these endpoints expects,
     * not with a bare 415.
     *
     * @throws Refusal if {@code Content-Type} is not {@code application/json}, with or without parameters, or as
     *     {@link Json#readObject(byte[])} does
     */
    static JsonObject of(Request request) throws Refusal {
        List<String> types = request.headers().all("Content-Type");
        if (types.size() != 1 || !isJson(types.get(0))) {
            throw Refusal.invalidClientMetadata("the body must be sent as application/json");
        }
        return Json.readObject(request.body());
    }

    private static boolean isJson(String contentType) {
        String mediaType = contentType.split(";", 2)[0];
        return mediaType.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
