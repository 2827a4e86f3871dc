package dev.clientregistration.nevismeta;

import static dev.clientregistration.NativeServer.withoutWaits;
import static dev.clientregistration.nevismeta.NevisCall.nevisAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.NativeServer;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.TransportException;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call ends with where nevisMeta refuses, fails or is not heard of again. */
@ParameterizedClass(name = "{0}")
@EnumSource(SyncAndAsync.class)
class NevisMetaErrorTest {
    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final NevisMetaClients nevis = withoutWaits(nevisAt(server)).build();

    @AfterEach
    void close() {
        nevis.close();
        server.close();
    }

    private static Class<? extends ResultError> type(String name) {
        return switch (name) {
            case "rejected" -> RegistrationRejectedException.class;
            case "denied" -> AccessDeniedException.class;
            case "missing" -> ClientNotFoundException.class;
            default -> throw new AssertionError(name);
        };
    }

    // ---- error answers

    @ParameterizedTest
    @CsvSource({
        "CREATE, 400, MALFORMED_PAYLOAD, Missing attribute, rejected",
        "CREATE, 400, MALFORMED_PAYLOAD, Invalid validFrom attribute, rejected",
        "CREATE, 404, SETUP_NOT_FOUND, No such setup available, rejected",
        "LIST, 400, MALFORMED_QUERY_PARAMETER, Invalid date format, rejected",
        "LIST, 404, SETUP_NOT_FOUND, No current setup available, rejected",
        "GET, 404, CLIENT_NOT_FOUND, No current client available, missing",
        "UPDATE, 400, MALFORMED_PAYLOAD, Invalid validFrom attribute, rejected",
        "UPDATE, 404, CLIENT_NOT_FOUND, No such client available, missing",
        "DELETE, 404, CLIENT_NOT_FOUND, No such client available, missing",
        "LIST_SNAPSHOTS, 400, MALFORMED_QUERY_PARAMETER, Invalid date format, rejected",
        "GET_SNAPSHOT, 404, SNAPSHOT_NOT_FOUND, No such snapshot available, missing",
        "DELETE_SNAPSHOT, 403, INVALID_SNAPSHOT, Past snapshots cannot be deleted, denied",
        "DELETE_SNAPSHOT, 403, DELETE_FORBIDDEN, Cannot delete last remaining snapshot, denied",
        "DELETE_SNAPSHOT, 404, SNAPSHOT_NOT_FOUND, No such snapshot available, missing",
    })
    void refusal_comesWithNevisMetasCodeAndText(NevisCall call, int status, String code, String text, String expected) {
        // What the members are called is not published: the form of V3, and others that are common.
        server.json(status, "{\"error\":\"" + code + "\",\"error_description\":\"" + text + "\"}")
                .json(status, "{\"errorCode\":\"" + code + "\",\"errorText\":\"" + text + "\"}")
                .json(status, "{\"code\":\"" + code + "\",\"message\":\"" + text + "\"}")
                .json(status, "{\"error\":{\"code\":\"" + code + "\",\"text\":\"" + text + "\"}}");

        for (int i = 0; i < 4; i++) {
            ResultError error = call.failure(ResultError.class, style, nevis);

            assertThat(error).isExactlyInstanceOf(type(expected));
            assertThat(error.operation()).isEqualTo(call.operation);
            assertThat(error.httpStatus()).isEqualTo(status);
            assertThat(error.code()).contains(code);
            assertThat(error.description()).contains(text);
            assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            assertThat(error.attempts()).isEqualTo(1);
            assertThat(error).hasMessageContaining("HTTP " + status + " " + code + ". Nothing was changed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusedLogin_isNoSignThatTheClientIsGone(NevisCall call) {
        server.page(401, "<html>").answer(new MockResponse.Builder().code(403));

        for (int status : new int[] {401, 403}) {
            AccessDeniedException error = call.failure(AccessDeniedException.class, style, nevis);

            assertThat(error.httpStatus()).isEqualTo(status);
            assertThat(error.mayBeGone()).isFalse();
            assertThat(error.code()).isEmpty();
            assertThat(error.bodyExcerpt()).isEmpty();
            assertThat(error).hasMessageEndingWith("Check the login to nevisMeta and what it may do there.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void messageOfANotFound_saysWhatToLookAt(NevisCall call) {
        server.json(404, "{}");

        ResultError error = call.failure(ResultError.class, style, nevis);

        assertThat(error)
                .hasMessage(call.operation + " at " + server.uri() + "/nevismeta/rest" + call.path()
                        + " was answered with HTTP 404. Nothing was changed"
                        + switch (call.operation) {
                            case REGISTER ->
                                " at the server. Check the base URI, the module and the ids, and whether they are valid"
                                        + " now.";
                            case LIST ->
                                ". Check the base URI, the module and the ids, and whether they are valid now.";
                            case GET -> ". There is no such client or snapshot, or none that is valid now.";
                            default ->
                                " at the server. There is no such client or snapshot, or none that is valid now.";
                        });
    }

    @Test
    void excerpt_showsLifetimesAndNoSecrets() {
        server.json(
                400,
                "{\"code\":\"MALFORMED_PAYLOAD\",\"sent\":{\"refresh_token_ttl\":2592000,\"access_token_ttl\":300,"
                        + "\"client_secret\":\"s3cret-12\"}}");

        assertThat(NevisCall.CREATE.failure(ResultError.class, style, nevis).bodyExcerpt())
                .contains("{\"code\":\"MALFORMED_PAYLOAD\",\"sent\":{\"refresh_token_ttl\":2592000,"
                        + "\"access_token_ttl\":300,\"client_secret\":\"[redacted]\"}}");
    }

    // ---- what is sent again

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "UPDATE"})
    void callThatMayHaveBeenCarriedOut_isNotSentAgain(NevisCall call) {
        server.hangUp().json(call.status, call.answer);

        TransportException failure = call.failure(TransportException.class, style, nevis);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "UPDATE"})
    void serverErrorOfACallThatMayHaveBeenCarriedOut_isUnknown(NevisCall call) {
        server.json(500, "{}").json(call.status, call.answer);

        assertThat(call.failure(ServerUnavailableException.class, style, nevis).outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CREATE", "UPDATE"},
            mode = EnumSource.Mode.EXCLUDE)
    void callThatChangesNothingTheSecondTime_isSentAgain(NevisCall call) {
        server.hangUp().json(500, "{}").json(call.status, call.answer);

        call.make(style, nevis);

        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void callThatWasCertainlyNotCarriedOut_isSentAgain(NevisCall call) {
        server.json(429, "{}")
                .answer(new MockResponse.Builder().code(503).setHeader("Retry-After", "1"))
                .json(call.status, call.answer);

        call.make(style, nevis);

        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void deletionThatFindsNothingTheSecondTime_isDone(int status) {
        server.hangUp().json(status, "{\"error\":\"CLIENT_NOT_FOUND\"}");
        NevisCall.DELETE.make(style, nevis);
        NevisCall.DELETE_SNAPSHOT.failure(ClientNotFoundException.class, style, nevis);

        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, 401", "DELETE, 403", "DELETE_SNAPSHOT, 403"})
    void deletionThatIsDeniedTheSecondTime_isUnknown(NevisCall call, int status) {
        // The login has nothing to do with the client: that it is refused now does not say that the client is gone.
        server.hangUp().json(status, "{}");

        AccessDeniedException failure = call.failure(AccessDeniedException.class, style, nevis);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure).hasMessageContaining("Whether the server did it is unknown.");
    }

    @ParameterizedTest
    @EnumSource(names = {"GET", "GET_SNAPSHOT", "LIST", "LIST_SNAPSHOTS"})
    void readThatIsRefusedTheSecondTime_changedNothing(NevisCall call) {
        server.hangUp().json(404, "{}");

        ResultError failure = call.failure(ResultError.class, style, nevis);

        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void policyOfOneAttempt_holds(NevisCall call) {
        server.json(429, "{}").json(call.status, call.answer);
        try (NevisMetaClients once =
                nevisAt(server).retryPolicy(RetryPolicy.never()).build()) {
            RegistrationException failure = call.failure(RegistrationException.class, style, once);

            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        }
        assertThat(server.requests()).hasSize(1);
    }
}
