package dev.clientregistration.testing.assertj;

import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RecordedExchange;
import dev.clientregistration.testing.RegisteredClient;
import java.util.function.Predicate;
import org.assertj.core.api.Condition;

/**
 * Where assertions about the mock server begin. The static import goes along with that of AssertJ's own {@code
 * assertThat}.
 *
 * {@snippet class="dev.clientregistration.testing.ReadmeSnippetsTest" region="assertions"}
 */
public final class RegistrationAssertions {
    private RegistrationAssertions() {}

    /**
     * Begins an assertion about a server.
     *
     * @param actual the server
     * @return the assertion
     */
    public static MockRegistrationServerAssert assertThat(MockRegistrationServer actual) {
        return new MockRegistrationServerAssert(actual);
    }

    /**
     * Begins an assertion about an exchange.
     *
     * @param actual the exchange
     * @return the assertion
     */
    public static RecordedExchangeAssert assertThat(RecordedExchange actual) {
        return new RecordedExchangeAssert(actual);
    }

    /**
     * Begins an assertion about a client.
     *
     * @param actual the client
     * @return the assertion
     */
    public static RegisteredClientAssert assertThat(RegisteredClient actual) {
        return new RegisteredClientAssert(actual);
    }

    /**
     * The clients of this {@code client_name}.
     *
     * @param name the name
     * @return a condition, for {@link MockRegistrationServerAssert#hasRegistered(Condition)}
     */
    public static Condition<RegisteredClient> clientNamed(String name) {
        return clientWith(
                client -> Members.isText(client.metadata().get("client_name"), name), "named \"" + name + "\"");
    }

    /**
     * The clients that are as the predicate says.
     *
     * @param predicate the predicate
     * @param description what it says, as it follows the word client
     * @return a condition, for {@link MockRegistrationServerAssert#hasRegistered(Condition)}
     */
    public static Condition<RegisteredClient> clientWith(Predicate<RegisteredClient> predicate, String description) {
        return new Condition<>(predicate, "%s", description);
    }
}
