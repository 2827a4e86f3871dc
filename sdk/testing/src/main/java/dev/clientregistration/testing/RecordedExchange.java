package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request that the server received and the answer it gave.
 *
 * <p>Everything is kept as it went over the wire, secrets included, so that a test can assert on it: the accessors
 * reveal, {@link #toString()} does not.
 *
 * <p>Immutable, and so safe for use by several threads.
 */
public final class RecordedExchange {
    private final Request request;
    private final MockAnswer answer;

    RecordedExchange(Request request, MockAnswer answer) {
        this.request = request;
        this.answer = answer;
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
        return request.target();
    }

    /**
     * The request's headers, as a map from name to values that is looked up without regard to case. Values of one name
     * stand in the order they were sent.
     *
     * @return an unmodifiable map
     */
    public Map<String, List<String>> requestHeaders() {
        return request.headers().map();
    }

    /**
     * The first value of a request header.
     *
     * @param name the header's name, without regard to case
     * @return the value; empty if the request did not have the header
     */
    public Optional<String> requestHeader(String name) {
        return first(request.headers(), name);
    }

    /**
     * The request's body as bytes.
     *
     * @return a copy; empty if there was no body
     */
    public byte[] requestBodyBytes() {
        return request.body().clone();
    }

    /**
     * The request's body as text, read as UTF-8; bytes that are not UTF-8 become U+FFFD.
     *
     * @return the text; empty if there was no body
     */
    public String requestBody() {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /**
     * The answer's HTTP status.
     *
     * @return 200 to 599
     */
    public int status() {
        return answer.status();
    }

    /**
     * The answer's headers, as a map from name to values that is looked up without regard to case.
     *
     * @return an unmodifiable map; without the header that frames the body
     */
    public Map<String, List<String>> responseHeaders() {
        return answer.headers();
    }

    /**
     * The first value of a header of the answer.
     *
     * @param name the header's name, without regard to case
     * @return the value; empty if the answer did not have the header
     */
    public Optional<String> responseHeader(String name) {
        return first(answer.allHeaders(), name);
    }

    /**
     * The answer's body. The body of an answer to {@code HEAD} is shown here, but was not sent.
     *
     * @return the text; empty if there was no body
     */
    public String responseBody() {
        return answer.body();
    }

    /**
     * Method, path and status alone: headers, bodies and the query may hold secrets.
     *
     * @return such as {@code POST /register -> 201}
     */
    @Override
    public String toString() {
        return request + " -> " + answer.status();
    }

    private static Optional<String> first(Headers headers, String name) {
        return headers.all(requireNonNull(name, "name")).stream().findFirst();
    }
}
