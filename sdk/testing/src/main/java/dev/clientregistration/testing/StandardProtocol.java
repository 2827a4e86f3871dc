package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.util.Set;

/** RFC 7591 and RFC 7592 with their metadata documents; errors as RFC 7591 §3.2.2 and RFC 6750 §3 have them. */
final class StandardProtocol implements Protocol {
    private static final String REALM = "Bearer realm=\"client-registration\"";

    private final ServerSettings settings;
    private final Addresses addresses;
    private final ClientStore clients;
    private final Registrar registrar;

    StandardProtocol(ServerSettings settings, Addresses addresses, ClientStore clients, Registrar registrar) {
        this.settings = settings;
        this.addresses = addresses;
        this.clients = clients;
        this.registrar = registrar;
    }

    @Override
    public void addTo(Router router) {
        router.add(Addresses.REGISTRATION::equals, new RegistrationEndpoint(settings, registrar).methods());
        router.add(Addresses::isConfigurationEndpoint, new ConfigurationEndpoint(clients, registrar).methods());
        DiscoveryEndpoint discovery = new DiscoveryEndpoint(addresses);
        router.add(Addresses.OPENID_CONFIGURATION::equals, discovery.methods());
        router.add(Addresses.AUTHORIZATION_SERVER_METADATA::equals, discovery.methods());
    }

    @Override
    public MockAnswer refused(Request request, Refusal refusal) {
        return switch (refusal.reason()) {
            // RFC 6750 §3.1: a request without credentials learns of no error.
            case NO_CREDENTIALS, OTHER_SCHEME ->
                Answers.notStored(MockAnswer.of(401)).withHeader("WWW-Authenticate", REALM);
            case MALFORMED_CREDENTIALS -> challenged(400, refusal);
            case WRONG_TOKEN -> challenged(401, refusal);
            default -> told(400, refusal);
        };
    }

    @Override
    public MockAnswer noEndpoint() {
        return MockAnswer.of(404, "text/plain", "There is no endpoint at this path.");
    }

    @Override
    public MockAnswer noMethod(Request request, Set<String> allowed) {
        return MockAnswer.of(405, "text/plain", "This endpoint does not have this method.")
                .withHeader("Allow", String.join(", ", allowed));
    }

    @Override
    public String summary(Refusal refusal) {
        return error(refusal) + ": " + refusal.description();
    }

    private static MockAnswer challenged(int status, Refusal refusal) {
        String challenge = REALM + ", error=\"" + error(refusal) + "\", error_description=\""
                + Answers.printable(refusal.description()) + "\"";
        return told(status, refusal).withHeader("WWW-Authenticate", challenge);
    }

    private static MockAnswer told(int status, Refusal refusal) {
        JsonObject body = new JsonObject();
        body.addProperty("error", error(refusal));
        body.addProperty("error_description", Answers.printable(refusal.description()));
        return Answers.notStored(MockAnswer.json(status, Json.write(body)));
    }

    private static String error(Refusal refusal) {
        return switch (refusal.reason()) {
            case MALFORMED_CREDENTIALS -> "invalid_request";
            case WRONG_TOKEN -> "invalid_token";
            default -> Answers.metadataError(refusal);
        };
    }
}
