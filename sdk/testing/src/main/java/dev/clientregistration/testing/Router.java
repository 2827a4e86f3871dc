package dev.clientregistration.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds the endpoint for a request by path and method; where there is none, the protocol answers. */
final class Router {
    private record Route(Predicate<String> path, Map<String, Endpoint> methods) {}

    private final List<Route> routes = new ArrayList<>();
    private final Protocol protocol;

    Router(Protocol protocol) {
        this.protocol = protocol;
        protocol.addTo(this);
    }

    /** Adds a path and its methods. */
    void add(Predicate<String> path, Map<String, Endpoint> methods) {
        routes.add(new Route(path, new TreeMap<>(methods)));
    }

    MockAnswer answer(Request request) {
        for (Route route : routes) {
            if (route.path().test(request.path())) {
                return answer(request, route.methods());
            }
        }
        return protocol.noEndpoint();
    }

    private MockAnswer answer(Request request, Map<String, Endpoint> methods) {
        Endpoint endpoint = methods.get(request.method());
        if (endpoint == null) {
            return protocol.noMethod(request, methods.keySet());
        }
        try {
            return endpoint.answer(request);
        } catch (Refusal refusal) {
            return protocol.refused(request, refusal);
        }
    }
}
