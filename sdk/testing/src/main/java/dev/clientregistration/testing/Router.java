package dev.clientregistration.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds the endpoint for a request by path and method; where there is none, the protocol answers. */
final class Router {
    private record Route(Predicate<Request> here, Map<String, Action> methods) {}

    private final List<Route> routes = new ArrayList<>();
    private final Protocol protocol;

    Router(Protocol protocol) {
        this.protocol = protocol;
        protocol.addTo(this);
    }

    /** Adds a place and its methods; where places overlap, the first one wins. */
    void add(Predicate<Request> here, Map<String, Action> methods) {
        routes.add(new Route(here, new TreeMap<>(methods)));
    }

    /** What the request asks for. */
    Operation operation(Request request) {
        Request understood = protocol.understood(request);
        return route(understood)
                .map(route -> route.methods().get(understood.method()))
                .map(Action::operation)
                .orElse(Operation.OTHER);
    }

    MockAnswer answer(Request received) {
        Request request = protocol.understood(received);
        Optional<Route> route = route(request);
        if (route.isEmpty()) {
            return protocol.told(Operation.OTHER, request, protocol.noEndpoint(request));
        }
        Map<String, Action> methods = route.get().methods();
        Action action = methods.get(request.method());
        if (action == null) {
            return protocol.told(Operation.OTHER, request, protocol.noMethod(request, methods.keySet()));
        }
        return protocol.told(action.operation(), request, answer(request, action));
    }

    private MockAnswer answer(Request request, Action action) {
        try {
            return action.endpoint().answer(request);
        } catch (Refusal refusal) {
            return protocol.refused(action.operation(), request, refusal);
        }
    }

    private Optional<Route> route(Request request) {
        return routes.stream().filter(route -> route.here().test(request)).findFirst();
    }
}
