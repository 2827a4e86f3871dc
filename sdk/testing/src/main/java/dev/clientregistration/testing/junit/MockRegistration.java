package dev.clientregistration.testing.junit;

import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Quirk;
import dev.clientregistration.testing.RegistrationAccess;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a {@link MockRegistrationServer} to every test that has a parameter of this type; {@code @BeforeEach} and
 * {@code @AfterEach} methods of the test get the same one. Each test has a server of its own, which starts when it is
 * first asked for and is closed after the test, however that ends; so tests can run in parallel.
 *
 * <p>On a method it is for this test, on a class for all of its tests and those of its nested classes; the annotation
 * that is nearest to the test counts, as a whole. Settings that are not here are for {@link
 * MockRegistrationServerExtension}.
 *
 * {@snippet class="dev.clientregistration.testing.junit.OnboardingTest" region="annotation"}
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(MockRegistrationParameterResolver.class)
public @interface MockRegistration {
    /**
     * What the server speaks: {@link MockRegistrationServer.Builder#dialect(Dialect)}.
     *
     * @return the dialect
     */
    Dialect dialect() default Dialect.STANDARD;

    /**
     * What real servers do that the dialect does not say: {@link MockRegistrationServer.Builder#quirks(Quirk...)}.
     *
     * @return the quirks
     */
    Quirk[] quirks() default {};

    /**
     * Whether the server speaks https: {@link MockRegistrationServer.Builder#tls()}.
     *
     * @return false for http
     */
    boolean tls() default false;

    /**
     * The token that registration asks for: {@link MockRegistrationServer.Builder#initialAccessToken(String)}.
     *
     * @return the token; empty for none
     */
    String initialAccessToken() default "";

    /**
     * Who may register: {@link MockRegistrationServer.Builder#registrationAccess(RegistrationAccess)}.
     *
     * @return one of them; none for the default of the dialect
     */
    RegistrationAccess[] registrationAccess() default {};

    /**
     * What the identifiers that clients choose begin with, as at Lenus: {@link
     * MockRegistrationServer.Builder#clientIdPrefix(String)}.
     *
     * @return the prefix; empty where clients do not choose
     */
    String clientIdPrefix() default "";

    /**
     * Whether a read brings a new registration access token: {@link
     * MockRegistrationServer.Builder#rotateRegistrationAccessTokenOnRead(boolean)}.
     *
     * @return true if it does; false for the default of the dialect
     */
    boolean rotateRegistrationAccessTokenOnRead() default false;

    /**
     * Whether an update brings a new registration access token: {@link
     * MockRegistrationServer.Builder#rotateRegistrationAccessTokenOnUpdate(boolean)}.
     *
     * @return true if it does; false for the default of the dialect
     */
    boolean rotateRegistrationAccessTokenOnUpdate() default false;

    /**
     * Whether an update brings a new client secret: {@link
     * MockRegistrationServer.Builder#rotateSecretOnUpdate(boolean)}.
     *
     * @return true if it does; false for the default of the dialect
     */
    boolean rotateSecretOnUpdate() default false;

    /**
     * How long a secret is valid: {@link MockRegistrationServer.Builder#secretLifetime(java.time.Duration)}.
     *
     * @return such as {@code P30D}; empty for the default of the dialect
     */
    String secretLifetime() default "";

    /**
     * Client metadata of clients that the server has from the start: {@link
     * MockRegistrationServer.Builder#client(com.google.gson.JsonObject)}.
     *
     * @return JSON objects
     */
    String[] clients() default {};

    /**
     * Faults that the server begins with: {@link MockRegistrationServer#fault(Fault)}.
     *
     * @return such as {@code drop-after-applying@register}, as {@link Fault#parse(String)} reads them
     */
    String[] faults() default {};
}
