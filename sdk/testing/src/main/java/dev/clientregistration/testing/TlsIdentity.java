package dev.clientregistration.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * The certificates of the servers that speak TLS: an authority that lives as long as the JVM, and the one certificate it
 * issues, for the loopback interface. Keys are made when the first such server starts, and never leave the JVM.
 */
final class TlsIdentity {
    private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "::1");
    private static final Duration LIFETIME = Duration.ofDays(3_650);

    private final HeldCertificate authority;
    private final HandshakeCertificates server;
    private final HandshakeCertificates client;

    private TlsIdentity() {
        authority = builder()
                .commonName("Mock registration servers of one JVM")
                .certificateAuthority(0)
                .build();
        HeldCertificate.Builder issued =
                builder().commonName("Mock registration server").signedBy(authority);
        NAMES.forEach(issued::addSubjectAlternativeName);
        server = new HandshakeCertificates.Builder()
                .heldCertificate(issued.build())
                .build();
        client = new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.certificate())
                .build();
    }

    static TlsIdentity ofThisJvm() {
        return Holder.INSTANCE;
    }

    SSLSocketFactory serverSockets() {
        return server.sslSocketFactory();
    }

    SSLContext clientContext() {
        return client.sslContext();
    }

    X509TrustManager clientTrust() {
        return client.trustManager();
    }

    String authorityPem() {
        return authority.certificatePem();
    }

    /** A day of the past is valid too, for clients whose clock is behind. */
    private static HeldCertificate.Builder builder() {
        Instant now = Instant.now();
        return new HeldCertificate.Builder()
                .validityInterval(
                        now.minus(Duration.ofDays(1)).toEpochMilli(),
                        now.plus(LIFETIME).toEpochMilli());
    }

    private static final class Holder {
        static final TlsIdentity INSTANCE = new TlsIdentity();
    }
}
