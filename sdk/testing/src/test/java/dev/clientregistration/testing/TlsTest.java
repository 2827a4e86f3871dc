package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {
    @AutoClose
    private final MockRegistrationServer server =
            MockRegistrationServer.builder().tls().start();

    @Test
    void everyAddress_isHttps() {
        RegisteredClient client = server.register(json(MINIMAL));

        assertThat(Stream.of(
                        server.issuer(),
                        server.baseUri(),
                        server.registrationEndpoint(),
                        client.registrationClientUri(),
                        URI.create(server.facts().get("registration_endpoint").getAsString())))
                .extracting(URI::getScheme)
                .containsOnly("https");
    }

    @Test
    void client_trustingInOneCall_registersReadsAndDeletes() {
        HttpClient client = Wire.trusting(server);
        HttpResponse<String> registered = Wire.register(server, MINIMAL);
        assertThat(registered.statusCode()).isEqualTo(201);
        String uri = json(registered).get("registration_client_uri").getAsString();
        String token = json(registered).get("registration_access_token").getAsString();

        assertThat(Wire.send(client, Wire.bearer(HttpRequest.newBuilder(URI.create(uri)), token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(Wire.send(
                                client,
                                Wire.bearer(
                                        HttpRequest.newBuilder(URI.create(uri)).DELETE(), token))
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.exchanges()).hasSize(3);
    }

    @Test
    void client_thatTrustsNobodySpecial_isNotSpokenTo() {
        assertThatThrownBy(() -> Wire.send(Wire.json("POST", server.registrationEndpoint(), MINIMAL)))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(SSLHandshakeException.class);
        assertThat(server.exchanges()).isEmpty();
        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
    }

    @Test
    void client_thatSpeaksHttp_isNotAnswered() {
        try (RawWire wire = RawWire.to(server, null)) {
            wire.send(RawWire.registration(MINIMAL));

            assertThat(wire.received()).doesNotContain("HTTP/1.1 ");
        }
        assertThat(server.ledger()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void certificate_isForEveryNameOfTheLoopbackInterface(String host) {
        URI uri = URI.create("https://" + host + ":" + server.issuer().getPort() + "/register");

        assertThat(Wire.send(Wire.trusting(server), Wire.json("POST", uri, MINIMAL))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void caCertificatePem_isWhatAClientOutsideNeeds() throws Exception {
        byte[] pem = server.caCertificatePem().getBytes(StandardCharsets.US_ASCII);
        X509Certificate authority = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("mock", authority);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();

        assertThat(authority.getBasicConstraints()).isNotNegative();
        assertThat(Wire.send(client, Wire.json("POST", server.registrationEndpoint(), MINIMAL))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void trustManager_trustsTheAuthorityAndNobodyElse() {
        assertThat(List.of(server.trustManager().getAcceptedIssuers()))
                .singleElement()
                .satisfies(issuer -> assertThat(server.caCertificatePem())
                        .contains(java.util.Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(encoded(issuer))));
    }

    @Test
    void severalServers_areTrustedByOneContext() {
        try (MockRegistrationServer other =
                MockRegistrationServer.builder().tls().start()) {
            HttpResponse<String> response =
                    Wire.send(Wire.trusting(server), Wire.json("POST", other.registrationEndpoint(), MINIMAL));

            assertThat(response.statusCode()).isEqualTo(201);
        }
    }

    @Test
    void httpClientThatWantsHttp2_isServedWithHttp11() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(server.sslContext())
                .build();
        HttpResponse<String> response = Wire.send(client, Wire.json("POST", server.registrationEndpoint(), MINIMAL));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void serverWithoutTls_hasNothingToTrust() {
        try (MockRegistrationServer plain = MockRegistrationServer.start()) {
            assertThatThrownBy(plain::sslContext)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the server speaks http: start it with builder().tls()");
            assertThatThrownBy(plain::trustManager).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(plain::caCertificatePem).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void close_connectionThatIsIdle_isClosed() {
        try (RawWire wire = RawWire.to(server)) {
            wire.send(RawWire.registration(MINIMAL));
            assertThat(wire.received()).startsWith("HTTP/1.1 201");
            server.close();

            assertThat(wire.received()).isEmpty();
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
