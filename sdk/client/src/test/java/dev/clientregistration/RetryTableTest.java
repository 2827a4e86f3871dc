package dev.clientregistration;

import static dev.clientregistration.ScriptedServer.answer;
import static dev.clientregistration.ScriptedServer.halfOf;
import static dev.clientregistration.error.Outcome.APPLIED;
import static dev.clientregistration.error.Outcome.NOT_APPLIED;
import static dev.clientregistration.error.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.ScriptedServer.Step;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.CredentialsLostException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnexpectedResponseException;
import dev.clientregistration.error.UnreadableResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The design's table of what is sent again, row by row, by operation, blocking and asynchronous. Each row is shown twice:
 * where it lasts, and where the server does what was asked the second time.
 */
@Timeout(60)
class RetryTableTest {
    private static final Class<TransportException> TRANSPORT = TransportException.class;
    private static final Class<ServerUnavailableException> UNAVAILABLE = ServerUnavailableException.class;
    private static final Class<RegistrationRejectedException> REJECTED = RegistrationRejectedException.class;
    private static final Class<AccessDeniedException> DENIED = AccessDeniedException.class;
    private static final Class<ClientNotFoundException> NOT_FOUND = ClientNotFoundException.class;
    private static final Class<UnexpectedResponseException> UNEXPECTED = UnexpectedResponseException.class;
    private static final Class<UnreadableResponseException> UNREADABLE = UnreadableResponseException.class;

    private static final String INVALID_TOKEN = "{\"error\":\"invalid_token\"}";
    private static final String LOCATION = "Location: /elsewhere";

    private static final HeldCertificate STRANGER = certificate("127.0.0.1");
    private static final HeldCertificate OTHER_HOST = certificate("as.example.com");

    /** The other host's certificate is trusted, the stranger's is not. */
    private static final SSLContext CLIENT_TLS = new HandshakeCertificates.Builder()
            .addTrustedCertificate(OTHER_HOST.certificate())
            .build()
            .sslContext();

    static Stream<Case> table() {
        return rows().stream().flatMap(Row::cases);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void eachWayAnAttemptCanEnd_isRepeatedAndJudgedAsTheDesignSays(Case one) {
        EngineObserver observer = new EngineObserver();
        AtomicInteger tokens = new AtomicInteger();
        InitialAccessToken token = one.row().isTokenSupplied()
                ? InitialAccessToken.supplied(() -> Secret.of("supplied-" + tokens.incrementAndGet()))
                : InitialAccessToken.fixed(Secret.of("fixed"));
        try (ScriptedServer server = one.server();
                ClientRegistration registration = ClientRegistration.builder()
                        .endpoint(server.endpoint())
                        .initialAccessToken(token)
                        .sslContext(CLIENT_TLS)
                        .callTimeout(HandTimer.LIMIT)
                        .environment(HandTimer.skippingWaits().environment())
                        .observer(observer)
                        .build()) {
            Ending expected = one.ending();

            Result<?> result = one.style().call(registration, one.operation(), server.endpoint());

            assertThat(observer.started).hasSize(expected.attempts());
            assertThat(server.requests()).hasSize(one.row().isReached() ? expected.attempts() : 0);
            assertThat(observer.finished)
                    .allMatch(attempt -> attempt.sent() == one.row().isReached());
            assertThat(observer.calls).singleElement().satisfies(call -> {
                assertThat(call.attempts()).isEqualTo(expected.attempts());
                assertThat(call.outcome()).isEqualTo(expected.isSuccess() ? APPLIED : expected.outcome());
            });
            if (expected.isSuccess()) {
                assertThat(result.error()).isEmpty();
            } else {
                RegistrationException failure = result.error().orElseThrow();
                assertThat(failure).isExactlyInstanceOf(expected.failure());
                assertThat(failure.operation()).isEqualTo(one.operation());
                assertThat(failure.outcome()).isEqualTo(expected.outcome());
                assertThat(failure.attempts()).isEqualTo(expected.attempts());
                assertThat(failure.getSuppressed()).hasSize(expected.attempts() - 1);
            }
        }
    }

    /** The design's table. Three attempts are the default. */
    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();

        // Not sent: DNS, refused, connect timeout, handshake broken off.
        Cell notSent = again(TRANSPORT, NOT_APPLIED);
        rows.add(unreached("connection refused", ScriptedServer::refusingConnections)
                .of(notSent));
        rows.add(unreached(
                        "handshake broken off",
                        () -> ScriptedServer.startWithoutHandshake(socket -> {
                            socket.getInputStream().read();
                            socket.close();
                        }))
                .of(notSent));

        // Not sent: certificate, host name or protocol refused.
        Cell refused = stop(TRANSPORT, NOT_APPLIED);
        rows.add(unreached("certificate refused", () -> ScriptedServer.startTls(server(STRANGER), answer(200)))
                .of(refused));
        rows.add(unreached("host name refused", () -> ScriptedServer.startTls(server(OTHER_HOST), answer(200)))
                .of(refused));

        // Sent, no complete answer.
        Cell lost = stop(TRANSPORT, UNKNOWN);
        Cell lostAgain = again(TRANSPORT, UNKNOWN);
        rows.add(row("closed after the request", ScriptedServer.hangUp()).of(lost, lostAgain, lostAgain, lostAgain));
        rows.add(row("reset after the request", ScriptedServer.reset()).of(lost, lostAgain, lostAgain, lostAgain));
        rows.add(row("half a head", ScriptedServer.halfAHead()).of(lost, lostAgain, lostAgain, lostAgain));
        rows.add(row("200, half a body", halfOf(200, EngineCallStyle.CLIENT))
                .of(stop(UNREADABLE, UNKNOWN), lostAgain, lostAgain, done()));
        rows.add(row("201, half a body", halfOf(201, EngineCallStyle.CLIENT))
                .of(stop(UNREADABLE, APPLIED), lostAgain, lostAgain, done()));

        // The server's word that it did nothing.
        rows.add(row("408", answer(408)).of(again(UNAVAILABLE, NOT_APPLIED)));
        rows.add(row("408, Connection: close", answer(408, "", "Connection: close"))
                .of(again(UNAVAILABLE, NOT_APPLIED)));
        rows.add(row("425", answer(425)).of(again(UNAVAILABLE, NOT_APPLIED)));
        rows.add(row("429", answer(429)).of(again(RateLimitedException.class, NOT_APPLIED)));
        rows.add(row("429, Retry-After", answer(429, "", "Retry-After: 1"))
                .of(again(RateLimitedException.class, NOT_APPLIED)));
        rows.add(row("503, Retry-After: 0", answer(503, "", "Retry-After: 0")).of(again(UNAVAILABLE, NOT_APPLIED)));
        rows.add(row("503, Retry-After: 1", answer(503, "", "Retry-After: 1")).of(again(UNAVAILABLE, NOT_APPLIED)));

        // 501, 505, 3xx other than 303.
        for (int status : new int[] {501, 505}) {
            rows.add(row(String.valueOf(status), answer(status)).of(stop(UNAVAILABLE, NOT_APPLIED)));
        }
        for (int status : new int[] {300, 301, 302, 304, 307, 308}) {
            rows.add(row(String.valueOf(status), answer(status, "", LOCATION)).of(stop(UNEXPECTED, NOT_APPLIED)));
        }

        // Every other 5xx, 303.
        for (int status : new int[] {500, 502, 503, 504, 507, 520}) {
            Cell inDoubt = again(UNAVAILABLE, UNKNOWN);
            rows.add(row(String.valueOf(status), answer(status))
                    .of(stop(UNAVAILABLE, UNKNOWN), inDoubt, inDoubt, inDoubt));
        }
        rows.add(row("303", answer(303, "", LOCATION))
                .of(
                        stop(UNEXPECTED, UNKNOWN),
                        stop(UNEXPECTED, UNKNOWN),
                        again(UNEXPECTED, UNKNOWN),
                        again(UNEXPECTED, UNKNOWN)));

        // invalid_token, and the token is one we can renew: a register's that is supplied.
        Cell denied = stop(DENIED, NOT_APPLIED);
        rows.add(row("401 invalid_token", answer(401, INVALID_TOKEN))
                .of(renewed(), denied, denied, denied)
                .withSuppliedToken());
        rows.add(row(
                        "401 invalid_token by challenge",
                        answer(401, "", "WWW-Authenticate: Bearer error=\"invalid_token\""))
                .of(renewed(), denied, denied, denied)
                .withSuppliedToken());
        rows.add(row("403 insufficient_scope", answer(403, "{\"error\":\"insufficient_scope\"}"))
                .of(denied)
                .withSuppliedToken());
        rows.add(row("401 invalid_token, fixed token", answer(401, INVALID_TOKEN))
                .of(denied));

        // Other 4xx.
        rows.add(row("401", answer(401)).of(denied));
        rows.add(row("403", answer(403)).of(denied));
        for (int status : new int[] {404, 410}) {
            Cell notFound = stop(NOT_FOUND, NOT_APPLIED);
            rows.add(row(String.valueOf(status), answer(status))
                    .of(stop(REJECTED, NOT_APPLIED), notFound, notFound, notFound));
        }
        for (int status : new int[] {400, 405, 409, 413, 415, 422}) {
            rows.add(row(String.valueOf(status), answer(status)).of(stop(REJECTED, NOT_APPLIED)));
        }
        rows.add(row("400, Retry-After", answer(400, "", "Retry-After: 0")).of(stop(REJECTED, NOT_APPLIED)));

        // 2xx, unreadable.
        Cell applied = stop(UNREADABLE, APPLIED);
        Cell inDoubt = stop(UNREADABLE, UNKNOWN);
        rows.add(row("201, no JSON", answer(201, "<html>")).of(applied, applied, applied, done()));
        rows.add(row("201, empty", answer(201)).of(applied, applied, applied, done()));
        rows.add(row("200, no JSON", answer(200, "<html>")).of(inDoubt, applied, applied, done()));
        rows.add(row("200, empty", answer(200)).of(inDoubt, applied, applied, done()));
        rows.add(row("200, another client", answer(200, "{\"client_id\":\"c2\"}"))
                .of(done(), applied, applied, done()));
        rows.add(row("202, empty", answer(202)).of(inDoubt, applied, applied, done()));
        rows.add(row("204", answer(204)).of(inDoubt, applied, applied, done()));

        // 401, 403, 404, 410 after an attempt of unknown fate.
        for (int status : new int[] {401, 403, 404, 410}) {
            Cell asItIs = second(status < 404 ? DENIED : NOT_FOUND, NOT_APPLIED);
            Cell credentialsLost = second(CredentialsLostException.class, UNKNOWN);
            Cell gone = doneBySecond();
            rows.add(sequence("lost, then " + status, ScriptedServer.hangUp(), answer(status))
                    .of(lost, asItIs, credentialsLost, gone));
            rows.add(sequence("500, then " + status, answer(500), answer(status))
                    .of(stop(UNAVAILABLE, UNKNOWN), asItIs, credentialsLost, gone));
        }
        return rows;
    }

    // ---- what a cell of the table says

    /** How a call ends after so many attempts: with a failure and an outcome, or with neither. */
    private record Ending(
            int attempts,
            @Nullable Class<?> failure,
            @Nullable Outcome outcome) {
        boolean isSuccess() {
            return failure == null;
        }
    }

    /** How a call ends where the server's behaviour lasts, and where the server carries out the second request. */
    private record Cell(Ending lasting, Ending once) {}

    private static Cell again(Class<?> failure, Outcome outcome) {
        return new Cell(new Ending(3, failure, outcome), new Ending(2, null, null));
    }

    private static Cell stop(Class<?> failure, Outcome outcome) {
        Ending ending = new Ending(1, failure, outcome);
        return new Cell(ending, ending);
    }

    private static Cell done() {
        Ending ending = new Ending(1, null, null);
        return new Cell(ending, ending);
    }

    /** Once more, with another token. */
    private static Cell renewed() {
        return new Cell(new Ending(2, DENIED, NOT_APPLIED), new Ending(2, null, null));
    }

    /** The second attempt decides. */
    private static Cell second(Class<?> failure, Outcome outcome) {
        Ending ending = new Ending(2, failure, outcome);
        return new Cell(ending, ending);
    }

    private static Cell doneBySecond() {
        Ending ending = new Ending(2, null, null);
        return new Cell(ending, ending);
    }

    // ---- what a row of the table is

    /** A way attempts end, and the cells for register, get, update and delete. */
    private static final class Row {
        private final String name;
        private final Function<Operation, ScriptedServer> lasting;
        private final @Nullable Function<Operation, ScriptedServer> once;
        private final boolean reached;
        private boolean tokenSupplied;
        private List<Cell> cells = List.of();

        Row(
                String name,
                boolean reached,
                Function<Operation, ScriptedServer> lasting,
                @Nullable Function<Operation, ScriptedServer> once) {
            this.name = name;
            this.reached = reached;
            this.lasting = lasting;
            this.once = once;
        }

        Row of(Cell register, Cell get, Cell update, Cell delete) {
            this.cells = List.of(register, get, update, delete);
            return this;
        }

        Row of(Cell every) {
            return of(every, every, every, every);
        }

        Row withSuppliedToken() {
            this.tokenSupplied = true;
            return this;
        }

        boolean isReached() {
            return reached;
        }

        boolean isTokenSupplied() {
            return tokenSupplied;
        }

        Stream<Case> cases() {
            return StandardOperations.ALL.stream()
                    .flatMap(operation -> Stream.of(EngineCallStyle.values()).flatMap(style -> Stream.of(true, false)
                            .filter(lasts -> lasts || once != null)
                            .map(lasts -> new Case(this, operation, style, lasts))));
        }
    }

    /** A row whose requests do not reach the server. */
    private static Row unreached(String name, Supplier<ScriptedServer> server) {
        return new Row(name, false, operation -> server.get(), null);
    }

    /** A row whose requests the server reads and answers, or not, by this step. */
    private static Row row(String name, Step step) {
        return new Row(
                name,
                true,
                operation -> ScriptedServer.start(step),
                operation -> ScriptedServer.start(step, EngineCallStyle.success(operation)));
    }

    /** A row of two requests; a third would be carried out. */
    private static Row sequence(String name, Step first, Step second) {
        return new Row(
                name, true, operation -> ScriptedServer.start(first, second, EngineCallStyle.success(operation)), null);
    }

    /** One cell, called one way. */
    private record Case(Row row, Operation operation, EngineCallStyle style, boolean lasts) {
        ScriptedServer server() {
            Function<Operation, ScriptedServer> server = lasts ? row.lasting : row.once;
            return Objects.requireNonNull(server).apply(operation);
        }

        Ending ending() {
            Cell cell = row.cells.get(operation.ordinal());
            return lasts ? cell.lasting() : cell.once();
        }

        @Override
        public String toString() {
            return row.name + (lasts ? "" : ", once") + ": " + operation + " " + style;
        }
    }

    private static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(name).build();
    }

    private static SSLContext server(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext();
    }
}
