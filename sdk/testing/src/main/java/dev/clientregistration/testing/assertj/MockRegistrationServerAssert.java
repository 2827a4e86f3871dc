package dev.clientregistration.testing.assertj;

import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.LedgerEntry;
import dev.clientregistration.testing.LedgerEntry.Event;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RecordedExchange;
import dev.clientregistration.testing.RegisteredClient;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a server: what it has really done, which is its ledger, and what it was asked for. Not safe for use
 * by several threads.
 */
public final class MockRegistrationServerAssert
        extends AbstractAssert<MockRegistrationServerAssert, MockRegistrationServer> {
    MockRegistrationServerAssert(@Nullable MockRegistrationServer actual) {
        super(actual, MockRegistrationServerAssert.class);
    }

    /**
     * The server has registered exactly so many clients for requests, whether or not the client program got the answer,
     * and whether or not the clients are still there.
     *
     * @param clients the number
     * @return this assertion
     * @throws AssertionError if the number is another one
     */
    public MockRegistrationServerAssert hasRegistered(int clients) {
        return hasDone(Event.REGISTERED, clients);
    }

    /**
     * The server has registered a client for a request that is as the condition says, as it was registered.
     *
     * @param client such as {@link RegistrationAssertions#clientNamed(String)}
     * @return this assertion
     * @throws AssertionError if it has registered none such
     */
    public MockRegistrationServerAssert hasRegistered(Condition<? super RegisteredClient> client) {
        boolean found = server().ledger().stream()
                .filter(entry -> entry.event() == Event.REGISTERED)
                .flatMap(entry -> entry.client().stream())
                .anyMatch(client::matches);
        return found ? this : fail("to have registered a client " + client, "registered none such");
    }

    /**
     * The server has updated clients exactly so many times.
     *
     * @param times the number
     * @return this assertion
     * @throws AssertionError if the number is another one
     */
    public MockRegistrationServerAssert hasUpdated(int times) {
        return hasDone(Event.UPDATED, times);
    }

    /**
     * The server has deleted exactly so many clients for requests.
     *
     * @param clients the number
     * @return this assertion
     * @throws AssertionError if the number is another one
     */
    public MockRegistrationServerAssert hasDeleted(int clients) {
        return hasDone(Event.DELETED, clients);
    }

    /**
     * The server has issued exactly so many access tokens.
     *
     * @param tokens the number
     * @return this assertion
     * @throws AssertionError if the number is another one
     */
    public MockRegistrationServerAssert hasIssuedTokens(int tokens) {
        return hasDone(Event.TOKEN_ISSUED, tokens);
    }

    /**
     * The server has done exactly this for requests, in this order.
     *
     * @param events the events of the ledger; none if nothing was changed
     * @return this assertion
     * @throws AssertionError if it has done anything else
     */
    public MockRegistrationServerAssert hasLedger(Event... events) {
        List<Event> done = server().ledger().stream().map(LedgerEntry::event).toList();
        return done.equals(List.of(events))
                ? this
                : fail("to have done " + List.of(events) + " for requests", "did " + done);
    }

    /**
     * The server has so many clients now, registered by whomever.
     *
     * @param clients the number
     * @return this assertion
     * @throws AssertionError if the number is another one
     */
    public MockRegistrationServerAssert hasClients(int clients) {
        int actualClients = server().clients().size();
        return actualClients == clients ? this : fail("to have " + counted(clients, "client"), "has " + actualClients);
    }

    /**
     * The server has no client now: nothing is left over.
     *
     * @return this assertion
     * @throws AssertionError if it has one
     */
    public MockRegistrationServerAssert hasNoClients() {
        return hasClients(0);
    }

    /**
     * The server was sent exactly so many requests for this.
     *
     * @param operation what was asked for
     * @param requests the number
     * @return this assertion
     * @throws AssertionError if the number is another one
     */
    public MockRegistrationServerAssert hasReceived(Operation operation, int requests) {
        long received = received(operation);
        return received == requests
                ? this
                : fail("to have received " + requests(requests, operation), "received " + received);
    }

    /**
     * The server was sent no request at all.
     *
     * @return this assertion
     * @throws AssertionError if there was one
     */
    public MockRegistrationServerAssert hasReceivedNothing() {
        return hasReceivedNoMoreThan(0);
    }

    /**
     * The server was sent so many requests or fewer, of whatever kind.
     *
     * @param requests the number
     * @return this assertion
     * @throws AssertionError if there were more
     */
    public MockRegistrationServerAssert hasReceivedNoMoreThan(int requests) {
        int received = server().exchanges().size();
        return received <= requests
                ? this
                : fail("to have received no more than " + counted(requests, "request"), "received " + received);
    }

    /**
     * The server was sent so many requests for this, or fewer.
     *
     * @param operation what was asked for
     * @param requests the number
     * @return this assertion
     * @throws AssertionError if there were more
     */
    public MockRegistrationServerAssert hasReceivedNoMoreThan(Operation operation, int requests) {
        long received = received(operation);
        return received <= requests
                ? this
                : fail("to have received no more than " + requests(requests, operation), "received " + received);
    }

    /**
     * Every fault has struck as often as it should: none waits for a request that never came.
     *
     * @return this assertion
     * @throws AssertionError if there is one that can still strike
     */
    public MockRegistrationServerAssert hasNoFaultsLeft() {
        List<Fault> active = server().faults().active();
        return active.isEmpty() ? this : fail("to have no faults left", "has " + active);
    }

    /**
     * Goes on with the ledger.
     *
     * @return an assertion about {@link MockRegistrationServer#ledger()}
     */
    public ListAssert<LedgerEntry> ledger() {
        return Assertions.assertThat(server().ledger()).as("ledger of %s", actual);
    }

    /**
     * Goes on with the clients.
     *
     * @return an assertion about {@link MockRegistrationServer#clients()}
     */
    public ListAssert<RegisteredClient> clients() {
        return Assertions.assertThat(server().clients()).as("clients of %s", actual);
    }

    /**
     * Goes on with the exchanges.
     *
     * @return an assertion about {@link MockRegistrationServer#exchanges()}
     */
    public ListAssert<RecordedExchange> exchanges() {
        return Assertions.assertThat(server().exchanges()).as("exchanges of %s", actual);
    }

    /**
     * Goes on with the last exchange.
     *
     * @return an assertion about it
     * @throws AssertionError if there is none
     */
    public RecordedExchangeAssert lastExchange() {
        List<RecordedExchange> exchanges = server().exchanges();
        if (exchanges.isEmpty()) {
            fail("to have received a request", "received none");
        }
        return new RecordedExchangeAssert(exchanges.get(exchanges.size() - 1));
    }

    private MockRegistrationServerAssert hasDone(Event event, int times) {
        long done = server().ledger().stream()
                .filter(entry -> entry.event() == event)
                .count();
        String name = event.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return done == times
                ? this
                : fail("to have " + counted(times, "\"" + name + "\"") + " in its ledger", "has " + done);
    }

    private long received(Operation operation) {
        return server().exchanges().stream()
                .filter(exchange ->
                        exchange.operation().filter(operation::equals).isPresent())
                .count();
    }

    private MockRegistrationServer server() {
        isNotNull();
        return actual;
    }

    private MockRegistrationServerAssert fail(String expected, String found) {
        String ledger = server().ledger().stream().map(entry -> "\n  " + entry).collect(Collectors.joining());
        String exchanges =
                server().exchanges().stream().map(RecordedExchange::describe).collect(Collectors.joining("\n"));
        failWithMessage(
                "%nExpecting %s%n  %s%nbut it %s.%nIts ledger:%s%nWhat it received:%n%s",
                actual,
                expected,
                found,
                ledger.isEmpty() ? " empty" : ledger,
                exchanges.isEmpty() ? "nothing" : exchanges);
        return this;
    }

    private static String requests(int number, Operation operation) {
        return counted(number, operation.name() + " request");
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 || what.endsWith("\"") ? "" : "s");
    }
}
