package dev.clientregistration;

import dev.clientregistration.TransportServer.Reaction;
import dev.clientregistration.TransportServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import okhttp3.tls.HeldCertificate;

/** Gives recorded answers in the order in which they were put in, and closes the connection when there are no more. */
final class RecordedServer implements AutoCloseable {
    private final Deque<Recorded> answers = new ConcurrentLinkedDeque<>();
    private final TransportServer server;
    private final String origin;

    private RecordedServer() {
        try {
            server = TransportServer.plain(this::react);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String root = server.uri("/").toString();
        origin = root.substring(0, root.length() - 1);
    }

    static RecordedServer answering(String... names) {
        return new RecordedServer().then(names);
    }

    RecordedServer then(String... names) {
        for (String name : names) {
            answers.add(Recorded.of(name));
        }
        return this;
    }

    private Reaction react(Request request) {
        if (request.method().equals("CONNECT")) {
            String host = request.target().substring(0, request.target().indexOf(':'));
            HeldCertificate certificate = TestCertificates.issued(host).build();
            return TransportServer.tunnel(TestCertificates.server(certificate));
        }
        Recorded next = answers.poll();
        return next == null ? TransportServer.drop() : next.from(origin);
    }

    /** A facade for a registration endpoint of this path here. */
    ClientRegistration.Builder facade(ServerProfile profile, String path) {
        return ClientRegistration.builder().endpoint(uri(path)).profile(profile).retryPolicy(RetryPolicy.never());
    }

    /** A facade for a registration endpoint anywhere: this server stands in for every host. */
    ClientRegistration.Builder facade(ServerProfile profile, URI endpoint) {
        return ClientRegistration.builder()
                .endpoint(endpoint)
                .profile(profile)
                .sslContext(TestCertificates.client())
                .proxy(server.asProxy())
                .retryPolicy(RetryPolicy.never());
    }

    URI uri(String path) {
        return URI.create(origin + path);
    }

    String origin() {
        return origin;
    }

    List<Request> requests() {
        return server.requests();
    }

    Request lastRequest() {
        return requests().get(requests().size() - 1);
    }

    /** Method and target of every request. */
    List<String> lines() {
        return requests().stream()
                .map(request -> request.method() + " " + request.target())
                .toList();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
