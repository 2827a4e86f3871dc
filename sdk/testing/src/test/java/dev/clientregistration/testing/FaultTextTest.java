package dev.clientregistration.testing;

import static dev.clientregistration.testing.Operation.GET;
import static dev.clientregistration.testing.Operation.REGISTER;
import static dev.clientregistration.testing.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults as text, and what cannot be said of them. */
class FaultTextTest {
    private static final URI ELSEWHERE = URI.create("https://elsewhere.example/register?a=b");

    @ParameterizedTest
    @MethodSource
    void toString_everyFault_isReadBack(Fault fault, String text) {
        assertThat(fault).hasToString(text);
        assertThat(Fault.parse(text)).isEqualTo(fault).hasSameHashCodeAs(fault).hasToString(text);
    }

    static Stream<Arguments> toString_everyFault_isReadBack() {
        return Stream.of(
                Arguments.of(Fault.closeAtAccept(), "close-at-accept"),
                Arguments.of(Fault.dropBeforeReading(), "drop-before-reading"),
                Arguments.of(Fault.dropAfterReading(), "drop-after-reading"),
                Arguments.of(Fault.dropAfterApplying(), "drop-after-applying"),
                Arguments.of(Fault.rotateThenDrop(), "rotate-then-drop"),
                Arguments.of(Fault.stall(), "stall"),
                Arguments.of(Fault.stallAfterApplying(), "stall-after-applying"),
                Arguments.of(Fault.halfBody(), "half-body"),
                Arguments.of(Fault.slowBody(), "slow-body=PT1S"),
                Arguments.of(Fault.slowBody(Duration.ofMillis(500)), "slow-body=PT0.5S"),
                Arguments.of(Fault.endlessBody(), "endless-body"),
                Arguments.of(Fault.emptyBody(), "empty-body"),
                Arguments.of(Fault.truncatedJson(), "truncated-json"),
                Arguments.of(Fault.garbageJson(), "garbage-json"),
                Arguments.of(Fault.wrongContentType(), "wrong-content-type"),
                Arguments.of(Fault.status(503), "status-503"),
                Arguments.of(Fault.status(429, Duration.ofSeconds(2)), "status-429-retry-after-2"),
                Arguments.of(Fault.statusAfterApplying(504), "status-504-after-applying"),
                Arguments.of(Fault.htmlError(502), "html-error-502"),
                Arguments.of(Fault.redirect(307), "redirect-307"),
                Arguments.of(Fault.redirect(302, ELSEWHERE), "redirect-302=https://elsewhere.example/register?a=b"),
                Arguments.of(Fault.foreignManagementUri(), "foreign-management-uri"),
                Arguments.of(
                        Fault.foreignManagementUri(ELSEWHERE),
                        "foreign-management-uri=https://elsewhere.example/register?a=b"),
                Arguments.of(Fault.purgeClient(), "purge-client"),
                Arguments.of(Fault.expireSecret(), "expire-secret"),
                Arguments.of(Fault.exhaustInitialToken(), "exhaust-initial-token"),
                Arguments.of(Fault.dropAfterApplying().on(REGISTER).times(2), "drop-after-applying@register*2"),
                Arguments.of(Fault.halfBody().on(UPDATE, GET).nth(3), "half-body@get,update#3"),
                Arguments.of(Fault.stall().nth(2).times(4), "stall#2*4"),
                Arguments.of(Fault.status(500).always(), "status-500*always"),
                Arguments.of(Fault.status(500).times(1), "status-500*1"),
                Arguments.of(Fault.status(500).withProbability(0.25, -42), "status-500~0.25/-42"),
                Arguments.of(
                        Fault.redirect(308, ELSEWHERE).on(GET).nth(2).times(3).withProbability(1.0E-4, 7),
                        "redirect-308=https://elsewhere.example/register?a=b@get#2*3~1.0E-4/7"));
    }

    @Test
    void everyFactory_isAmongTheTexts() {
        long factories = Arrays.stream(Fault.class.getMethods())
                .filter(method -> java.lang.reflect.Modifier.isStatic(method.getModifiers()))
                .map(java.lang.reflect.Method::getName)
                .filter(name -> !name.equals("parse"))
                .distinct()
                .count();
        long effects = toString_everyFault_isReadBack()
                .map(arguments -> (Fault) arguments.get()[0])
                .map(fault -> fault.name().replaceAll("-?\\d{3}|=.*|-retry-after-\\d+", ""))
                .distinct()
                .count();

        assertThat(effects).isEqualTo(factories);
    }

    @Test
    void name_isTheFaultWithoutItsRequests() {
        assertThat(Fault.parse("half-body@get#2*3~0.5/1").name()).isEqualTo("half-body");
    }

    @Test
    void parse_whatAnotherTextAlsoSays_isTheSameFault() {
        assertThat(Fault.parse("  slow-body@GET \n"))
                .isEqualTo(Fault.slowBody(Duration.ofSeconds(1)).on(GET));
        assertThat(Fault.parse("stall#1")).isEqualTo(Fault.stall());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | there is no fault of this name; there are close-at-accept, drop-before-reading, ",
                "drop | there is no fault of this name; there are close-at-accept, drop-before-reading, ",
                "stall@ | there is no operation of this name; there are register,get,update,delete,token,discovery",
                "stall@fetch | there is no operation of this name; there are register,",
                "stall@get,,update | there is no operation of this name; there are register,",
                "stall*0 | times must be 1 or greater, not 0",
                "stall#0 | the number of a request must be 1 or greater, not 0",
                "stall*99999999999 | a number in it is too large or malformed",
                "stall~0/1 | probability must be greater than 0 and not greater than 1, not 0.0",
                "stall~1.5/1 | probability must be greater than 0 and not greater than 1, not 1.5",
                "stall~0.5 | there is no fault of this name; there are",
                "stall~.-/1 | a number in it is too large or malformed",
                "status-399 | status must be from 400 to 599, not 399",
                "html-error-600 | status must be from 400 to 599, not 600",
                "redirect-304 | status must be 301, 302, 303, 307 or 308, not 304",
                "slow-body=1s | its pause is not written like PT0.5S",
                "slow-body=PT0S | pause must be longer than zero, not PT0S",
                "redirect-307=/register | the URI of a fault must be an absolute http or https URI",
                "redirect-307=https://a.example/# | the URI of a fault must be an absolute http or https URI",
                "redirect-307=https://a.example/*x | the URI of a fault must have none of @, * and ~",
                "close-at-accept@get | close-at-accept strikes connections, before it is known what will be asked for",
                "purge-client@register | purge-client cannot strike register, only get,update,delete,token",
                "rotate-then-drop@delete | rotate-then-drop cannot strike delete, only get,update",
                "exhaust-initial-token@get | exhaust-initial-token cannot strike get, only register",
                "expire-secret@delete | expire-secret cannot strike delete, only get,update,token",
                "foreign-management-uri@token | foreign-management-uri cannot strike token, only register,get,update"
            })
    void parse_whatIsNoFault_saysWhy(String text, String why) {
        assertThatThrownBy(() -> Fault.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a fault: " + text + ": " + why);
    }

    @Test
    void parse_severalLines_isRefused() {
        assertThatThrownBy(() -> Fault.parse("stall\nstall"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a fault: a text of one line was expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc", "https:/register", "https://user@a.example/", "register", "ftp://a.example/"})
    void redirect_impossibleLocation_isRefused(String location) {
        assertThatThrownBy(() -> Fault.redirect(307, URI.create(location)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the URI of a fault must be an absolute http or https URI without user information and"
                        + " fragment");
        assertThatThrownBy(() -> Fault.foreignManagementUri(URI.create(location)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.5S"})
    void status_impossibleRetryAfter_isRefused(String retryAfter) {
        assertThatThrownBy(() -> Fault.status(503, Duration.parse(retryAfter)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("retryAfter must be in whole seconds, not " + retryAfter);
    }

    @Test
    void on_noOperation_isRefused() {
        assertThatThrownBy(() -> Fault.stall().on())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("operations must not be empty");
    }

    @Test
    void on_again_replaces() {
        assertThat(Fault.stall().on(GET).on(UPDATE)).hasToString("stall@update");
    }

    @Test
    void withProbability_notANumber_isRefused() {
        assertThatThrownBy(() -> Fault.stall().withProbability(Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("probability must be greater than 0 and not greater than 1, not NaN");
    }
}
