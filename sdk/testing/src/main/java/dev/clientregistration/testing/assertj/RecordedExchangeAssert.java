package dev.clientregistration.testing.assertj;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.Operation;
import dev.clientregistration.testing.RecordedExchange;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one request and its answer. They look at what went over the wire, secrets included; what they tell
 * when they fail has them masked. Not safe for use by several threads.
 */
public final class RecordedExchangeAssert extends AbstractAssert<RecordedExchangeAssert, RecordedExchange> {
    RecordedExchangeAssert(@Nullable RecordedExchange actual) {
        super(actual, RecordedExchangeAssert.class);
    }

    /**
     * The request asked for this.
     *
     * @param operation the operation
     * @return this assertion
     * @throws AssertionError if it asked for something else
     */
    public RecordedExchangeAssert asksFor(Operation operation) {
        return verify(exchange().operation().filter(operation::equals).isPresent(), "to ask for " + operation);
    }

    /**
     * The answer has this status.
     *
     * @param status the HTTP status; 0 for no answer
     * @return this assertion
     * @throws AssertionError if it has another one
     */
    public RecordedExchangeAssert hasStatus(int status) {
        return verify(exchange().status() == status, "to have the status " + status);
    }

    /**
     * The request has this header with this value, among others of the same name perhaps.
     *
     * @param name the header's name, without regard to case
     * @param value the value
     * @return this assertion
     * @throws AssertionError if it has not
     */
    public RecordedExchangeAssert hasRequestHeader(String name, String value) {
        boolean found = exchange().reveal().requestHeaders().containsKey(name)
                && exchange().reveal().requestHeaders().get(name).contains(value);
        return verify(found, "to have the expected value in the request header " + name);
    }

    /**
     * The request does not have this header.
     *
     * @param name the header's name, without regard to case
     * @return this assertion
     * @throws AssertionError if it has
     */
    public RecordedExchangeAssert hasNoRequestHeader(String name) {
        return verify(exchange().requestHeader(name).isEmpty(), "to have no request header " + name);
    }

    /**
     * The request carries this bearer token in its {@code Authorization} header.
     *
     * @param token the token, without the word {@code Bearer}
     * @return this assertion
     * @throws AssertionError if it carries none, or another one
     */
    public RecordedExchangeAssert hasBearerToken(String token) {
        boolean found = exchange()
                .reveal()
                .requestHeader("Authorization")
                .filter(("Bearer " + token)::equals)
                .isPresent();
        return verify(found, "to carry the expected bearer token");
    }

    /**
     * The body of the request is a JSON object with this member.
     *
     * @param name the member's name
     * @param json the member's value, as JSON; the order of members does not matter
     * @return this assertion
     * @throws AssertionError if it is not, or the value is another one
     */
    public RecordedExchangeAssert hasRequestMember(String name, String json) {
        JsonElement expected = JsonParser.parseString(json);
        return verify(
                expected.equals(member(name)), "to have the expected value in the member " + name + " of its body");
    }

    /**
     * The body of the request is a JSON object without this member.
     *
     * @param name the member's name
     * @return this assertion
     * @throws AssertionError if it has the member
     */
    public RecordedExchangeAssert hasNoRequestMember(String name) {
        return verify(member(name) == null, "to have no member " + name + " in its body");
    }

    /**
     * This fault struck the request.
     *
     * @param fault the fault
     * @return this assertion
     * @throws AssertionError if none did, or another one
     */
    public RecordedExchangeAssert wasStruckBy(Fault fault) {
        return verify(exchange().fault().filter(fault::equals).isPresent(), "to be struck by " + fault);
    }

    /**
     * No fault struck the request.
     *
     * @return this assertion
     * @throws AssertionError if one did
     */
    public RecordedExchangeAssert wasNotStruck() {
        return verify(exchange().fault().isEmpty(), "to be struck by no fault");
    }

    private @Nullable JsonElement member(String name) {
        try {
            return JsonParser.parseString(exchange().reveal().requestBody())
                    .getAsJsonObject()
                    .get(name);
        } catch (JsonParseException | IllegalStateException e) {
            verify(false, "to have a JSON object as the body of its request");
            return null;
        }
    }

    private RecordedExchange exchange() {
        isNotNull();
        return actual;
    }

    private RecordedExchangeAssert verify(boolean holds, String expected) {
        if (!holds) {
            failWithMessage(
                    "%nExpecting this exchange%n  %s:%n%s", expected, exchange().describe());
        }
        return this;
    }
}
