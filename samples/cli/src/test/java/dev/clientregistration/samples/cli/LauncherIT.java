package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the jar, as users have them. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of("clientreg").toAbsolutePath();
    private static final Path JAR = Path.of("target", "clientreg.jar").toAbsolutePath();

    @TempDir
    private Path directory;

    private static Cli launcher(Path path) {
        return Cli.of(path.toString()).with("JAVA_HOME", System.getProperty("java.home"));
    }

    private static void assertVersion(Result result) {
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo("clientreg " + Version.text() + "\n");
        assertThat(result.err()).isEmpty();
    }

    private Path script(String name, String text) throws IOException {
        Path script = Texts.write(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    @Test
    void launcherAndJar_areTheSame() {
        assertVersion(launcher(LAUNCHER).in(directory).run("--version"));
        assertVersion(Cli.of(Cli.java(), "-jar", JAR.toString()).in(directory).run("--version"));
    }

    @Test
    void launcherBySymbolicLinks_findsTheJarBesideItself() throws IOException {
        Path absolute = Files.createSymbolicLink(directory.resolve("absolute"), LAUNCHER);
        Path bin = Files.createDirectory(directory.resolve("a bin"));
        Path relative = Files.createSymbolicLink(bin.resolve("clientreg"), Path.of("..", "absolute"));

        assertVersion(Cli.of("clientreg")
                .in(directory)
                .with("JAVA_HOME", System.getProperty("java.home"))
                .after("env", "PATH=" + bin + ":" + System.getenv("PATH"))
                .run("--version"));

        Files.delete(relative);
        Files.delete(absolute);
    }

    @Test
    void launcherWithoutItsJar_saysHowToBuildIt() throws IOException {
        Path copy = Files.copy(LAUNCHER, directory.resolve("clientreg"), StandardCopyOption.COPY_ATTRIBUTES);

        Result result = launcher(copy).run("profiles");

        JsonObject error = result.error(2);
        assertThat(result.err())
                .contains("clientreg: target/clientreg.jar is not there yet")
                .contains("mvn -q -pl samples/cli -am package -DskipTests");
        assertThat(Result.text(error, "kind")).isEqualTo("file-unusable");
    }

    @Test
    void launcher_takesTheJavaOfJavaHomeWithTheOptionsForIt() throws IOException {
        Files.createDirectory(directory.resolve("bin"));
        script("bin/java", "printf '<%s>' \"$@\"");

        Result result = Cli.of(LAUNCHER.toString())
                .with("JAVA_HOME", directory.toString())
                .with("CLIENTREG_JAVA_OPTS", "-Da=b -Dc=d")
                .run("get", "--registration", "two words");

        assertThat(result.out()).endsWith("<-Da=b><-Dc=d><-jar><" + JAR + "><get><--registration><two words>");
        assertThat(Cli.of(LAUNCHER.toString())
                        .with("JAVA_HOME", directory.resolve("no").toString())
                        .run("profiles")
                        .err())
                .contains("JAVA_HOME holds no bin/java");
    }

    @Test
    void launcherWithoutAnyJava_saysSo() throws IOException {
        for (String needed : List.of("dirname", "readlink")) {
            script(needed, "PATH=" + System.getenv("PATH") + " exec " + needed + " \"$@\"");
        }

        Result result = Cli.of("/bin/sh", LAUNCHER.toString())
                .with("JAVA_HOME", "")
                .with("PATH", directory.toString())
                .run("profiles");

        assertThat(Result.text(result.error(2), "description")).isEqualTo("there is no java");
    }

    @Test
    void metadataOutsideAscii_isUnderstoodInThePlainLocaleToo() {
        try (MockRegistrationServer server = MockRegistrationServer.start()) {
            Result result = launcher(LAUNCHER)
                    .with("LC_ALL", "C")
                    .run(
                            "register",
                            "--endpoint",
                            server.registrationEndpoint().toString(),
                            "--metadata",
                            "{\"client_name\":\"Br\u00f6tchen\",\"redirect_uris\":[\"https://example.com/cb\"]}",
                            "--save",
                            directory.resolve("client.json").toString());

            assertThat(Result.text(result.document(), "client_name")).isEqualTo("Br\u00f6tchen");
            assertThat(result.err()).isEmpty();
            assertThat(Texts.permissions(directory.resolve("client.json"))).isEqualTo("rw-------");
        }
    }

    @Test
    void certificateAuthorityOfOnesOwn_isTrustedByAnOptionForJava() throws IOException, GeneralSecurityException {
        try (MockRegistrationServer server =
                MockRegistrationServer.builder().tls().start()) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "ca",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(
                                    server.caCertificatePem().getBytes(StandardCharsets.UTF_8))));
            Path file = directory.resolve("trusted.p12");
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, "changeit".toCharArray());
            }

            Result result = launcher(LAUNCHER)
                    .with(
                            "CLIENTREG_JAVA_OPTS",
                            "-Djavax.net.ssl.trustStore=" + file + " -Djavax.net.ssl.trustStorePassword=changeit")
                    .run("discover", "--issuer", server.issuer().toString());

            assertThat(Result.text(result.document(), "issuer"))
                    .isEqualTo(server.issuer().toString());
        }
    }

    @Test
    void profiles_areALineOfJsonEach() {
        Result result = launcher(LAUNCHER).run("profiles");

        assertThat(result.status()).isZero();
        assertThat(result.out().lines().map(line -> JsonParser.parseString(line).getAsJsonObject()))
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.has("name") && line.has("differences"));
    }

    @Test
    void jar_isOneProgramWithItsLicences() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();

            assertThat(names).doesNotHaveDuplicates().contains("META-INF/LICENSE", "META-INF/NOTICE", "COPYRIGHT.txt");
            assertThat(names)
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(Clientreg.class.getName());
        }
    }
}
