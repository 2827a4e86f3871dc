package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * nevisMeta's API V2: clients with snapshots, each valid from a moment on, by the server's clock; clients that were
 * registered otherwise are among them. Guarded by the lock of {@link AuthorizationServer}.
 */
final class NevisClients implements Extension {
    private static final RandomText RANDOM = new RandomText();
    private static final Pattern V2 = Pattern.compile("/v2/modules/" + NevisDialect.MODULE
            + "/setups/([^/]+)/clients(?:/([^/]+)(?:(/snapshots)(?:/([^/]+))?)?)?");
    private static final Pattern V3 = Pattern.compile("/v3/modules/[^/]+/setups/[^/]+/clients");
    private static final int SETUP = 1;
    private static final int CLIENT = 2;
    private static final int SNAPSHOTS = 3;
    private static final int SNAPSHOT = 4;

    private final Map<String, NevisClient> clients = new LinkedHashMap<>();

    @Override
    public void restart() {
        clients.clear();
    }

    @Override
    public void addTo(Router router, Workshop with) {
        Api api = new Api(with);
        router.add(
                request -> api.below(V2, request)
                        .filter(at -> at.group(CLIENT) == null)
                        .isPresent(),
                Map.of("GET", api::list, "POST", Operation.REGISTER.at(api::create)));
        router.add(
                request -> api.below(V2, request)
                        .filter(at -> at.group(SNAPSHOTS) == null)
                        .isPresent(),
                Map.of(
                        "GET", Operation.GET.at(api::read),
                        "PUT", Operation.UPDATE.at(api::update),
                        "DELETE", Operation.DELETE.at(api::delete)));
        router.add(
                request -> api.below(V2, request)
                        .filter(at -> at.group(SNAPSHOT) == null)
                        .isPresent(),
                Map.of("GET", api::listSnapshots));
        router.add(
                request -> api.below(V2, request).isPresent(),
                Map.of("GET", api::readSnapshot, "DELETE", api::deleteSnapshot));
        router.add(request -> api.below(V3, request).isPresent(), Map.of("POST", Operation.REGISTER.at(request -> {
            throw unknownSetup();
        })));
    }

    private static Refusal unknownSetup() {
        return Refusal.of(Reason.UNKNOWN_SETUP, "there is no such setup");
    }

    private final class Api {
        private final Workshop with;

        Api(Workshop with) {
            this.with = with;
        }

        Optional<Matcher> below(Pattern pattern, Request request) {
            String issuer = with.rules().paths().issuer();
            if (!request.path().startsWith(issuer)) {
                return Optional.empty();
            }
            Matcher matcher = pattern.matcher(request.path().substring(issuer.length()));
            return matcher.matches() ? Optional.of(matcher) : Optional.empty();
        }

        MockAnswer list(Request request) throws Refusal {
            opened(request);
            Optional<Instant> time = validAt(request);
            boolean deletedToo = includesDeleted(request);
            JsonArray ids = new JsonArray();
            for (NevisClient client : clients.values()) {
                if ((deletedToo || !client.isDeleted())
                        && (time.isEmpty() || client.at(time.get()).isPresent())) {
                    ids.add(client.internalId());
                }
            }
            return told(200, "clientIds", ids);
        }

        MockAnswer create(Request request) throws Refusal {
            opened(request);
            JsonObject sent = payload(request);
            Instant validFrom = validFrom(sent);
            ClientRecord made;
            try {
                made = with.registrar().register(ClientRecord.NO_TENANT, sent);
            } catch (Refusal refusal) {
                throw Refusal.of(Reason.MALFORMED_PAYLOAD, refusal.description());
            }
            NevisClient client = new NevisClient(
                    RANDOM.hex(NevisDialect.ID_LENGTH), made.clientId(), snapshot(made, validFrom, sent));
            clients.put(client.internalId(), client);
            JsonObject body = new JsonObject();
            body.addProperty("clientId", client.internalId());
            return MockAnswer.json(201, Json.write(body));
        }

        MockAnswer read(Request request) throws Refusal {
            NevisClient client = client(request);
            return client.at(now())
                    .map(snapshot -> MockAnswer.json(200, Json.write(snapshot.entity())))
                    .orElseThrow(() -> Refusal.of(Reason.UNKNOWN_CLIENT, "the client is not valid now"));
        }

        MockAnswer update(Request request) throws Refusal {
            NevisClient client = client(request);
            JsonObject sent = payload(request);
            Instant validFrom = validFrom(sent);
            if (validFrom.isBefore(now()) || client.hasSnapshotOf(validFrom)) {
                throw Refusal.of(Reason.INVALID_SNAPSHOT, "there can be no snapshot of this time");
            }
            ClientRecord record = record(client);
            ClientRecord updated;
            try {
                updated = with.registrar().update(record, sent);
            } catch (Refusal refusal) {
                throw Refusal.of(Reason.MALFORMED_PAYLOAD, refusal.description());
            }
            client.add(snapshot(updated, validFrom, sent));
            return MockAnswer.of(200);
        }

        MockAnswer delete(Request request) throws Refusal {
            NevisClient client = client(request);
            with.registrar().delete(record(client));
            client.delete();
            return MockAnswer.of(204);
        }

        MockAnswer listSnapshots(Request request) throws Refusal {
            NevisClient client = client(request);
            Optional<String> asked = request.queryParameter("validAt");
            Optional<Instant> time = asked.isEmpty() ? Optional.empty() : validAt(request);
            List<NevisSnapshot> found = time.isEmpty()
                    ? client.snapshots()
                    : client.at(time.get()).stream().toList();
            JsonArray ids = new JsonArray();
            found.forEach(snapshot -> ids.add(snapshot.id()));
            return told(200, "snapshotIds", ids);
        }

        MockAnswer readSnapshot(Request request) throws Refusal {
            return MockAnswer.json(
                    200, Json.write(snapshot(request, client(request)).entity()));
        }

        MockAnswer deleteSnapshot(Request request) throws Refusal {
            NevisClient client = client(request);
            NevisSnapshot snapshot = snapshot(request, client);
            if (client.snapshots().size() == 1) {
                throw Refusal.of(Reason.LAST_SNAPSHOT, "it is the client's last snapshot");
            }
            if (!snapshot.validFrom().isAfter(now())) {
                throw Refusal.of(Reason.INVALID_SNAPSHOT, "the snapshot is not of the future");
            }
            client.remove(snapshot);
            return MockAnswer.of(204);
        }

        /** Whoever is logged in may do anything in the one setup. Brings the clients up to date with the server's. */
        private void opened(Request request) throws Refusal {
            String login = request.headers().all("Authorization").stream()
                    .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
                    .findFirst()
                    .orElseThrow(() -> Refusal.of(Reason.NO_LOGIN, "nobody is logged in"));
            Registrant registrar = with.parts().settings().registrar();
            if (registrar != null && !login.substring(6).strip().equals(basic(registrar))) {
                throw Refusal.of(Reason.NO_LOGIN, "the login is not valid");
            }
            if (!below(V2, request).orElseThrow().group(SETUP).equals(NevisDialect.SETUP)) {
                throw unknownSetup();
            }
            adopt();
        }

        /** Clients that were registered otherwise become clients here; those that the server has forgotten are gone. */
        private void adopt() {
            ClientStore store = with.parts().clients();
            clients.values()
                    .removeIf(client ->
                            !client.isDeleted() && store.find(client.clientId()).isEmpty());
            for (ClientRecord client : store.all(ClientRecord.NO_TENANT)) {
                boolean known = clients.values().stream()
                        .anyMatch(one -> !one.isDeleted() && one.clientId().equals(client.clientId()));
                if (!known) {
                    NevisClient adopted = new NevisClient(
                            RANDOM.hex(NevisDialect.ID_LENGTH),
                            client.clientId(),
                            snapshot(client, client.createdAt(), client.metadata()));
                    clients.put(adopted.internalId(), adopted);
                }
            }
        }

        private NevisClient client(Request request) throws Refusal {
            opened(request);
            NevisClient client = clients.get(below(V2, request).orElseThrow().group(CLIENT));
            if (client == null || client.isDeleted()) {
                throw Refusal.of(Reason.UNKNOWN_CLIENT, "there is no such client");
            }
            return client;
        }

        private NevisSnapshot snapshot(Request request, NevisClient client) throws Refusal {
            return client.snapshot(below(V2, request).orElseThrow().group(SNAPSHOT))
                    .orElseThrow(() -> Refusal.of(Reason.UNKNOWN_SNAPSHOT, "there is no such snapshot"));
        }

        private ClientRecord record(NevisClient client) {
            return with.parts().clients().find(client.clientId()).orElseThrow();
        }

        /** What was sent, and what the server knows besides. */
        private NevisSnapshot snapshot(ClientRecord client, Instant validFrom, JsonObject sent) {
            JsonObject entity = new JsonObject();
            for (Map.Entry<String, JsonElement> member : sent.entrySet()) {
                entity.add(member.getKey(), member.getValue().deepCopy());
            }
            entity.addProperty("client_id", client.clientId());
            client.secretValue().ifPresent(secret -> entity.addProperty("client_secret", secret));
            entity.addProperty("valid_from", validFrom.toString());
            return new NevisSnapshot(RANDOM.hex(NevisDialect.ID_LENGTH), validFrom, entity);
        }

        private JsonObject payload(Request request) throws Refusal {
            return Json.withoutNulls(JsonBody.of(request));
        }

        private Instant validFrom(JsonObject sent) throws Refusal {
            try {
                return NevisDialect.validFrom(sent).orElseGet(this::now);
            } catch (Refusal refusal) {
                throw Refusal.of(Reason.MALFORMED_PAYLOAD, refusal.description());
            }
        }

        /** Empty for any time. */
        private Optional<Instant> validAt(Request request) throws Refusal {
            Optional<String> text = request.queryParameter("validAt");
            if (text.isEmpty()) {
                return Optional.of(now());
            }
            if (text.get().equals("any")) {
                return Optional.empty();
            }
            return Optional.of(Times.parse(text.get())
                    .orElseThrow(() -> Refusal.of(Reason.MALFORMED_QUERY, "validAt is not a time")));
        }

        private boolean includesDeleted(Request request) {
            return request.queryParameter("includeSoftDeletedStates").orElse("").equals("true");
        }

        private Instant now() {
            return with.parts().settings().clock().instant().truncatedTo(ChronoUnit.MILLIS);
        }

        private static MockAnswer told(int status, String name, JsonArray ids) {
            JsonObject body = new JsonObject();
            body.add(name, ids);
            return MockAnswer.json(status, Json.write(body));
        }

        private static String basic(Registrant registrar) {
            String text = registrar.clientId() + ":" + registrar.clientSecret();
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
