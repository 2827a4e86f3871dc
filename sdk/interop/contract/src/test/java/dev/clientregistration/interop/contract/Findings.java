package dev.clientregistration.interop.contract;

import dev.clientregistration.testing.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What scenarios have shown: which messages there were, and what is wrong with them. */
final class Findings {
    private final Contracts contracts;
    private final Set<String> messages = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();

    Findings(Contracts contracts) {
        this.contracts = contracts;
    }

    static Findings of(Contracts contracts, Dialect dialect, Scenario scenario) {
        Findings findings = new Findings(contracts);
        try (Bench bench = new Bench(dialect)) {
            scenario.script().accept(bench);
            bench.exchanges().forEach(findings::add);
        }
        return findings;
    }

    /** @param exchange with its secrets masked */
    private record Finding(Violation violation, String exchange) {
        @Override
        public String toString() {
            return violation + "\n" + exchange;
        }
    }

    void add(Exchange exchange) {
        contracts.violations(exchange).forEach((message, violations) -> {
            messages.add(message);
            violations.forEach(violation -> findings.add(new Finding(violation, exchange.shown())));
        });
    }

    void addAll(Findings others) {
        messages.addAll(others.messages);
        findings.addAll(others.findings);
    }

    Set<String> messages() {
        return messages;
    }

    /** By message; those without departures are not in it. */
    Map<String, Set<String>> departures() {
        return findings.stream()
                .map(Finding::violation)
                .collect(Collectors.groupingBy(
                        Violation::message,
                        TreeMap::new,
                        Collectors.mapping(Violation::departure, Collectors.toCollection(TreeSet::new))));
    }

    /** For people: each violation that is not expected, and the exchange that it is in. */
    List<String> besides(Expectations expectations) {
        return findings.stream()
                .filter(finding -> !expectations.allows(finding.violation()))
                .map(Finding::toString)
                .toList();
    }
}
