package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;

/** Anvil Connect's REST API: the same clients, whole, for whoever has a token with the scope {@code realm}. */
final class AnvilClients {
    private static final String PATH = "/v1/clients";
    private static final String ONE = PATH + "/";

    private final Workshop with;

    private AnvilClients(Workshop with) {
        this.with = with;
    }

    static void addTo(Router router, Workshop with) {
        AnvilClients clients = new AnvilClients(with);
        router.add(
                request -> clients.below(request).equals(PATH),
                Map.of("GET", clients::list, "POST", Operation.REGISTER.at(clients::create)));
        router.add(
                request -> clients.below(request).startsWith(ONE)
                        && clients.below(request).indexOf('/', ONE.length()) < 0,
                Map.of(
                        "GET", Operation.GET.at(clients::read),
                        "PATCH", Operation.UPDATE.at(clients::patch),
                        "DELETE", Operation.DELETE.at(clients::delete)));
    }

    /** Whether a request is for this API. */
    static boolean isAsked(Request request) {
        return request.path().contains(PATH);
    }

    private MockAnswer list(Request request) throws Refusal {
        authorize(request);
        JsonArray all = new JsonArray();
        with.parts().clients().all(ClientRecord.NO_TENANT).forEach(client -> all.add(whole(client)));
        return MockAnswer.json(200, Json.write(all));
    }

    private MockAnswer create(Request request) throws Refusal {
        authorize(request);
        return told(201, with.registrar().register(ClientRecord.NO_TENANT, JsonBody.of(request)));
    }

    private MockAnswer read(Request request) throws Refusal {
        authorize(request);
        return told(200, client(request));
    }

    private MockAnswer patch(Request request) throws Refusal {
        authorize(request);
        return told(200, with.registrar().update(client(request), JsonBody.of(request)));
    }

    private MockAnswer delete(Request request) throws Refusal {
        authorize(request);
        with.registrar().delete(client(request));
        return MockAnswer.of(204);
    }

    private void authorize(Request request) throws Refusal {
        if (!BearerToken.isIn(request)) {
            throw Refusal.of(Reason.NO_ACCESS_TOKEN, "there is no access token");
        }
        AccessToken token = with.parts()
                .tokens()
                .find(BearerToken.of(request))
                .orElseThrow(() -> Refusal.of(Reason.WRONG_TOKEN, "the access token is not known"));
        if (token.isExpired(with.parts().settings().clock().instant())) {
            throw Refusal.of(Reason.EXPIRED_TOKEN, "the access token has expired");
        }
        if (!token.scopes().contains(AnvilDialect.REALM_SCOPE)) {
            throw Refusal.of(Reason.INSUFFICIENT_SCOPE, "the access token lacks the scope");
        }
    }

    private ClientRecord client(Request request) throws Refusal {
        return with.parts()
                .clients()
                .find(below(request).substring(ONE.length()))
                .orElseThrow(() -> Refusal.of(Reason.UNKNOWN_CLIENT, "there is no such client"));
    }

    /** The path below the issuer's. */
    private String below(Request request) {
        String issuer = with.rules().paths().issuer();
        return request.path().startsWith(issuer) ? request.path().substring(issuer.length()) : "";
    }

    private static MockAnswer told(int status, ClientRecord client) {
        return MockAnswer.json(status, Json.write(whole(client)));
    }

    private static JsonObject whole(ClientRecord client) {
        JsonObject whole = new JsonObject();
        whole.addProperty("_id", client.clientId());
        for (String name : AnvilModel.members()) {
            if (client.metadata().has(name)) {
                whole.add(name, client.metadata().get(name));
            }
        }
        client.secretValue().ifPresent(secret -> whole.addProperty("client_secret", secret));
        whole.addProperty("created", client.createdAt().toEpochMilli());
        whole.addProperty("modified", client.modifiedAt().toEpochMilli());
        return whole;
    }
}
