package dev.clientregistration.anvil;

import static dev.clientregistration.NativeServer.withoutWaits;
import static dev.clientregistration.anvil.AnvilCall.anvilAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.NativeServer;
import dev.clientregistration.SyncAndAsync;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.Outcome;
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

/** What a call ends with where Anvil Connect refuses, fails or is not heard of again. */
@ParameterizedClass(name = "{0}")
@EnumSource(SyncAndAsync.class)
class AnvilErrorTest {
    @Parameter
    SyncAndAsync style;

    private final NativeServer server = new NativeServer();
    private final AnvilClients anvil = withoutWaits(anvilAt(server)).build();

    @AfterEach
    void close() {
        anvil.close();
        server.close();
    }

    // ---- error answers

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "PATCH"})
    void memberThatFailsACheck_isNamedInTheExcerpt(AnvilCall call) {
        String body = "{\"error\":\"validation_error\",\"error_description\":\"redirect_uris is required\",\"errors\":{"
                + "\"redirect_uris\":{\"attribute\":\"required\",\"property\":\"redirect_uris\",\"expected\":true,"
                + "\"message\":\"redirect_uris is required\"}}}";
        server.json(400, body);

        RegistrationRejectedException error = call.failure(RegistrationRejectedException.class, style, anvil);

        assertThat(error.code()).contains("validation_error");
        assertThat(error.description()).contains("redirect_uris is required");
        assertThat(error.bodyExcerpt()).contains(body);
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(error)
                .hasMessage(call.operation + " at " + server.uri() + call.path + " was answered with HTTP 400"
                        + " validation_error. Nothing was changed at the server. Correct the request before calling"
                        + " again.");
    }

    @ParameterizedTest
    @EnumSource
    void missingToken_isARejection(AnvilCall call) {
        server.json(400, "{\"error\":\"invalid_request\",\"error_description\":\"Missing access token\"}");

        RegistrationRejectedException error = call.failure(RegistrationRejectedException.class, style, anvil);

        assertThat(error.code()).contains("invalid_request");
        assertThat(error.description()).contains("Missing access token");
    }

    @ParameterizedTest
    @EnumSource
    void refusedToken_isReadFromTheHeaderBesideThePage(AnvilCall call) {
        server.answer(new MockResponse.Builder()
                .code(401)
                .setHeader("Content-Type", "text/html; charset=utf-8")
                .setHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"user\", error=\"invalid_request\","
                                + " error_description=\"Unknown access token\"")
                .body("Unauthorized<br><br>Unknown access token"));

        AccessDeniedException error = call.failure(AccessDeniedException.class, style, anvil);

        assertThat(error.code()).contains("invalid_request");
        assertThat(error.description()).contains("Unknown access token");
        assertThat(error.challenge())
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer realm=\"user\""));
        assertThat(error.bodyExcerpt()).isEmpty();
        // It is the user's token, and says nothing of the client.
        assertThat(error.mayBeGone()).isFalse();
        assertThat(error)
                .hasMessageEndingWith("Check the access token: it must be that of a user, have the scope realm, and not"
                        + " have expired.");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void tokenWithoutTheScope_isAPage(AnvilCall call) {
        server.page(403, "Forbidden");

        AccessDeniedException error = call.failure(AccessDeniedException.class, style, anvil);

        assertThat(error.httpStatus()).isEqualTo(403);
        assertThat(error.code()).isEmpty();
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @ParameterizedTest
    @EnumSource(names = {"GET", "PATCH", "DELETE"})
    void clientThatIsNotThere_isAPageToo(AnvilCall call) {
        server.page(404, "Not found.");

        ClientNotFoundException error = call.failure(ClientNotFoundException.class, style, anvil);

        assertThat(error.code()).isEmpty();
        assertThat(error.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(error).hasMessageEndingWith("The server does not know the client.");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "LIST"})
    void addressThatIsNotThere_saysSo(AnvilCall call) {
        server.page(404, "Not found.");

        assertThat(call.failure(RegistrationRejectedException.class, style, anvil))
                .hasMessageEndingWith("Check the base URI.");
    }

    // ---- what is sent again

    @Test
    void create_isNotSentAgainOnceItWasSent() {
        server.hangUp().json(201, AnvilCall.CREATE.answer);

        TransportException failure = AnvilCall.CREATE.failure(TransportException.class, style, anvil);

        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void create_endsInDoubtWithTheServersError() {
        // What it answers to a body that is not JSON, among other things.
        server.page(500, "Internal Server Error").json(201, AnvilCall.CREATE.answer);

        assertThat(AnvilCall.CREATE
                        .failure(ServerUnavailableException.class, style, anvil)
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = "CREATE", mode = EnumSource.Mode.EXCLUDE)
    void callThatChangesNothingTheSecondTime_isSentAgain(AnvilCall call) {
        server.hangUp().page(500, "Internal Server Error").json(call.status, call.answer);

        call.make(style, anvil);

        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void deletionThatFindsNothingTheSecondTime_isDone() {
        server.hangUp().page(404, "Not found.");

        AnvilCall.DELETE.make(style, anvil);

        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, 401", "DELETE, 403", "PATCH, 401", "PATCH, 403", "PATCH, 404"})
    void changeThatIsRefusedTheSecondTime_isUnknown(AnvilCall call, int status) {
        server.hangUp().page(status, "Forbidden");

        ResultError failure = call.failure(ResultError.class, style, anvil);

        assertThat(failure.httpStatus()).isEqualTo(status);
        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure).hasMessageContaining("Whether the server did it is unknown.");
    }

    @Test
    void patchThatIsRejectedTheSecondTime_wasRejectedTheFirstTimeToo() {
        server.hangUp().json(400, "{\"error\":\"validation_error\"}");

        ResultError failure = AnvilCall.PATCH.failure(RegistrationRejectedException.class, style, anvil);

        assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(failure.attempts()).isEqualTo(2);
    }
}
