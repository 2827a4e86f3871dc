package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clientregistration.Secret;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.RegisteredClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies on the disk, and with which key. */
@Timeout(120)
class StorageTest {
    @TempDir
    Path folder;

    // ---- the vault

    @Test
    void vault_opensWhatItSealed_atItsPlaceOnly() {
        Vault vault = Vault.of(Vault.newKey());
        String sealed = vault.seal("a secret", "client 1");

        assertThat(sealed).doesNotContain("secret");
        assertThat(vault.open(sealed, "client 1")).isEqualTo("a secret");
        assertThatThrownBy(() -> vault.open(sealed, "client 2")).isInstanceOf(Vault.WrongKeyException.class);
        assertThatThrownBy(() -> vault.open("never sealed", "client 1")).isInstanceOf(Vault.WrongKeyException.class);
    }

    @Test
    void vault_sealsTheSameTextDifferentlyEachTime() {
        Vault vault = Vault.of(Vault.newKey());

        assertThat(vault.seal("a secret", "here")).isNotEqualTo(vault.seal("a secret", "here"));
    }

    @Test
    void vault_keyReplaced_opensWhatTheOldOneSealedAndSealsWithTheNewOne() {
        Secret old = Vault.newKey();
        Secret renewed = Vault.newKey();
        String sealed = Vault.of(old).seal("a secret", "here");

        Vault both = Vault.of(Secret.of(renewed.reveal() + ", " + old.reveal()));

        assertThat(both.open(sealed, "here")).isEqualTo("a secret");
        assertThat(Vault.of(renewed).open(both.seal("another", "here"), "here")).isEqualTo("another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tooshort", "not base64 at all !!!", "AAAAAAAAAAAAAAAAAAAAAA==", ","})
    void vault_keyThatIsNone_isRefusedWithoutRepeatingIt(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vault.of(Secret.of(key)))
                .withMessageStartingWith("PORTAL_KEY must be 32 bytes in Base64")
                .withMessageNotContaining("tooshort");
    }

    // ---- the files

    @Test
    void database_holdsNeitherSecretsNorPasswords() throws IOException {
        RegisteredClient client;
        try (TestPortal portal = TestPortal.start(folder)) {
            portal.signUp("ada").register("superpedometer");
            client = portal.server().clients().get(0);
        }

        byte[] bytes = Files.readAllBytes(folder.resolve("portal.mv.db"));
        String content = new String(bytes, StandardCharsets.ISO_8859_1) + new String(bytes, StandardCharsets.UTF_16BE);

        assertThat(content.contains("superpedometer")).isTrue();
        assertThat(content.contains(client.clientSecret().orElseThrow())).isFalse();
        assertThat(content.contains(client.registrationAccessToken())).isFalse();
        assertThat(content.contains(Visitor.PASSWORD)).isFalse();
    }

    @Test
    void keyFile_isMadeForItsOwnerOnlyAndTold() throws IOException {
        try (TestPortal portal = TestPortal.start(folder.resolve("data"))) {
            assertThat(portal.printed()).contains("No PORTAL_KEY is set", "portal.key");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data/portal.key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void folder_thatCannotBeOne_isNamedAsSuch() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> TestPortal.start(file, MockRegistrationServer.start(), Map.of()))
                .cause()
                .hasMessageStartingWith("PORTAL_DATA must be a folder that the portal can write to: ")
                .hasMessageContaining(file.toString());
    }

    @Test
    void database_thatCannotBeOpened_isAFailureThatSaysWhyWithoutItsUrl() {
        Map<String, String> variables = Map.of(
                "DATABASE_URL",
                "jdbc:nobody://portal:s3cr3t@db/portal",
                "PORTAL_KEY",
                Vault.newKey().reveal());

        assertThatThrownBy(() -> TestPortal.start(folder, MockRegistrationServer.start(), variables))
                .cause()
                .hasMessage("the database cannot be opened: No suitable driver");
    }

    @Test
    void database_thatIsDamaged_isAFailureThatSaysSo() throws IOException {
        Files.writeString(folder.resolve("portal.mv.db"), "no database");

        assertThatThrownBy(() -> TestPortal.start(folder, MockRegistrationServer.start(), Map.of()))
                .cause()
                .hasMessageStartingWith("the database cannot be opened: ")
                .hasMessageNotContaining("null");
    }

    @Test
    void keyOfTheEnvironment_needsNoFile() {
        try (TestPortal portal = TestPortal.start(
                folder,
                MockRegistrationServer.start(),
                Map.of("PORTAL_KEY", Vault.newKey().reveal()))) {
            assertThat(portal.printed()).doesNotContain("PORTAL_KEY");
            assertThat(folder.resolve("portal.key")).doesNotExist();
        }
    }

    @Test
    void anotherKey_isToldAtTheStart() {
        try (TestPortal portal = TestPortal.start(folder)) {
            portal.signUp("ada").register("superpedometer");
        }
        String another = Vault.newKey().reveal();

        assertThatThrownBy(
                        () -> TestPortal.start(folder, MockRegistrationServer.start(), Map.of("PORTAL_KEY", another)))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseInstanceOf(Exception.class)
                .cause()
                .hasMessage("PORTAL_KEY is not the key that this database was written with");
    }

    @Test
    void keyReplaced_everythingCanStillBeRead() {
        String old = Vault.newKey().reveal();
        MockRegistrationServer server = MockRegistrationServer.start();
        try (TestPortal portal = TestPortal.start(folder, server, Map.of("PORTAL_KEY", old))) {
            portal.signUp("ada").register("superpedometer");

            portal.restart(Map.of("PORTAL_KEY", Vault.newKey().reveal() + "," + old));

            assertThat(new Visitor(portal.uri()).signIn("ada").main()).contains("Registered");
        }
    }
}
