package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/** The authorization server's metadata (RFC 8414 §2, OpenID Connect Discovery 1.0 §3): what it has, no more. */
final class DiscoveryEndpoint {
    private static final List<String> RESPONSE_TYPES = List.of(
            "code",
            "token",
            "id_token",
            "id_token token",
            "code id_token",
            "code token",
            "code id_token token",
            "none");

    private final Addresses addresses;

    DiscoveryEndpoint(Addresses addresses) {
        this.addresses = addresses;
    }

    Map<String, Action> methods() {
        return Map.of("GET", new Action(Operation.DISCOVER, this::read));
    }

    private MockAnswer read(Request request) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("issuer", addresses.issuer().toString());
        metadata.addProperty(
                "registration_endpoint", addresses.registrationEndpoint().toString());
        JsonArray responseTypes = new JsonArray();
        RESPONSE_TYPES.forEach(responseTypes::add);
        metadata.add("response_types_supported", responseTypes);
        return MockAnswer.json(200, Json.write(metadata));
    }
}
