package dev.clientregistration.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code clientreg mock}, as a test suite in any language uses it. */
class MockProcessTest {
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    /** Starts the server and reads its one line. */
    private JsonObject start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Cli.java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Clientreg.class.getName(),
                "mock"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return JsonParser.parseString(out.readLine()).getAsJsonObject();
    }

    /** Sends a request without a library, and gives status and body, separated by a space. */
    private static String send(HttpURLConnection connection, String body) throws IOException {
        if (!body.isEmpty()) {
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        return connection.getResponseCode() + " "
                + new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static HttpURLConnection connection(JsonObject facts, String member, String path) throws IOException {
        return (HttpURLConnection)
                URI.create(facts.get(member).getAsString() + path).toURL().openConnection();
    }

    @Test
    void standard_printsItsFactsServesAndEndsWhenTold() throws Exception {
        JsonObject facts = start("--require-token", "t-1");
        assertThat(facts.keySet())
                .containsExactly(
                        "issuer", "registration_endpoint", "token_endpoint", "initial_access_token", "dialect");
        assertThat(facts.get("initial_access_token").getAsString()).isEqualTo("t-1");
        assertThat(facts.get("dialect").getAsString()).isEqualTo("standard");
        String issuer = facts.get("issuer").getAsString();

        assertThat(Cli.inside("register", "--issuer", issuer, "--show-secrets", "--metadata", Texts.METADATA)
                        .status())
                .as("without the token")
                .isEqualTo(ExitStatus.REFUSED_BY_SERVER.code());
        Result registered = Cli.inside(
                "register", "--issuer", issuer, "--token", "t-1", "--show-secrets", "--metadata", Texts.METADATA);
        assertThat(registered.status()).isZero();

        assertThat(send(connection(facts, "issuer", "/__admin/clients"), ""))
                .startsWith("200 ")
                .contains(JsonParser.parseString(registered.out())
                        .getAsJsonObject()
                        .get("client_id")
                        .getAsString());

        Process process = processes.get(0);
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void fault_strikesOnceAndTheClientIsThereAllTheSame() throws Exception {
        JsonObject facts = start("--fault", "drop-after-applying@register", "--rotate", "--quirk", "null-arrays");
        String endpoint = facts.get("registration_endpoint").getAsString();

        assertThat(Cli.inside("register", "--endpoint", endpoint, "--show-secrets", "--metadata", Texts.METADATA)
                        .status())
                .isEqualTo(ExitStatus.UNKNOWN.code());
        assertThat(Cli.inside("register", "--endpoint", endpoint, "--show-secrets", "--metadata", Texts.METADATA)
                        .status())
                .isZero();
        assertThat(send(connection(facts, "issuer", "/__admin/clients"), "").split("\"client_id\""))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void tls_isTrustedByTheCertificateInTheLine() throws Exception {
        JsonObject facts = start("--tls", "--dialect", "keycloak");
        assertThat(facts.get("issuer").getAsString()).startsWith("https://");
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(
                                facts.get("ca_certificate").getAsString().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);

        HttpsURLConnection connection = (HttpsURLConnection) connection(facts, "registration_endpoint", "");
        connection.setSSLSocketFactory(tls.getSocketFactory());
        assertThat(send(connection, Texts.METADATA)).startsWith("201 ");
    }

    @Test
    void authlete_takesAnyServiceAndAnyToken() throws Exception {
        JsonObject facts = start("--dialect", "authlete");
        assertThat(facts.get("registration_endpoint").isJsonNull()).isTrue();

        HttpURLConnection connection = connection(facts, "issuer", "/api/4711/client/registration");
        connection.setRequestProperty("Authorization", "Bearer whatever");
        assertThat(send(connection, "{\"json\":\"{}\"}")).startsWith("200 ").contains("\"action\":\"CREATED\"");
    }

    @Test
    void tokenOfOneUse_isInTheLine_andTheNextOneIsIssuedOrComesBackByAReset() throws Exception {
        JsonObject facts = start("--dialect", "spring-authorization-server");
        String token = facts.get("initial_access_token").getAsString();

        assertThat(registered(facts, token)).isZero();
        assertThat(registered(facts, token)).isEqualTo(ExitStatus.REFUSED_BY_SERVER.code());

        HttpURLConnection another = connection(facts, "issuer", "/__admin/initial-access-tokens");
        another.setRequestMethod("POST");
        String issued = send(another, "").substring("201 ".length());
        assertThat(registered(
                        facts,
                        JsonParser.parseString(issued)
                                .getAsJsonObject()
                                .get("initial_access_token")
                                .getAsString()))
                .isZero();

        HttpURLConnection reset = connection(facts, "issuer", "/__admin/reset");
        reset.setRequestMethod("POST");
        assertThat(send(reset, "")).isEqualTo("204 ");
        assertThat(registered(facts, token)).isZero();
    }

    @Test
    void tokenOfManyUses_isInTheLine() throws Exception {
        JsonObject facts = start("--dialect", "simple-id-server");
        String token = facts.get("initial_access_token").getAsString();

        assertThat(registered(facts, token)).isZero();
        assertThat(registered(facts, token)).isZero();
    }

    private static int registered(JsonObject facts, String token) {
        return Cli.inside(
                        "register",
                        "--endpoint",
                        facts.get("registration_endpoint").getAsString(),
                        "--profile",
                        facts.get("dialect").getAsString(),
                        "--token",
                        token,
                        "--show-secrets",
                        "--metadata",
                        Texts.METADATA)
                .status();
    }

    @Test
    void clientIdPrefix_clientsChooseTheRest() throws Exception {
        JsonObject facts = start("--client-id-prefix", "healthorg");

        assertThat(send(connection(facts, "registration_endpoint", ""), """
                        {"client_id": "pretzel1", "redirect_uris": ["https://example.com/cb"]}"""))
                .startsWith("201 ")
                .contains("\"client_id\":\"healthorg.pretzel1\"");
    }

    @Test
    void registrationSwitchedOff_hasNoEndpoint() throws Exception {
        JsonObject facts = start("--registration", "switched-off");

        assertThat(facts.get("registration_endpoint").isJsonNull()).isTrue();
        assertThat(facts.get("initial_access_token").isJsonNull()).isTrue();
        assertThat(connection(facts, "issuer", "/register").getResponseCode()).isEqualTo(404);
    }

    @Test
    void optionsThatCannotBe_areUsageErrors() throws IOException {
        assertThat(Cli.inside("mock", "--dialect", "no-such").error(2).toString())
                .contains("known are standard");
        assertThat(Cli.inside("mock", "--fault", "explode").error(2).toString()).contains("explode");
        assertThat(Cli.inside("mock", "--quirk", "oddness").error(2).toString()).contains("there is no quirk");
        assertThat(Cli.inside("mock", "--registration", "some").error(2).toString())
                .contains("known are open, token, single-use-token, switched-off");
        assertThat(Cli.inside("mock", "--client-id-prefix", "a.b").error(2).toString())
                .contains("prefix");
        assertThat(Cli.inside("mock", "--dialect", "authlete", "--registration", "token")
                        .error(2)
                        .toString())
                .contains("registrationAccess");
        assertThat(Cli.inside("mock", "--port", "many").error(2).toString()).contains("--port");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Cli.inside("mock", "--port", String.valueOf(taken.getLocalPort()))
                            .error(2)
                            .toString())
                    .contains("choose another --port");
        }
    }
}
