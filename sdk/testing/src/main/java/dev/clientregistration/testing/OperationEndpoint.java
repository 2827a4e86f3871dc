package dev.clientregistration.testing;

/** An endpoint of which it is known what it does. */
record OperationEndpoint(Operation operation, Endpoint endpoint) implements Endpoint {
    @Override
    public MockAnswer answer(Request request) throws Refusal {
        return endpoint.answer(request);
    }
}
