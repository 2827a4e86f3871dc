package dev.clientregistration.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Finds the endpoint for a request by path and method, and answers where there is none. */
final class Router {
    private record Route(Predicate<String> path, Map<String, Endpoint> methods) {}

    private final List<Route> routes = new ArrayList<>();

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
        return MockAnswer.of(404, "text/plain", "There is no endpoint at this path.");
    }

    private static MockAnswer answer(Request request, Map<String, Endpoint> methods) {
        Endpoint endpoint = methods.get(request.method());
        if (endpoint == null) {
            return MockAnswer.of(405, "text/plain", "This endpoint does not have this method.")
                    .withHeader("Allow", String.join(", ", methods.keySet()));
        }
        try {
            return endpoint.answer(request);
        } catch (Refusal refusal) {
            return ErrorAnswers.of(refusal);
        }
    }
}
