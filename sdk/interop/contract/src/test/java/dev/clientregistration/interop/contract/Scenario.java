package dev.clientregistration.interop.contract;

import dev.clientregistration.testing.Dialect;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Something that is done with a server. It asserts nothing: what its messages must be is in the specifications, which
 * messages there must be in the {@linkplain Expectations expectations} of the dialect.
 *
 * @param dialects those that it is for
 */
record Scenario(String name, Set<Dialect> dialects, Consumer<Bench> script) {
    private static final List<Scenario> ALL = Stream.of(
                    RegistrationScenarios.all(),
                    ManagementScenarios.all(),
                    TokenScenarios.all(),
                    AuthleteScenarios.all(),
                    NevisScenarios.all(),
                    AnvilScenarios.all())
            .flatMap(List::stream)
            .toList();

    /** One for every server that speaks RFC 7591. */
    static Scenario of(String name, Consumer<Bench> script) {
        return new Scenario(name, EnumSet.complementOf(EnumSet.of(Dialect.AUTHLETE)), script);
    }

    static Scenario of(Dialect dialect, String name, Consumer<Bench> script) {
        return new Scenario(name, Set.of(dialect), script);
    }

    static Stream<Scenario> of(Dialect dialect) {
        return ALL.stream().filter(scenario -> scenario.dialects().contains(dialect));
    }

    @Override
    public String toString() {
        return name;
    }
}
