package dev.clientregistration.authlete;

import dev.clientregistration.Secret;
import dev.clientregistration.authlete.model.Action;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.ServerUnavailableException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an authorization server must answer to the client that asked it for a registration: a status, headers and a body,
 * made from Authlete's answer or from the failure to get one.
 *
 * <table>
 *   <caption>Answers by action</caption>
 *   <tr><th>action</th><th>answer</th></tr>
 *   <tr><td>{@code CREATED}</td><td>201 and {@code responseContent}</td></tr>
 *   <tr><td>{@code OK}, {@code UPDATED}</td><td>200 and {@code responseContent}</td></tr>
 *   <tr><td>{@code DELETED}</td><td>204 without a body</td></tr>
 *   <tr><td>{@code BAD_REQUEST}</td><td>400 and {@code responseContent}</td></tr>
 *   <tr><td>{@code UNAUTHORIZED}</td><td>401 and {@code responseContent}</td></tr>
 *   <tr><td>{@code INTERNAL_SERVER_ERROR}</td><td>500 and {@code responseContent}</td></tr>
 *   <tr><td>any other, or {@code responseContent} missing</td><td>500 and {@code {"error":"server_error"}}</td></tr>
 * </table>
 *
 * <p>Every answer forbids caching. Immutable and safe for use by many threads; {@code toString} shows the status alone,
 * since the body can hold the client's new secret and token.
 */
public final class HttpAnswer {
    private static final String JSON = "application/json";
    private static final String SERVER_ERROR = "{\"error\":\"server_error\"}";
    private static final String UNAVAILABLE = "{\"error\":\"temporarily_unavailable\"}";
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

    private final int status;
    private final Map<String, String> headers;
    private final Optional<String> body;

    private HttpAnswer(int status, Map<String, String> extraHeaders, Optional<String> body) {
        Map<String, String> all = new LinkedHashMap<>();
        body.ifPresent(text -> all.put("Content-Type", JSON));
        all.put("Cache-Control", "no-store");
        all.put("Pragma", "no-cache");
        all.putAll(extraHeaders);
        this.status = status;
        this.headers = Collections.unmodifiableMap(all);
        this.body = body;
    }

    /**
     * The answer for what Authlete said.
     *
     * @param response Authlete's answer; not null
     * @return the answer, as the table above says
     */
    public static HttpAnswer of(ClientRegistrationResponse response) {
        Objects.requireNonNull(response, "response must not be null");
        Optional<String> content = response.responseContent().map(Secret::reveal);
        return switch (response.action().map(Action::known).orElse(Action.Known.UNLISTED)) {
            case CREATED -> withContent(201, content);
            case OK, UPDATED -> withContent(200, content);
            case DELETED -> new HttpAnswer(204, Map.of(), Optional.empty());
            case BAD_REQUEST -> withContent(400, content);
            case UNAUTHORIZED -> withContent(401, content);
            case INTERNAL_SERVER_ERROR -> withContent(500, content);
            case UNLISTED -> serverError();
        };
    }

    /**
     * The answer where Authlete could not be asked. The client learns nothing of why: that is for the server's own log.
     *
     * @param failure what the call threw; not null
     * @return 503 with {@code Retry-After} where Authlete was limiting or not ready (429, 503), as long as Authlete asked
     *     for, else 5 seconds; otherwise 500. A 503 invites the client to ask again, so it is given only where that does no
     *     harm: where the outcome is {@code NOT_APPLIED}, or for a {@code get}
     */
    public static HttpAnswer of(RegistrationException failure) {
        Objects.requireNonNull(failure, "failure must not be null");
        boolean busy = failure instanceof RateLimitedException
                || (failure instanceof ServerUnavailableException unavailable && unavailable.httpStatus() == 503);
        boolean harmless = failure.outcome() == Outcome.NOT_APPLIED || failure.operation() == Operation.GET;
        if (!busy || !harmless) {
            return serverError();
        }
        Duration wait = ((ResultError) failure).retryAfter().orElse(DEFAULT_RETRY_AFTER);
        return new HttpAnswer(503, Map.of("Retry-After", Long.toString(wholeSeconds(wait))), Optional.of(UNAVAILABLE));
    }

    /** Rounded up, so that the client does not come too early. */
    private static long wholeSeconds(Duration wait) {
        if (wait.isNegative()) {
            return 0;
        }
        return wait.getNano() > 0 && wait.getSeconds() < Long.MAX_VALUE ? wait.getSeconds() + 1 : wait.getSeconds();
    }

    private static HttpAnswer withContent(int status, Optional<String> content) {
        return content.isPresent() ? new HttpAnswer(status, Map.of(), content) : serverError();
    }

    private static HttpAnswer serverError() {
        return new HttpAnswer(500, Map.of(), Optional.of(SERVER_ERROR));
    }

    /**
     * The status to answer with.
     *
     * @return an HTTP status
     */
    public int status() {
        return status;
    }

    /**
     * The headers to answer with, by name.
     *
     * @return an unmodifiable map: {@code Content-Type} if there is a body, {@code Cache-Control}, {@code Pragma}, and
     *     {@code Retry-After} with a 503
     */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * The body to answer with, unchanged and nothing else. It can hold the client's new secret and token.
     *
     * @return JSON text; empty for no body
     */
    public Optional<String> body() {
        return body;
    }

    @Override
    public String toString() {
        return "HttpAnswer[" + status + "]";
    }
}
