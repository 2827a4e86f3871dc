package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The authorization server's metadata (RFC 8414 §2, OpenID Connect Discovery 1.0 §3). */
final class DiscoveryEndpoint {
    private static final List<String> ASSERTION_ALGORITHMS = List.of(
            "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private final Capabilities capabilities;
    private final Admission admission;
    private final @Nullable Registrant registrar;
    private final Addresses addresses;

    DiscoveryEndpoint(DialectRules rules, @Nullable Registrant registrar, Addresses addresses) {
        capabilities = rules.capabilities();
        admission = rules.admission();
        this.registrar = registrar;
        this.addresses = addresses;
    }

    Map<String, Endpoint> methods() {
        return Map.of("GET", Operation.DISCOVERY.at(request -> MockAnswer.json(200, Json.write(document()))));
    }

    private JsonObject document() {
        JsonObject document = new JsonObject();
        document.addProperty("issuer", addresses.issuer().toString());
        document.addProperty(
                "authorization_endpoint", addresses.authorizationEndpoint().toString());
        document.addProperty("token_endpoint", addresses.tokenEndpoint().toString());
        document.addProperty("jwks_uri", addresses.keys().toString());
        if (!admission.isSwitchedOff()) {
            document.addProperty(
                    "registration_endpoint", addresses.registrationEndpoint().toString());
        }
        document.add("scopes_supported", Json.array(List.copyOf(scopes())));
        document.add("response_types_supported", Json.array(capabilities.responseTypes()));
        document.add("response_modes_supported", Json.array("query", "fragment"));
        document.add("grant_types_supported", Json.array(capabilities.grantTypes()));
        document.add("token_endpoint_auth_methods_supported", Json.array(capabilities.authMethods()));
        if (capabilities.authMethods().contains(AuthMethods.SECRET_JWT)
                || capabilities.authMethods().contains(AuthMethods.KEY_JWT)) {
            document.add("token_endpoint_auth_signing_alg_values_supported", Json.array(ASSERTION_ALGORITHMS));
        }
        document.add("subject_types_supported", Json.array("public"));
        document.add("id_token_signing_alg_values_supported", Json.array("RS256"));
        document.addProperty("authorization_response_iss_parameter_supported", true);
        return document;
    }

    private Set<String> scopes() {
        Set<String> scopes = new LinkedHashSet<>(capabilities.scopes());
        if (admission.scope() != null) {
            scopes.add(admission.scope());
        }
        if (registrar != null) {
            scopes.addAll(registrar.scopes());
        }
        return scopes;
    }
}
