package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the admin API tells, as JSON. */
final class AdminJson {
    private AdminJson() {}

    static JsonObject under(String name, JsonArray items) {
        JsonObject object = new JsonObject();
        object.add(name, items);
        return object;
    }

    /** Client information as the standards have it, whatever the dialect; and the service that the client belongs to, if any. */
    static JsonObject client(RegisteredClient client, boolean secrets) {
        JsonObject information = new JsonObject();
        information.addProperty("client_id", client.clientId());
        information.addProperty("client_id_issued_at", client.issuedAt().getEpochSecond());
        client.clientSecret().ifPresent(secret -> {
            information.addProperty("client_secret", secret);
            information.addProperty(
                    "client_secret_expires_at",
                    client.clientSecretExpiresAt().map(Instant::getEpochSecond).orElse(0L));
        });
        information.addProperty("registration_access_token", client.asKept().registrationAccessToken());
        information.addProperty(
                "registration_client_uri", client.registrationClientUri().toString());
        client.metadata().entrySet().forEach(member -> information.add(member.getKey(), member.getValue()));
        String tenant = client.asKept().tenant();
        if (!tenant.equals(ClientRecord.NO_TENANT)) {
            information.addProperty("service_id", tenant);
        }
        return secrets ? information : Masking.masked(information);
    }

    static JsonObject exchange(RecordedExchange exchange) {
        JsonObject object = new JsonObject();
        object.add("operation", text(exchange.operation().map(Operation::text)));
        object.add("fault", text(exchange.fault().map(Fault::toString)));
        JsonObject request = new JsonObject();
        request.addProperty("method", exchange.method());
        request.addProperty("path", exchange.path());
        request.add("headers", headers(exchange.requestHeaders()));
        request.addProperty("body", exchange.requestBody());
        object.add("request", request);
        object.add("response", exchange.status() == 0 ? JsonNull.INSTANCE : response(exchange));
        return object;
    }

    static JsonObject entry(LedgerEntry entry) {
        JsonObject object = new JsonObject();
        object.addProperty("event", entry.event().name().toLowerCase(Locale.ROOT));
        object.addProperty("client_id", entry.clientId());
        object.addProperty("time", entry.time().toString());
        object.add("fault", text(entry.exchange().fault().map(Fault::toString)));
        return object;
    }

    static JsonObject faults(Faults faults) {
        JsonObject object = new JsonObject();
        object.add("active", texts(faults.active()));
        object.add("struck", texts(faults.struck()));
        object.addProperty("stalled", faults.stalled());
        return object;
    }

    private static JsonObject response(RecordedExchange exchange) {
        JsonObject response = new JsonObject();
        response.addProperty("status", exchange.status());
        response.add("headers", headers(exchange.responseHeaders()));
        response.addProperty("body", exchange.responseBody());
        return response;
    }

    private static JsonObject headers(Map<String, List<String>> headers) {
        JsonObject object = new JsonObject();
        headers.forEach((name, values) -> object.add(name, Json.array(values)));
        return object;
    }

    private static JsonArray texts(List<Fault> faults) {
        return Json.array(faults.stream().map(Fault::toString).toList());
    }

    private static JsonElement text(Optional<String> value) {
        return value.<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE);
    }
}
