package dev.clientregistration.testing;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a dialect looks on the wire: which endpoints it has, and how it tells what it does not do. */
interface Protocol {
    /** Where the endpoints are. */
    Addresses addresses();

    /** Makes and changes the clients, by the rules of this dialect. */
    Registrar registrar();

    /**
     * A token that lets its holder register a client.
     *
     * @throws IllegalStateException if the dialect knows no such tokens
     */
    String issueInitialAccessToken();

    /** Everything has been forgotten; what is there from the beginning is there again. */
    default void restart() {}

    /** Adds the endpoints of this dialect. */
    void addTo(Router router);

    /** The request as this dialect reads it, before anybody looks for its endpoint. */
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
     * The answer as this dialect tells it, whatever it says.
     *
     * @param operation null if the request asks for nothing that every dialect has
     */
    default MockAnswer told(@Nullable Operation operation, Request request, MockAnswer answer) {
        return answer;
    }

    /** The refusal in one line, for the test that caused it without a request: error code and rule. */
    String summary(Refusal refusal);
}
