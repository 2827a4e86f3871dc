package dev.clientregistration.testing;

import java.util.Set;

/** How a dialect looks on the wire: which endpoints it has, and how it tells what it does not do. */
interface Protocol {
    /** Adds the endpoints of this dialect. */
    void addTo(Router router);

    /** Tells a refusal of one of the endpoints. */
    MockAnswer refused(Request request, Refusal refusal);

    /** Answers where there is no endpoint. */
    MockAnswer noEndpoint();

    /** Answers a method that the endpoint does not have. */
    MockAnswer noMethod(Request request, Set<String> allowed);

    /** The refusal in one line, for the test that caused it without a request: error code and rule. */
    String summary(Refusal refusal);
}
