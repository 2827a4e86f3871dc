package dev.clientregistration.interop.contract;

import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatedRequestImpl;
import java.util.HashMap;
import java.util.Map;

/** A request taken apart, as the validator wants it. */
final class RequestParts extends ValidatedRequestImpl implements ValidatableRequest {
    private final Body body;

    RequestParts(Operation operation, Exchange.Request request, Body body) {
        super(
                Map.of(),
                Map.of(),
                pathParameters(operation, request),
                queryParameters(request),
                new RequestParameterImpl(body.isEmpty() ? null : body.buffer()));
        this.body = body;
    }

    @Override
    public String getContentType() {
        return body.mediaType();
    }

    /** Whether the path that the specification has is but an example. */
    static boolean isOpaque(Operation operation) {
        return operation.getOpenAPIModel().getBoolean("x-opaque-uri", false);
    }

    /** Where the path is an example, all of the real one stands for each of its parameters. */
    private static Map<String, RequestParameter> pathParameters(Operation operation, Exchange.Request request) {
        String[] names = operation.getAbsoluteOpenAPIPath().split("/");
        String[] values = request.target().getRawPath().split("/");
        Map<String, RequestParameter> parameters = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                String value = isOpaque(operation) ? request.target().getRawPath() : values[i];
                parameters.put(names[i].substring(1, names[i].length() - 1), new RequestParameterImpl(value));
            }
        }
        return parameters;
    }

    private static Map<String, RequestParameter> queryParameters(Exchange.Request request) {
        Map<String, RequestParameter> parameters = new HashMap<>();
        Body.fields(request.query())
                .forEach(field -> parameters.put(field.getKey(), new RequestParameterImpl(field.getValue())));
        return parameters;
    }
}
