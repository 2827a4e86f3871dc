package dev.clientregistration.testing;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Endpoints that belong together, and how they tell what they do not do. */
interface Site {
    /** Adds the endpoints. */
    void addTo(Router router);

    /** The request as the site reads it, before anybody looks for its endpoint. */
    default Request understood(Request request) {
        return request;
    }

    /**
     * Tells a refusal of one of the endpoints.
     *
     * @param operation null if it is none of those that every dialect has
     */
    MockAnswer refused(@Nullable Operation operation, Request request, Refusal refusal);

    /** Answers where there is no endpoint. */
    MockAnswer noEndpoint(Request request);

    /** Answers a method that the endpoint does not have. */
    MockAnswer noMethod(Request request, Set<String> allowed);

    /**
     * The answer as the site tells it, whatever it says.
     *
     * @param operation null if the request asks for nothing that every dialect has
     */
    default MockAnswer told(@Nullable Operation operation, Request request, MockAnswer answer) {
        return answer;
    }
}
