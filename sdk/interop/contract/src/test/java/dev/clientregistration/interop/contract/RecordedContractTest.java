package dev.clientregistration.interop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real servers answer: as specified, or departing in the ways that are listed, no fewer. */
@ExtendWith(OneContracts.class)
class RecordedContractTest {
    private static final Expectations EXPECTED = Expectations.recorded();

    private final Contracts contracts;

    RecordedContractTest(Contracts contracts) {
        this.contracts = contracts;
    }

    static List<RecordedMessage> messages() {
        return RecordedMessage.all();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void message_isAsSpecifiedOrDepartsAsListed(RecordedMessage message) {
        assertThat(contracts.departures(message)).isEqualTo(EXPECTED.departuresOf(message.name()));
    }

    @Test
    void departures_areOfMessagesThatThereAre() {
        Set<String> names =
                messages().stream().map(RecordedMessage::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(names)
                .hasSizeGreaterThan(90)
                .containsAll(EXPECTED.departures().keySet());
    }
}
