package dev.clientregistration.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import java.net.ConnectException;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension, seen by classes of tests that are run here. */
@Timeout(60)
class MockRegistrationServerExtensionTest {
    private static final Queue<MockRegistrationServer> SERVERS = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void forget() {
        SERVERS.clear();
    }

    @Test
    void instanceField_givesEachTestItsOwn() {
        assertAllOk(InnerTests.run(InstanceField.class, false), 3);
        assertThat(Set.copyOf(SERVERS)).hasSize(3);
        assertAllAreClosed();
    }

    static class InstanceField {
        @RegisterExtension
        final MockRegistrationServerExtension registration = new MockRegistrationServerExtension(
                MockRegistrationServer.builder().initialAccessToken("initial-token"));

        @Test
        void one() {
            used();
        }

        @Test
        void two(MockRegistrationServer server) {
            assertThat(server).isSameAs(registration.server());
            used();
        }

        @Nested
        class Inside {
            @Test
            void three() {
                used();
            }
        }

        private void used() {
            SERVERS.add(registration.server());
            assertThat(Requests.register(registration.server())).isEqualTo(401);
            assertThat(registration.server().exchanges()).hasSize(1);
        }
    }

    @Test
    void instanceField_testsInParallel_haveServersOfTheirOwn() {
        assertAllOk(InnerTests.run(InParallel.class, true), 3);
        assertThat(Set.copyOf(SERVERS)).hasSize(3);
        assertAllAreClosed();
    }

    static class InParallel {
        private static final CyclicBarrier TOGETHER = new CyclicBarrier(3);

        @RegisterExtension
        final MockRegistrationServerExtension registration = new MockRegistrationServerExtension();

        @Test
        void one() throws Exception {
            together();
        }

        @Test
        void two() throws Exception {
            together();
        }

        @Test
        void three() throws Exception {
            together();
        }

        private void together() throws Exception {
            SERVERS.add(registration.server());
            TOGETHER.await(20, TimeUnit.SECONDS);
            Requests.register(registration.server());
            TOGETHER.await(20, TimeUnit.SECONDS);
            assertThat(registration.server().ledger()).hasSize(1);
        }
    }

    @Test
    void staticField_isOneServerThatIsResetBeforeEachTest() {
        assertAllOk(InnerTests.run(StaticField.class, false), 3);
        assertThat(Set.copyOf(SERVERS)).hasSize(1);
        assertAllAreClosed();
    }

    static class StaticField {
        @RegisterExtension
        static final MockRegistrationServerExtension REGISTRATION = new MockRegistrationServerExtension();

        @BeforeAll
        static void isThere() {
            assertThat(Requests.register(REGISTRATION.server())).isEqualTo(201);
        }

        @Test
        void one() {
            used();
        }

        @Test
        void two() {
            used();
        }

        @Nested
        class Inside {
            @Test
            void three() {
                used();
            }
        }

        private static void used() {
            MockRegistrationServer server = REGISTRATION.server();
            SERVERS.add(server);
            assertThat(server.clients()).isEmpty();
            assertThat(server.faults().active()).isEmpty();
            Requests.register(server);
            server.fault(Fault.status(503).always());
        }
    }

    @Test
    void staticField_testsInParallel_areRefused() {
        Map<String, String> results = InnerTests.run(SharedInParallel.class, true);

        assertThat(results.values()).hasSize(2).contains("ok").anySatisfy(outcome -> assertThat(outcome)
                .startsWith("tests in parallel cannot share one server"));
    }

    static class SharedInParallel {
        private static final Queue<String> DONE = new ConcurrentLinkedQueue<>();

        @RegisterExtension
        static final MockRegistrationServerExtension REGISTRATION = new MockRegistrationServerExtension();

        @org.junit.jupiter.api.AfterEach
        void waitForTheOther() throws InterruptedException {
            // Runs for the one that is let in only: it lasts until the other one has been turned away.
            REFUSED.await(20, TimeUnit.SECONDS);
        }

        private static final java.util.concurrent.CountDownLatch REFUSED = new java.util.concurrent.CountDownLatch(1);

        @RegisterExtension
        static final org.junit.jupiter.api.extension.AfterEachCallback TURNED_AWAY = context -> {
            if (context.getExecutionException()
                    .filter(IllegalStateException.class::isInstance)
                    .isPresent()) {
                REFUSED.countDown();
            }
        };

        @Test
        void one() {
            DONE.add("one");
        }

        @Test
        void two() {
            DONE.add("two");
        }
    }

    @Test
    void oneInstanceForAllTests_sharesTheServer() {
        assertAllOk(InnerTests.run(OneInstance.class, false), 2);
        assertThat(Set.copyOf(SERVERS)).hasSize(1);
        assertAllAreClosed();
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        @RegisterExtension
        final MockRegistrationServerExtension registration = new MockRegistrationServerExtension();

        @BeforeAll
        void isThere() {
            assertThat(registration.server()).isNotNull();
        }

        @Test
        void one() {
            used();
        }

        @Test
        void two() {
            used();
        }

        private void used() {
            SERVERS.add(registration.server());
            assertThat(registration.server().clients()).isEmpty();
            Requests.register(registration.server());
        }
    }

    @Test
    void server_isClosed_whenTestsAndTheirPreparationFail() {
        Map<String, String> results = InnerTests.run(Failing.class, false);

        assertThat(results.values()).containsExactly("on purpose", "on purpose");
        assertThat(SERVERS).hasSize(2);
        assertAllAreClosed();
    }

    static class Failing {
        @RegisterExtension
        final MockRegistrationServerExtension registration = new MockRegistrationServerExtension();

        @BeforeEach
        void prepare(org.junit.jupiter.api.TestInfo test) {
            if (test.getDisplayName().startsWith("two")) {
                fail();
            }
        }

        @Test
        void one() {
            fail();
        }

        @Test
        void two() {}

        private void fail() {
            SERVERS.add(registration.server());
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void extendWith_hasTheDefaults() {
        assertAllOk(InnerTests.run(Declared.class, false), 1);
        assertAllAreClosed();
    }

    @ExtendWith(MockRegistrationServerExtension.class)
    static class Declared {
        @Test
        void one(MockRegistrationServer server) {
            SERVERS.add(server);
            assertThat(Requests.register(server)).isEqualTo(201);
        }
    }

    @Test
    void besideTheAnnotation_eachGivesItsOwn() {
        assertAllOk(InnerTests.run(BesideTheAnnotation.class, false), 2);
        assertAllAreClosed();
    }

    static class BesideTheAnnotation {
        @RegisterExtension
        final MockRegistrationServerExtension registration = new MockRegistrationServerExtension();

        @Test
        @MockRegistration
        void annotated(MockRegistrationServer server) {
            SERVERS.add(server);
            SERVERS.add(registration.server());
            assertThat(server).isNotSameAs(registration.server());
        }

        @Test
        void notAnnotated(MockRegistrationServer server) {
            SERVERS.add(server);
            assertThat(server).isSameAs(registration.server());
        }
    }

    @Test
    void server_outsideOfATest_isRefused() {
        MockRegistrationServerExtension unused = new MockRegistrationServerExtension();

        assertThatThrownBy(unused::server)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is a server only while a test runs; the field must have @RegisterExtension, and must"
                        + " be static to have one before");
    }

    private static void assertAllOk(Map<String, String> results, int tests) {
        assertThat(results).hasSize(tests).allSatisfy((name, outcome) -> assertThat(outcome)
                .isEqualTo("ok"));
    }

    private static void assertAllAreClosed() {
        assertThat(SERVERS).isNotEmpty().allSatisfy(server -> assertThat(Requests.failure(server))
                .isInstanceOf(ConnectException.class));
    }
}
