package dev.clientregistration.samples.portal;

import static dev.clientregistration.testing.LedgerEntry.Event.DELETED;
import static dev.clientregistration.testing.LedgerEntry.Event.REGISTERED;
import static dev.clientregistration.testing.LedgerEntry.Event.UPDATED;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The portal on PostgreSQL, with nothing on the disk of its own. */
@Timeout(300)
class PostgresqlIT {
    @TempDir
    Path folder;

    private EmbeddedPostgres postgresql;
    private TestPortal portal;

    @BeforeEach
    void start() throws IOException {
        postgresql = EmbeddedPostgres.start();
        portal = TestPortal.start(
                folder,
                MockRegistrationServer.start(),
                Map.of(
                        "DATABASE_URL",
                        "jdbc:postgresql://localhost:" + postgresql.getPort() + "/postgres",
                        "DATABASE_USER",
                        "postgres",
                        "PORTAL_KEY",
                        Vault.newKey().reveal()));
    }

    @AfterEach
    void stop() throws IOException {
        portal.close();
        postgresql.close();
    }

    @Test
    void walk_fromSignUpToTheEndOfAClient() {
        Visitor ada = portal.signUp("ada").register("superpedometer");
        String secret = portal.server().clients().get(0).clientSecret().orElseThrow();
        assertThat(ada.value("secret")).isEqualTo(secret);
        ada.follow("Client details").fill("client_name", "Round Pedometer").press("Save changes");

        portal.restart(Map.of());

        Visitor again = new Visitor(portal.uri()).signIn("ada");
        assertThat(again.main()).contains("Round Pedometer", "Registered");
        again.follow("Round Pedometer").follow("Client secret").press("Show the secret");
        assertThat(again.value("secret")).isEqualTo(secret);
        again.follow("Delete").press("Delete this client");
        assertThat(again.main()).contains("You have no clients yet");
        assertThat(portal.server()).hasLedger(REGISTERED, UPDATED, DELETED);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatThereIsAlready_isRefused() {
        Visitor ada = portal.signUp("ada").register("superpedometer").register("superpedometer");

        assertThat(ada.page().selectFirst("#suffix-error").text())
                .contains("You have a client with this suffix already");
        assertThat(portal.signUp("ada").main()).contains("Somebody has this name already");
    }

    @Test
    void inDoubt_isKept() {
        portal.server().fault(Fault.dropAfterApplying().on(Operation.REGISTER));
        portal.signUp("ada").register("superpedometer");

        portal.restart(Map.of());

        assertThat(new Visitor(portal.uri()).signIn("ada").main()).contains("In doubt");
    }

    @Test
    void databaseThatIsNotThere_isToldAtTheStart() throws IOException {
        postgresql.close();

        assertThatThrownBy(() -> portal.restart(Map.of()))
                .hasMessageContaining("the database cannot be opened")
                .hasMessageContaining("refused");
    }
}
