package dev.clientregistration.testing.junit;

import static dev.clientregistration.testing.junit.Requests.METADATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegisteredClient;
import dev.clientregistration.testing.RegistrationAccess;
import java.net.ConnectException;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The annotation, seen by classes of tests that are run here. */
@Timeout(60)
class MockRegistrationTest {
    private static final Queue<MockRegistrationServer> SERVERS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forget() {
        SERVERS.clear();
    }

    @Test
    void parameter_isTheSameInAllMethodsOfATest_andAnotherOneInEachTest() {
        assertThat(InnerTests.run(Each.class, false)).hasSize(3).allSatisfy((name, outcome) -> assertThat(outcome)
                .isEqualTo("ok"));
        assertThat(Set.copyOf(SERVERS)).hasSize(3);
        assertAllAreClosed();
    }

    @MockRegistration
    static class Each {
        private MockRegistrationServer before;

        @BeforeEach
        void register(MockRegistrationServer server) {
            before = server;
            assertThat(server.clients()).isEmpty();
            assertThat(Requests.register(server)).isEqualTo(201);
        }

        @Test
        void one(MockRegistrationServer server) {
            SERVERS.add(server);
            assertThat(server).isSameAs(before);
        }

        @RepeatedTest(2)
        void other(MockRegistrationServer server) {
            SERVERS.add(server);
            assertThat(server.clients()).hasSize(1);
        }

        @AfterEach
        void stillOpen(MockRegistrationServer server) {
            assertThat(server).isSameAs(before);
            assertThat(Requests.register(server)).isEqualTo(201);
        }
    }

    @Test
    void server_isClosed_howeverTheTestEnds() {
        Map<String, String> results = InnerTests.run(Failing.class, false);

        assertThat(results)
                .containsEntry("fails(MockRegistrationServer)", "on purpose")
                .containsEntry("throwsError(MockRegistrationServer)", "on purpose, too");
        assertThat(SERVERS).hasSize(2);
        assertAllAreClosed();
    }

    static class Failing {
        @Test
        @MockRegistration
        void fails(MockRegistrationServer server) {
            SERVERS.add(server);
            throw new AssertionError("on purpose");
        }

        @Test
        @MockRegistration
        void throwsError(MockRegistrationServer server) {
            SERVERS.add(server);
            throw new IllegalStateException("on purpose, too");
        }
    }

    @Test
    void testsInParallel_haveServersOfTheirOwn() {
        Map<String, String> results = InnerTests.run(Parallel.class, true);

        assertThat(results).hasSize(4).allSatisfy((name, outcome) -> assertThat(outcome)
                .isEqualTo("ok"));
        assertThat(Set.copyOf(SERVERS)).hasSize(4);
        assertAllAreClosed();
    }

    @MockRegistration
    static class Parallel {
        /** Nobody goes on before all are there: the tests do run at the same time. */
        private static final CyclicBarrier TOGETHER = new CyclicBarrier(4);

        @Test
        void one(MockRegistrationServer server) throws Exception {
            together(server);
        }

        @Test
        void two(MockRegistrationServer server) throws Exception {
            together(server);
        }

        @Test
        void three(MockRegistrationServer server) throws Exception {
            together(server);
        }

        @Test
        void four(MockRegistrationServer server) throws Exception {
            together(server);
        }

        private static void together(MockRegistrationServer server) throws Exception {
            SERVERS.add(server);
            TOGETHER.await(20, TimeUnit.SECONDS);
            Requests.register(server);
            TOGETHER.await(20, TimeUnit.SECONDS);
            assertThat(server.ledger()).hasSize(1);
        }
    }

    @Test
    void nearestAnnotation_counts() {
        assertThat(InnerTests.run(Outer.class, false)).hasSize(4).allSatisfy((name, outcome) -> assertThat(outcome)
                .isEqualTo("ok"));
    }

    @MockRegistration(initialAccessToken = "outer-token")
    static class Outer {
        @Test
        void ofTheClass(MockRegistrationServer server) {
            assertThat(Requests.register(server)).isEqualTo(401);
        }

        @Test
        @MockRegistration(dialect = Dialect.AUTHLETE)
        void ofTheMethod(MockRegistrationServer server) {
            assertThat(server.dialect()).isEqualTo(Dialect.AUTHLETE);
        }

        @Nested
        class Inside {
            @Test
            void ofTheClassAround(MockRegistrationServer server) {
                assertThat(Requests.register(server)).isEqualTo(401);
            }
        }

        @Nested
        @MockRegistration
        class InsideWithItsOwn {
            @Test
            void ofTheNestedClass(MockRegistrationServer server) {
                assertThat(Requests.register(server)).isEqualTo(201);
            }
        }
    }

    @Test
    void everyAttribute_reachesTheServer() {
        assertThat(InnerTests.run(Attributes.class, false))
                .containsOnly(
                        Map.entry("all(MockRegistrationServer)", "ok"),
                        Map.entry("admission(MockRegistrationServer)", "ok"));
    }

    static class Attributes {
        @Test
        @MockRegistration(registrationAccess = RegistrationAccess.SINGLE_USE_TOKEN, clientIdPrefix = "healthorg")
        void admission(MockRegistrationServer server) {
            String token = server.facts().get("initial_access_token").getAsString();
            assertThat(Requests.register(server, token, "pretzel1")).isEqualTo(201);
            assertThat(server.client("healthorg.pretzel1")).isPresent();
            assertThat(Requests.register(server, token, "pretzel2")).isEqualTo(401);
        }

        @Test
        @MockRegistration(
                tls = true,
                initialAccessToken = "initial-token",
                rotateRegistrationAccessTokenOnRead = true,
                rotateRegistrationAccessTokenOnUpdate = true,
                rotateSecretOnUpdate = true,
                secretLifetime = "P30D",
                clients = METADATA,
                faults = {"status-503@get", "stall@delete*2"})
        void all(MockRegistrationServer server) {
            assertThat(server.issuer().getScheme()).isEqualTo("https");
            assertThat(server.facts().get("initial_access_token").getAsString()).isEqualTo("initial-token");
            assertThat(server.faults().active())
                    .containsExactly(Fault.parse("status-503@get"), Fault.parse("stall@delete*2"));
            RegisteredClient client = server.clients().get(0);
            assertThat(client.clientSecretExpiresAt())
                    .contains(client.issuedAt().plus(java.time.Duration.ofDays(30)));

            server.faults().clear();
            assertThat(Requests.read(server, client)).isEqualTo(200);
            RegisteredClient read = server.clients().get(0);
            assertThat(read.registrationAccessToken()).isNotEqualTo(client.registrationAccessToken());
            assertThat(Requests.update(server, read)).isEqualTo(200);
            RegisteredClient updated = server.clients().get(0);
            assertThat(updated.registrationAccessToken()).isNotEqualTo(read.registrationAccessToken());
            assertThat(updated.clientSecret()).isNotEqualTo(read.clientSecret());
        }
    }

    @Test
    void parameterWithoutATest_isRefused() {
        assertThat(InnerTests.run(InConstructor.class, false).get("test()"))
                .contains("a MockRegistrationServer belongs to a test");
        assertThat(InnerTests.run(BeforeTheTests.class, false).values())
                .singleElement()
                .asString()
                .contains("use a static @RegisterExtension field of type MockRegistrationServerExtension");
    }

    @MockRegistration
    static class InConstructor {
        InConstructor(MockRegistrationServer server) {
            SERVERS.add(server);
        }

        @Test
        void test() {}
    }

    @MockRegistration
    static class BeforeTheTests {
        @BeforeAll
        static void all(MockRegistrationServer server) {
            SERVERS.add(server);
        }

        @Test
        void test() {}
    }

    @Test
    void malformedFault_failsTheTestAndLeavesNoServer() {
        assertThat(InnerTests.run(MalformedFault.class, false).get("test(MockRegistrationServer)"))
                .contains("not a fault: stal: there is no fault of this name");
    }

    static class MalformedFault {
        @Test
        @MockRegistration(faults = "stal")
        void test(MockRegistrationServer server) {
            SERVERS.add(server);
        }
    }

    private static void assertAllAreClosed() {
        Set<Class<?>> refusals = ConcurrentHashMap.newKeySet();
        for (MockRegistrationServer server : SERVERS) {
            refusals.add(Requests.failure(server).getClass());
        }
        assertThat(refusals).containsExactly(ConnectException.class);
    }
}
