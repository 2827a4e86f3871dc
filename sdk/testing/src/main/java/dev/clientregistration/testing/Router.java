package dev.clientregistration.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint for a request by path and method; where there is none, the site answers. */
final class Router {
    private record Route(Predicate<Request> here, Map<String, Endpoint> methods) {}

    private final List<Route> routes = new ArrayList<>();
    private final Site site;

    Router(Site site) {
        this.site = site;
        site.addTo(this);
    }

    /** Adds a place and its methods; where places overlap, the first one wins. */
    void add(Predicate<Request> here, Map<String, Endpoint> methods) {
        routes.add(new Route(here, new TreeMap<>(methods)));
    }

    /** What a request of this method and target asks for; empty if no endpoint takes it. */
    Optional<Operation> operation(String method, String target) {
        Request request = site.understood(new Request(method, target, Headers.NONE, new byte[0]));
        return route(request)
                .map(route -> route.methods().get(request.method()))
                .map(endpoint -> operation(endpoint));
    }

    MockAnswer answer(Request received) {
        Request request = site.understood(received);
        Optional<Route> route = route(request);
        if (route.isEmpty()) {
            return site.told(null, request, site.noEndpoint(request));
        }
        Map<String, Endpoint> methods = route.get().methods();
        Endpoint endpoint = methods.get(request.method());
        if (endpoint == null) {
            return site.told(null, request, site.noMethod(request, methods.keySet()));
        }
        return site.told(operation(endpoint), request, answer(request, endpoint));
    }

    private MockAnswer answer(Request request, Endpoint endpoint) {
        try {
            return endpoint.answer(request);
        } catch (Refusal refusal) {
            return site.refused(operation(endpoint), request, refusal);
        }
    }

    private static @Nullable Operation operation(Endpoint endpoint) {
        return endpoint instanceof OperationEndpoint known ? known.operation() : null;
    }

    private Optional<Route> route(Request request) {
        return routes.stream().filter(route -> route.here().test(request)).findFirst();
    }
}
