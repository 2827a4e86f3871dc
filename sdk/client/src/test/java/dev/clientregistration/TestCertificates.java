package dev.clientregistration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A private certificate authority, what it issued, and the TLS contexts of those who use it. */
final class TestCertificates {
    static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    static final HeldCertificate SERVER = issued("127.0.0.1").build();
    static final HeldCertificate CLIENT = issued("inventory").build();

    private TestCertificates() {}

    /** A certificate of the authority for a host. */
    static HeldCertificate.Builder issued(String host) {
        return new HeldCertificate.Builder()
                .commonName(host)
                .addSubjectAlternativeName(host)
                .signedBy(AUTHORITY);
    }

    /** A certificate that was valid until a day ago. */
    static HeldCertificate expired() {
        Instant now = Instant.now();
        return issued("127.0.0.1")
                .validityInterval(
                        now.minus(2, ChronoUnit.DAYS).toEpochMilli(),
                        now.minus(1, ChronoUnit.DAYS).toEpochMilli())
                .build();
    }

    /** The context of a server that shows this certificate and knows the authority's client certificates. */
    static SSLContext server(HeldCertificate shown) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(shown)
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .sslContext();
    }

    static SSLContext server() {
        return server(SERVER);
    }

    /** The context of a client that trusts the authority and no one else. */
    static SSLContext client() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .sslContext();
    }

    /** The trust of such a client by itself. */
    static X509TrustManager clientTrust() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .trustManager();
    }

    /** The context of a client that shows a certificate of its own if it is asked for one. */
    static SSLContext clientWithCertificate() {
        return new HandshakeCertificates.Builder()
                .heldCertificate(CLIENT)
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .sslContext();
    }
}
