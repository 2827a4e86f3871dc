package dev.clientregistration.interop.contract;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import io.vertx.openapi.contract.Response;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import io.vertx.openapi.validation.ValidatorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One file of {@code spec}. The library's validators judge; what is beside their judgement is checked before: logins, query
 * parameters and bodies that the file does not have. Where a schema is broken, all that breaks it is listed, since they
 * stop at the first.
 */
final class Contract {
    private final SpecificationFile file;
    private final OpenAPIContract specification;
    private final RequestValidator requests;
    private final ResponseValidator answers;

    Contract(Vertx vertx, SpecificationFile file) {
        this.file = file;
        this.specification = end(OpenAPIContract.from(vertx, file.document()));
        this.requests = RequestValidator.create(vertx, specification);
        this.answers = ResponseValidator.create(vertx, specification);
    }

    /** The operation of a request's method and path; empty if there is none, or its path is but an example. */
    Optional<Operation> operation(Exchange.Request request) {
        return Optional.ofNullable(
                        specification.findOperation(request.target().getPath(), HttpMethod.valueOf(request.method())))
                .filter(operation -> !RequestParts.isOpaque(operation));
    }

    Operation operation(String id) {
        Operation operation = specification.operation(id);
        if (operation == null) {
            throw new IllegalArgumentException(file.title() + " has no operation " + id);
        }
        return operation;
    }

    /** What a message is called in violations and expectations. */
    String message(Operation operation, Object which) {
        return file.title() + " " + operation.getOperationId() + " " + which;
    }

    List<Violation> violations(Operation operation, Exchange.Request request) {
        String message = message(operation, "request");
        if (!LoginRule.allows(specification, operation, request)) {
            return one(message, "Authorization", "undeclared", "the operation has no login of this kind");
        }
        for (String name : Body.fields(request.query()).fieldNames()) {
            if (!RequestParts.isOpaque(operation) && !hasParameter(operation, name)) {
                return one(message, "query", "undeclared", "the operation has no parameter " + name);
            }
        }
        RequestBody declared = operation.getRequestBody();
        Map<String, MediaType> content = declared == null ? Map.of() : declared.getContent();
        Body body = Body.of(request.contentType(), request.body());
        List<Violation> before = beforeTheSchema(content, body, message);
        return before.isEmpty()
                ? judged(
                        requests.validate(new RequestParts(operation, request, body), operation.getOperationId()),
                        content,
                        body,
                        message)
                : before;
    }

    List<Violation> violations(Operation operation, Exchange.Answer answer) {
        String message = message(operation, answer.status());
        Response declared = response(operation, answer.status());
        if (declared == null) {
            return one(message, "status", "undeclared", "the operation has no such answer");
        }
        Body body = Body.of(answer.contentType(), answer.body());
        List<Violation> before = beforeTheSchema(declared.getContent(), body, message);
        if (!before.isEmpty() || body.isEmpty()) {
            return before;
        }
        if (!body.isJson()) {
            return schemaViolations(declared.getContent(), body, message);
        }
        ValidatableResponse parts =
                ValidatableResponse.create(answer.status(), Map.of(), body.buffer(), body.mediaType());
        return judged(answers.validate(parts, operation.getOperationId()), declared.getContent(), body, message);
    }

    /** What a schema of the file, taken by its name, finds wrong with a JSON text within a body. */
    List<Violation> violations(String schemaName, Object json, String message) {
        return BodySchema.violations(
                specification.getSchemaRepository(),
                BodySchema.named(specification.getRawContract(), schemaName),
                json,
                message);
    }

    private static @Nullable Response response(Operation operation, int status) {
        Response declared = operation.getResponse(status);
        return declared == null ? operation.getDefaultResponse() : declared;
    }

    private static boolean hasParameter(Operation operation, String name) {
        return operation.getParameters().stream().map(Parameter::getName).anyMatch(name::equals);
    }

    private static List<Violation> beforeTheSchema(Map<String, MediaType> content, Body body, String message) {
        if (content.isEmpty()) {
            return body.isEmpty() ? List.of() : one(message, "body", "undeclared", "there must be no body");
        }
        if (body.isEmpty()) {
            return one(message, "body", "missing", "there must be a body");
        }
        if (!content.containsKey(body.mediaType())) {
            return one(message, "Content-Type", "undeclared", "it must be one of " + content.keySet());
        }
        return body.value().isPresent() ? List.of() : one(message, "body", "unreadable", "it is not JSON");
    }

    private List<Violation> judged(Future<?> verdict, Map<String, MediaType> content, Body body, String message) {
        try {
            end(verdict);
            return List.of();
        } catch (ValidatorException e) {
            List<Violation> violations = schemaViolations(content, body, message);
            return violations.isEmpty()
                    ? one(message, "parameters", "invalid", String.valueOf(e.getMessage()))
                    : violations;
        }
    }

    private List<Violation> schemaViolations(Map<String, MediaType> content, Body body, String message) {
        MediaType mediaType = content.get(body.mediaType());
        return mediaType == null
                ? List.of()
                : BodySchema.violations(
                        specification.getSchemaRepository(),
                        mediaType.getSchema(),
                        body.value().orElseThrow(),
                        message);
    }

    private static List<Violation> one(String message, String place, String rule, String words) {
        return List.of(new Violation(message, place, rule, words));
    }

    private static <T> T end(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ValidatorException refusal) {
                throw refusal;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
