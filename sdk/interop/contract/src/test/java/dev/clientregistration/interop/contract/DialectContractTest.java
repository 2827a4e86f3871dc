package dev.clientregistration.interop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.testing.Dialect;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request of the SDK and every answer of the mock server, quirks and faults off. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OneContracts.class)
class DialectContractTest {
    private record Play(Dialect dialect, String scenario) {}

    private final Contracts contracts;

    /** Each scenario is played once. */
    private final Map<Play, Findings> played = new HashMap<>();

    DialectContractTest(Contracts contracts) {
        this.contracts = contracts;
    }

    static Stream<Arguments> scenarios() {
        return Arrays.stream(Dialect.values())
                .flatMap(dialect -> Scenario.of(dialect).map(scenario -> Arguments.of(dialect, scenario)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("scenarios")
    void scenario_messages_areAsSpecifiedOrDepartAsListed(Dialect dialect, Scenario scenario) {
        Findings findings = played(dialect, scenario);

        assertThat(findings.messages()).isNotEmpty();
        assertThat(findings.besides(Expectations.of(dialect))).isEmpty();
    }

    /** What no scenario leads to any more must not stay listed: neither a message nor a departure. */
    @ParameterizedTest
    @EnumSource
    void scenariosOfADialect_leadToEveryMessageAndDepartureThatIsListed(Dialect dialect) {
        Findings findings = new Findings(contracts);
        Scenario.of(dialect).forEach(scenario -> findings.addAll(played(dialect, scenario)));

        Expectations expectations = Expectations.of(dialect);
        assertThat(findings.messages()).isEqualTo(expectations.messages());
        assertThat(findings.departures()).isEqualTo(expectations.departures());
    }

    private Findings played(Dialect dialect, Scenario scenario) {
        return played.computeIfAbsent(
                new Play(dialect, scenario.name()), play -> Findings.of(contracts, dialect, scenario));
    }
}
