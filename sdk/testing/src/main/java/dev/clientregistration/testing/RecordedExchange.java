package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request that the server received and the answer it gave.
 *
 * <p>What it shows has its secrets masked as {@code ***}: tokens, client secrets, credentials, cookies, software
 * statements and private keys, in headers, targets and bodies. Everything else is as it went over the wire; a body is
 * only written anew if there was a secret in it. {@link #reveal()} shows the secrets too.
 *
 * <p>Immutable, and so safe for use by several threads.
 */
public final class RecordedExchange {
    private final Request request;
    private final @Nullable MockAnswer answer;
    private final @Nullable Operation operation;
    private final @Nullable Fault fault;
    private final boolean revealed;

    /** Made when it is first looked at. */
    private volatile @Nullable Shown shown;

    /**
     * @param answer null if there was none
     * @param operation null if no endpoint takes the request
     * @param fault null if none struck
     */
    RecordedExchange(
            Request request, @Nullable MockAnswer answer, @Nullable Operation operation, @Nullable Fault fault) {
        this(request, answer, operation, fault, false);
    }

    private RecordedExchange(
            Request request,
            @Nullable MockAnswer answer,
            @Nullable Operation operation,
            @Nullable Fault fault,
            boolean revealed) {
        this.request = request;
        this.answer = answer;
        this.operation = operation;
        this.fault = fault;
        this.revealed = revealed;
    }

    /**
     * This exchange with its secrets: everything as it went over the wire, byte for byte.
     *
     * @return the same exchange, of which the accessors and {@link #describe()} mask nothing
     */
    public RecordedExchange reveal() {
        return new RecordedExchange(request, answer, operation, fault, true);
    }

    /**
     * What the request asked for.
     *
     * @return the operation; empty if no endpoint takes such a request
     */
    public Optional<Operation> operation() {
        return Optional.ofNullable(operation);
    }

    /**
     * The fault that struck the request. It may have kept the client from getting the answer, or the whole of it: {@link
     * Fault#dropAfterApplying()}, {@link Fault#halfBody()} and the like.
     *
     * @return the fault; empty if none struck
     */
    public Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    /**
     * The request's HTTP method.
     *
     * @return such as {@code POST}
     */
    public String method() {
        return request.method();
    }

    /**
     * The request's path, with its query if it had one, percent-encoded as it was sent.
     *
     * @return such as {@code /register}
     */
    public String path() {
        return shown().request().target();
    }

    /**
     * The request's headers, as a map from name to values that is looked up without regard to case. Values of one name
     * stand in the order they were sent.
     *
     * @return an unmodifiable map
     */
    public Map<String, List<String>> requestHeaders() {
        return shown().request().headers().map();
    }

    /**
     * The first value of a request header.
     *
     * @param name the header's name, without regard to case
     * @return the value; empty if the request did not have the header
     */
    public Optional<String> requestHeader(String name) {
        return first(shown().request().headers(), name);
    }

    /**
     * The request's body as bytes.
     *
     * @return a copy; empty if there was no body
     */
    public byte[] requestBodyBytes() {
        return shown().request().body().clone();
    }

    /**
     * The request's body as text, read as UTF-8; bytes that are not UTF-8 become U+FFFD.
     *
     * @return the text; empty if there was no body
     */
    public String requestBody() {
        return shown().request().text();
    }

    /**
     * The HTTP status of the answer: the one that the client got, or would have got but for the {@link #fault()}.
     *
     * @return 200 to 599; 0 if there was no answer, since a fault kept the request from being handled
     */
    public int status() {
        return answer == null ? 0 : answer.status();
    }

    /**
     * The answer's headers, as a map from name to values that is looked up without regard to case.
     *
     * @return an unmodifiable map; without the header that frames the body
     */
    public Map<String, List<String>> responseHeaders() {
        return shown().answer().headers();
    }

    /**
     * The first value of a header of the answer.
     *
     * @param name the header's name, without regard to case
     * @return the value; empty if the answer did not have the header
     */
    public Optional<String> responseHeader(String name) {
        return first(shown().answer().allHeaders(), name);
    }

    /**
     * The answer's body. The body of an answer to {@code HEAD} is shown here, but was not sent; of a body that a {@link
     * #fault()} cut off, all is shown.
     *
     * @return the text; empty if there was no body
     */
    public String responseBody() {
        return shown().answer().body();
    }

    /**
     * The whole exchange as a text of several lines, for the message of a test that fails.
     *
     * @return the request's line, headers and body, then those of the answer, or what happened instead
     */
    public String describe() {
        StringBuilder text =
                new StringBuilder(method()).append(' ').append(path()).append('\n');
        describe(text, requestHeaders(), requestBody());
        text.append("-> ").append(answer == null ? "no answer" : String.valueOf(status()));
        if (fault != null) {
            text.append(" (").append(fault.name()).append(')');
        }
        text.append('\n');
        describe(text, responseHeaders(), responseBody());
        return text.toString();
    }

    /**
     * Method, path and status alone, and the fault that struck: headers, bodies and the query may hold secrets.
     *
     * @return such as {@code POST /register -> 201}, or {@code POST /register -> no answer (drop-after-reading)}
     */
    @Override
    public String toString() {
        return request + " -> " + (answer == null ? "no answer" : String.valueOf(answer.status()))
                + (fault == null ? "" : " (" + fault.name() + ")");
    }

    private Shown shown() {
        Shown made = shown;
        if (made == null) {
            MockAnswer whole = answer == null ? MockAnswer.of(200) : answer;
            made = revealed ? new Shown(request, whole) : masked(request, whole);
            shown = made;
        }
        return made;
    }

    private static Shown masked(Request request, MockAnswer answer) {
        Masking masking = new Masking(
                List.of(request.headers(), answer.allHeaders()),
                List.of(request.target()),
                List.of(request.text(), answer.body()));
        return new Shown(request.masked(masking), answer.masked(masking));
    }

    private static void describe(StringBuilder text, Map<String, List<String>> headers, String body) {
        headers.forEach((name, values) -> values.forEach(value ->
                text.append("  ").append(name).append(": ").append(value).append('\n')));
        if (!body.isEmpty()) {
            text.append("  ").append(body.replace("\n", "\n  ")).append('\n');
        }
    }

    private static Optional<String> first(Headers headers, String name) {
        return headers.all(requireNonNull(name, "name")).stream().findFirst();
    }

    /** @param answer an empty one if there was none */
    private record Shown(Request request, MockAnswer answer) {}
}
