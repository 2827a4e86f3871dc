package dev.clientregistration.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultErrorTest {
    /** Those that a client must exist for. */
    private static final Set<Operation> OF_ONE_CLIENT = Set.of(Operation.GET, Operation.UPDATE, Operation.DELETE);

    @ParameterizedTest
    @EnumSource
    void builder_everyErrorStatus_buildsTheClassThatBelongsToIt(Operation operation) {
        TreeMap<Integer, Class<?>> expected = new TreeMap<>();
        IntStream.range(300, 400).forEach(status -> expected.put(status, UnexpectedResponseException.class));
        IntStream.range(400, 500).forEach(status -> expected.put(status, RegistrationRejectedException.class));
        IntStream.range(500, 600).forEach(status -> expected.put(status, ServerUnavailableException.class));
        List.of(401, 403).forEach(status -> expected.put(status, AccessDeniedException.class));
        List.of(408, 425).forEach(status -> expected.put(status, ServerUnavailableException.class));
        expected.put(429, RateLimitedException.class);
        if (OF_ONE_CLIENT.contains(operation)) {
            List.of(404, 410).forEach(status -> expected.put(status, ClientNotFoundException.class));
        }

        assertThat(expected).hasSize(300).allSatisfy((status, type) -> {
            ResultError error = ResultError.builder(operation, status).build();
            assertThat(error).isExactlyInstanceOf(type);
            assertThat(error.httpStatus()).isEqualTo(status);
            assertThat(error.operation()).isEqualTo(operation);
        });
    }

    @Test
    void builder_anyOtherStatus_isUnexpected() {
        assertThat(List.of(100, 200, 299, 600, 999, 0, -1)).allSatisfy(status -> assertThat(
                        ResultError.builder(Operation.GET, status).build())
                .isExactlyInstanceOf(UnexpectedResponseException.class));
    }

    @ParameterizedTest
    @EnumSource
    void mayBeGone_isTrueForA401ToAnOperationOnOneClient(Operation operation) {
        assertThat(accessDenied(operation, 401).mayBeGone()).isEqualTo(OF_ONE_CLIENT.contains(operation));
        assertThat(accessDenied(operation, 403).mayBeGone()).isFalse();
    }

    @Test
    void accessDenied_ofAnyOther4xx_buildsAccessDenied() {
        assertThat(ResultError.builder(Operation.REGISTER, 400)
                        .accessDenied(true)
                        .build())
                .isExactlyInstanceOf(AccessDeniedException.class);
        assertThat(ResultError.builder(Operation.REGISTER, 500)
                        .accessDenied(true)
                        .build())
                .isExactlyInstanceOf(ServerUnavailableException.class);
    }

    @Test
    void builder_withNothingSet_hasDefaultsAndAPlainMessage() {
        ResultError error = ResultError.builder(Operation.UPDATE, 400).build();

        assertThat(error).hasMessage("update failed: HTTP 400").hasNoCause();
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(error.attempts()).isEqualTo(1);
        assertThat(error.code()).isEmpty();
        assertThat(error.description()).isEmpty();
        assertThat(error.requestId()).isEmpty();
        assertThat(error.retryAfter()).isEmpty();
        assertThat(error.challenge()).isEmpty();
        assertThat(error.bodyExcerpt()).isEmpty();
    }

    @Test
    void builder_withEverythingSet_handsItOn() {
        ResultError error = ResultError.builder(Operation.REGISTER, 503)
                .outcome(Outcome.UNKNOWN)
                .attempts(3)
                .code("server_error")
                .description("what went wrong")
                .requestId("r-1")
                .retryAfter(Duration.ofSeconds(7))
                .challenge("Bearer")
                .bodyExcerpt("{}")
                .build();

        assertThat(error).hasMessage("register failed: HTTP 503 server_error");
        assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(error.attempts()).isEqualTo(3);
        assertThat(error.code()).contains("server_error");
        assertThat(error.description()).contains("what went wrong");
        assertThat(error.requestId()).contains("r-1");
        assertThat(error.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(error.challenge()).contains("Bearer");
        assertThat(error.bodyExcerpt()).contains("{}");
        assertThat(ResultError.builder(Operation.REGISTER, 503).message("mine").build())
                .hasMessage("mine");
    }

    @Test
    void builder_badArguments_areRefusedByName() {
        assertThatThrownBy(() -> ResultError.builder(null, 400))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("operation must not be null");
        assertThatThrownBy(() -> ResultError.builder(Operation.GET, 400).outcome(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("outcome must not be null");
        assertThatThrownBy(() -> ResultError.builder(Operation.GET, 400).message(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("message must not be null");
        assertThatThrownBy(() ->
                        ResultError.builder(Operation.GET, 400).attempts(-1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attempts must not be negative, but is -1");
    }

    private static AccessDeniedException accessDenied(Operation operation, int status) {
        return (AccessDeniedException) ResultError.builder(operation, status).build();
    }
}
