package dev.clientregistration.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a test can do with the server, over HTTP, for suites that do not run in this JVM. The README documents it. It
 * speaks to the loopback interface only, and not to pages of a browser, which could be led there under a host name of
 * their own.
 */
final class AdminApi implements Site {
    static final String PREFIX = "/__admin";

    private static final Pattern LOOPBACK = Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d+)?");
    private static final String CLIENTS = PREFIX + "/clients/";

    private final MockRegistrationServer server;
    private final Router router;

    AdminApi(MockRegistrationServer server) {
        this.server = server;
        router = new Router(this);
    }

    /** Whether the request is one for this API. */
    static boolean isTarget(String target) {
        return target.equals(PREFIX) || target.startsWith(PREFIX + "/") || target.startsWith(PREFIX + "?");
    }

    MockAnswer answer(Request request) {
        List<String> hosts = request.headers().all("Host");
        if (hosts.size() != 1 || !LOOPBACK.matcher(hosts.get(0)).matches()) {
            return error(403, "the host is not a name of the loopback interface");
        }
        if (!request.headers().all("Origin").isEmpty()) {
            return error(403, "the request comes from a web page");
        }
        return router.answer(request);
    }

    @Override
    public void addTo(Router router) {
        add(router, "", Map.of("GET", request -> json(200, server.facts())));
        add(router, "/health", Map.of("GET", request -> json(200, health())));
        add(router, "/clients", Map.of("GET", this::clients, "POST", this::register));
        router.add(AdminApi::isClient, Map.of("GET", this::client, "DELETE", this::remove));
        add(router, "/initial-access-tokens", Map.of("POST", this::issueToken));
        add(router, "/exchanges", Map.of("GET", this::exchanges));
        add(router, "/ledger", Map.of("GET", this::ledger));
        add(router, "/faults", Map.of("GET", this::faults, "POST", this::addFaults, "DELETE", this::clearFaults));
        add(router, "/faults/release", Map.of("POST", this::release));
        add(router, "/clock", Map.of("GET", this::clock, "POST", this::moveClock));
        add(router, "/reset", Map.of("POST", this::reset));
    }

    @Override
    public MockAnswer refused(@Nullable Operation operation, Request request, Refusal refusal) {
        return error(400, refusal.description());
    }

    @Override
    public MockAnswer noEndpoint(Request request) {
        return error(404, "there is nothing at this path");
    }

    @Override
    public MockAnswer noMethod(Request request, Set<String> allowed) {
        return error(405, "there is no such method at this path").withHeader("Allow", String.join(", ", allowed));
    }

    private static JsonObject health() {
        JsonObject health = new JsonObject();
        health.addProperty("status", "up");
        return health;
    }

    private MockAnswer clients(Request request) {
        JsonArray clients = new JsonArray();
        server.clients().forEach(client -> clients.add(AdminJson.client(client, withSecrets(request))));
        return json(200, AdminJson.under("clients", clients));
    }

    private MockAnswer client(Request request) {
        return server.client(clientId(request))
                .map(client -> json(200, AdminJson.client(client, withSecrets(request))))
                .orElseGet(() -> error(404, "there is no such client"));
    }

    /** It has secrets without being asked: who arranges a client has to know them. */
    private MockAnswer register(Request request) throws Refusal {
        JsonObject metadata = JsonBody.of(request);
        try {
            return json(201, AdminJson.client(server.register(metadata), true));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw refusal(e);
        }
    }

    private MockAnswer remove(Request request) {
        return server.remove(clientId(request)) ? MockAnswer.of(204) : error(404, "there is no such client");
    }

    private MockAnswer issueToken(Request request) throws Refusal {
        JsonObject issued = new JsonObject();
        try {
            issued.addProperty("initial_access_token", server.issueInitialAccessToken());
        } catch (IllegalStateException e) {
            throw refusal(e);
        }
        return json(201, issued);
    }

    private MockAnswer exchanges(Request request) {
        boolean secrets = withSecrets(request);
        JsonArray exchanges = new JsonArray();
        server.exchanges()
                .forEach(exchange -> exchanges.add(AdminJson.exchange(secrets ? exchange.reveal() : exchange)));
        return json(200, AdminJson.under("exchanges", exchanges));
    }

    private MockAnswer ledger(Request request) {
        JsonArray entries = new JsonArray();
        server.ledger().forEach(entry -> entries.add(AdminJson.entry(entry)));
        return json(200, AdminJson.under("ledger", entries));
    }

    private MockAnswer faults(Request request) {
        return json(200, AdminJson.faults(server.faults()));
    }

    /** All of the lines, or none. */
    private MockAnswer addFaults(Request request) throws Refusal {
        List<Fault> faults = new ArrayList<>();
        try {
            request.text()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(Fault::parse)
                    .forEach(faults::add);
        } catch (IllegalArgumentException e) {
            throw refusal(e);
        }
        if (faults.isEmpty()) {
            throw Refusal.of(Reason.UNREADABLE_BODY, "the body must be faults, one on each line");
        }
        for (Fault fault : faults) {
            if (fault.effect().moment() == FaultEffect.Moment.CONNECTED
                    && fault.schedule().limit() == FaultSchedule.ALWAYS) {
                throw Refusal.of(
                        Reason.UNREADABLE_BODY,
                        fault.name() + " without an end would close the way to this API, too: say how often");
            }
        }
        faults.forEach(server::fault);
        return json(200, AdminJson.faults(server.faults()));
    }

    private MockAnswer clearFaults(Request request) {
        server.faults().clear();
        return MockAnswer.of(204);
    }

    private MockAnswer release(Request request) {
        server.faults().release();
        return MockAnswer.of(204);
    }

    private MockAnswer clock(Request request) {
        JsonObject clock = new JsonObject();
        clock.addProperty("now", server.clock().instant().toString());
        return json(200, clock);
    }

    private MockAnswer moveClock(Request request) throws Refusal {
        JsonObject move = JsonBody.of(request);
        if (move.size() != 1 || !(move.has("advance") || move.has("set"))) {
            throw Refusal.of(Reason.UNREADABLE_BODY, "the body must have one member, advance or set");
        }
        Optional<String> duration = Json.text(move, "advance");
        try {
            if (duration.isPresent()) {
                server.advance(Duration.parse(duration.get()));
            } else {
                server.setTime(Instant.parse(Json.text(move, "set").orElse("")));
            }
        } catch (DateTimeException e) {
            throw Refusal.of(
                    Reason.UNREADABLE_BODY, "advance is written like PT1H, set like 2030-01-01T00:00:00Z, as a string");
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw refusal(e);
        }
        return clock(request);
    }

    private MockAnswer reset(Request request) {
        server.reset();
        return MockAnswer.of(204);
    }

    private static void add(Router router, String path, Map<String, Endpoint> methods) {
        router.add(request -> request.path().equals(PREFIX + path), methods);
    }

    private static boolean isClient(Request request) {
        return request.path().startsWith(CLIENTS) && request.path().length() > CLIENTS.length();
    }

    private static String clientId(Request request) {
        return URI.create(request.path().substring(CLIENTS.length())).getPath();
    }

    private static boolean withSecrets(Request request) {
        return List.of(request.query().split("&")).contains("secrets=true");
    }

    private static Refusal refusal(RuntimeException cause) {
        return Refusal.of(Reason.UNREADABLE_BODY, String.valueOf(cause.getMessage()));
    }

    private static MockAnswer json(int status, JsonObject body) {
        return Answers.notStored(MockAnswer.json(status, Json.write(body)));
    }

    private static MockAnswer error(int status, String description) {
        JsonObject body = new JsonObject();
        body.addProperty("error", description);
        return json(status, body);
    }
}
