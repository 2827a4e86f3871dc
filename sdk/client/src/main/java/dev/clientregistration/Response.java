package dev.clientregistration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value of a successful call together with how the server gave it; {@link ClientRegistration#exchange()} returns it.
 *
 * <p>Immutable and safe for use by many threads, as far as the value is.
 *
 * @param <T> the value's type
 */
public final class Response<T extends @Nullable Object> {
    private final T value;
    private final int status;
    private final Map<String, List<String>> headers;
    private final @Nullable String requestId;
    private final int attempts;
    private final @Nullable Secret body;

    /**
     * Makes a response; for the SDK and for tests.
     *
     * @param value the value, {@code null} for an operation without one
     * @param status the HTTP status
     * @param headers the answer's headers; lookup by name in any case is the map's own affair
     * @param requestId the identifier of the request, or null
     * @param attempts how many attempts the call took, one or more
     * @param body the answer's body as text, or null for an empty one
     */
    public Response(
            T value,
            int status,
            Map<String, List<String>> headers,
            @Nullable String requestId,
            int attempts,
            @Nullable Secret body) {
        this.value = value;
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers must not be null");
        this.requestId = requestId;
        this.attempts = attempts;
        this.body = body;
    }

    /**
     * The value.
     *
     * @return what the call of the same name on the facade returns
     */
    public T value() {
        return value;
    }

    /**
     * The HTTP status of the answer.
     *
     * @return 200 to 299; for a {@code delete} repeated after a lost answer also the 401, 403, 404 or 410 that showed
     *     that the client is gone
     */
    public int status() {
        return status;
    }

    /**
     * The headers of the answer. They may hold secrets, so they are not in {@code toString}.
     *
     * @return an unmodifiable map that finds names in any case
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * The identifier of the request: the one that the server named, else the one that was sent.
     *
     * @return the identifier; empty if there is none
     */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * How many attempts the call took.
     *
     * @return one or more
     */
    public int attempts() {
        return attempts;
    }

    /**
     * The body as it came, as text. It holds what the server issued, so it is a secret.
     *
     * @return the text; empty for an empty body
     */
    public Optional<Secret> body() {
        return Optional.ofNullable(body);
    }

    @Override
    public String toString() {
        return "Response[status=" + status + ", attempts=" + attempts + ", value=" + value + "]";
    }
}
