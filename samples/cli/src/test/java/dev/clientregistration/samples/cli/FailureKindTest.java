package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.error.CallInterruptedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.CredentialsLostException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnreadableResponseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure that the SDK knows has its kind and its exit status. */
class FailureKindTest {
    private static final Operation REGISTER = Operation.REGISTER;

    private static ResultError answered(int status, Outcome outcome) {
        return ResultError.builder(REGISTER, status).outcome(outcome).build();
    }

    private static TransportException transport(Outcome outcome, @Nullable Exception cause) {
        return new TransportException(REGISTER, outcome, 1, "message", cause);
    }

    static Stream<Arguments> failures() {
        Outcome none = Outcome.NOT_APPLIED;
        Outcome unknown = Outcome.UNKNOWN;
        return Stream.of(
                Arguments.of(answered(400, none), "registration-rejected", 3),
                Arguments.of(answered(404, none), "registration-rejected", 3),
                Arguments.of(answered(401, none), "access-denied", 3),
                Arguments.of(ResultError.builder(Operation.GET, 404).build(), "client-not-found", 3),
                Arguments.of(answered(302, none), "unexpected-response", 3),
                Arguments.of(answered(303, unknown), "unexpected-response", 5),
                Arguments.of(answered(429, none), "rate-limited", 4),
                Arguments.of(answered(429, unknown), "rate-limited", 5),
                Arguments.of(answered(503, none), "server-unavailable", 4),
                Arguments.of(answered(408, none), "server-unavailable", 4),
                Arguments.of(answered(500, unknown), "server-unavailable", 5),
                Arguments.of(answered(501, none), "server-unable", 3),
                Arguments.of(answered(505, none), "server-unable", 3),
                Arguments.of(transport(none, new ConnectException()), "transport", 4),
                Arguments.of(transport(unknown, new SocketException()), "transport", 5),
                Arguments.of(transport(none, null), "transport", 4),
                Arguments.of(transport(none, new SSLHandshakeException("not trusted")), "tls-refused", 2),
                Arguments.of(transport(none, new SSLException("broken off", new SocketException())), "transport", 4),
                Arguments.of(transport(none, new SocketTimeoutException()), "transport", 4),
                Arguments.of(new CallTimeoutException(REGISTER, none, 1, "message", null), "call-timeout", 4),
                Arguments.of(new CallTimeoutException(REGISTER, unknown, 1, "message", null), "call-timeout", 5),
                Arguments.of(new CallInterruptedException(REGISTER, none, 0, "message", null), "call-interrupted", 4),
                Arguments.of(
                        new CallInterruptedException(REGISTER, unknown, 1, "message", null), "call-interrupted", 5),
                Arguments.of(new CallRefusedException(REGISTER, none, 0, "message", null), "call-refused", 2),
                Arguments.of(new CallRefusedException(REGISTER, unknown, 1, "message", null), "call-refused", 5),
                Arguments.of(unreadable(none), "unreadable-response", 2),
                Arguments.of(unreadable(Outcome.APPLIED), "unreadable-response", 6),
                Arguments.of(unreadable(unknown), "unreadable-response", 5),
                Arguments.of(
                        new CredentialsLostException(REGISTER, unknown, 2, "message", null), "credentials-lost", 6),
                Arguments.of(
                        new CredentialsLostException(REGISTER, Outcome.APPLIED, 2, "message", null),
                        "credentials-lost",
                        6));
    }

    private static UnreadableResponseException unreadable(Outcome outcome) {
        return new UnreadableResponseException(REGISTER, outcome, 1, 200, null, null, "message");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failure_hasItsKindAndExitStatus(RegistrationException exception, String kind, int status) {
        Failure failure = Failures.of(exception);

        assertThat(failure.kind().text()).isEqualTo(kind);
        assertThat(failure.exit().code()).isEqualTo(status);
        assertThat(failure.hint()).as("what to do").isNotEmpty();
        assertThat(failure.outcome()).isEqualTo(exception.outcome());
    }

    @Test
    void everyExceptionOfTheFamily_hasAKindOfItsName() {
        List<String> kinds =
                Arrays.stream(FailureKind.values()).map(FailureKind::text).toList();
        for (Class<?> leaf : leaves(RegistrationException.class)) {
            String name = leaf.getSimpleName().replace("Exception", "");
            assertThat(kinds).contains(name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void hints_existForEveryOperation(Operation operation) {
        for (int status : new int[] {302, 400, 401, 403, 404, 429, 500, 501}) {
            for (Outcome outcome : Outcome.values()) {
                assertThat(Failures.of(ResultError.builder(operation, status)
                                        .outcome(outcome)
                                        .build())
                                .hint())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void manual_hasTheTablesOfTheConstants() throws IOException {
        StringBuilder statuses = new StringBuilder("| exit status | meaning |\n| --- | --- |\n");
        for (ExitStatus status : ExitStatus.values()) {
            statuses.append("| " + status.code() + " | " + status.meaning() + " |\n");
        }
        StringBuilder kinds = new StringBuilder(
                "| `kind` | what happened | exit status if nothing was done |\n| --- | --- | --- |\n");
        for (FailureKind kind : FailureKind.values()) {
            int status = kind.exit(Outcome.NOT_APPLIED).code();
            kinds.append("| `" + kind.text() + "` | " + kind.meaning() + " | "
                    + (status == ExitStatus.APPLIED.code() ? "(6)" : status) + " |\n");
        }

        assertThat(Files.readString(Path.of("README.md"))).contains(statuses.toString(), kinds.toString());
    }

    private static List<Class<?>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        if (permitted == null) {
            return List.of(type);
        }
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> subclass : permitted) {
            leaves.addAll(leaves(subclass));
        }
        return leaves;
    }
}
