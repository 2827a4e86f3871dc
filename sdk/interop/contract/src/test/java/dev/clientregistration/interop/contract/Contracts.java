package dev.clientregistration.interop.contract;

import io.vertx.core.Vertx;
import io.vertx.openapi.contract.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All files of {@code spec}, and which of their operations is meant by what went over the wire. */
final class Contracts implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Map<SpecificationFile, Contract> files = new LinkedHashMap<>();

    Contracts() {
        Arrays.stream(SpecificationFile.values()).forEach(file -> files.put(file, new Contract(vertx, file)));
    }

    private record Place(Contract contract, Operation operation) {}

    /**
     * What is wrong with an exchange, by the names of the messages that were looked at: the request if the SDK has sent
     * it, and the answer.
     */
    Map<String, List<Violation>> violations(Exchange exchange) {
        Map<String, List<Violation>> violations = new LinkedHashMap<>();
        Optional<Place> place = place(exchange);
        if (place.isEmpty()) {
            String message = exchange.toString();
            violations.put(
                    message, List.of(new Violation(message, "path", "undeclared", "there is no such operation")));
            return violations;
        }
        Contract contract = place.get().contract();
        Operation operation = place.get().operation();
        if (exchange.isOfTheSdk()) {
            violations.put(contract.message(operation, "request"), contract.violations(operation, exchange.request()));
        }
        violations.put(
                contract.message(operation, exchange.answer().status()),
                violations(contract, operation, exchange.answer()));
        return violations;
    }

    /** Where a message of client registration departs from the specification, as {@code place rule}. */
    Set<String> departures(RecordedMessage message) {
        Operation operation = registration().operation(message.operationId());
        List<Violation> violations = message.isRequest()
                ? registration().violations(operation, message.request())
                : registration().violations(operation, message.answer());
        return violations.stream()
                .map(violation -> violation.place() + " " + violation.rule())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a file has the path, its operation; else that of client registration, which servers have anywhere. */
    private Optional<Place> place(Exchange exchange) {
        for (Contract contract : files.values()) {
            Optional<Operation> operation = contract.operation(exchange.request());
            if (operation.isPresent()) {
                return Optional.of(new Place(contract, operation.get()));
            }
        }
        return exchange.registration()
                .map(id -> new Place(registration(), registration().operation(id)));
    }

    private List<Violation> violations(Contract contract, Operation operation, Exchange.Answer answer) {
        List<Violation> violations = new ArrayList<>(contract.violations(operation, answer));
        if (contract == files.get(SpecificationFile.AUTHLETE)) {
            violations.addAll(
                    ResponseContent.violations(registration(), contract.message(operation, answer.status()), answer));
        }
        return violations;
    }

    private Contract registration() {
        return files.get(SpecificationFile.REGISTRATION);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
