package dev.clientregistration.testing.assertj;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.clientregistration.testing.RegisteredClient;
import java.time.Instant;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a client as the server knows it. What they tell when they fail has no secret. Not safe for use by
 * several threads.
 */
public final class RegisteredClientAssert extends AbstractAssert<RegisteredClientAssert, RegisteredClient> {
    RegisteredClientAssert(@Nullable RegisteredClient actual) {
        super(actual, RegisteredClientAssert.class);
    }

    /**
     * The client has this {@code client_name}.
     *
     * @param name the name
     * @return this assertion
     * @throws AssertionError if it has another one, or none
     */
    public RegisteredClientAssert isNamed(String name) {
        JsonElement value = client().metadata().get("client_name");
        return verify(
                Members.isText(value, name),
                "to be named \"" + name + "\", but client_name is " + Members.shown("client_name", value));
    }

    /**
     * The client's metadata has this member.
     *
     * @param name the member's name
     * @param json the member's value, as JSON; the order of members does not matter
     * @return this assertion
     * @throws AssertionError if it has not, or the value is another one
     */
    public RegisteredClientAssert hasMember(String name, String json) {
        JsonElement value = client().metadata().get(name);
        return verify(
                JsonParser.parseString(json).equals(value),
                "to have the expected " + name + ", but it is " + Members.shown(name, value));
    }

    /**
     * The client's metadata does not have this member.
     *
     * @param name the member's name
     * @return this assertion
     * @throws AssertionError if it has
     */
    public RegisteredClientAssert hasNoMember(String name) {
        JsonElement value = client().metadata().get(name);
        return verify(value == null, "to have no " + name + ", but it is " + Members.shown(name, value));
    }

    /**
     * The client has a secret.
     *
     * @return this assertion
     * @throws AssertionError if it has none
     */
    public RegisteredClientAssert hasSecret() {
        return verify(client().clientSecret().isPresent(), "to have a secret");
    }

    /**
     * The client has this secret.
     *
     * @param secret the secret
     * @return this assertion
     * @throws AssertionError if it has another one, or none
     */
    public RegisteredClientAssert hasSecret(String secret) {
        return verify(client().clientSecret().filter(secret::equals).isPresent(), "to have the expected secret");
    }

    /**
     * The client has no secret.
     *
     * @return this assertion
     * @throws AssertionError if it has one
     */
    public RegisteredClientAssert hasNoSecret() {
        return verify(client().clientSecret().isEmpty(), "to have no secret");
    }

    /**
     * The client's secret has expired, or is about to expire, by this moment.
     *
     * @param moment the moment
     * @return this assertion
     * @throws AssertionError if it has no secret, or one that lives longer
     */
    public RegisteredClientAssert hasSecretExpiredBy(Instant moment) {
        boolean expired = client().clientSecretExpiresAt()
                .filter(end -> !end.isAfter(moment))
                .isPresent();
        return verify(
                expired,
                "to have a secret that expires until " + moment + ", but that is "
                        + client().clientSecretExpiresAt()
                                .map(Instant::toString)
                                .orElse("never"));
    }

    private RegisteredClient client() {
        isNotNull();
        return actual;
    }

    private RegisteredClientAssert verify(boolean holds, String expected) {
        if (!holds) {
            failWithMessage("%nExpecting %s%n  %s", client(), expected);
        }
        return this;
    }
}
