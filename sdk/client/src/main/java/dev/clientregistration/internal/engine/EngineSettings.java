package dev.clientregistration.internal.engine;

import dev.clientregistration.CallGuard;
import dev.clientregistration.CallObserver;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a facade was built with, as far as calls depend on it.
 *
 * @param attemptTimeout for one attempt, where another may follow
 * @param callTimeout for the whole call
 * @param retryPolicy how often and how soon again
 * @param maxAnswerBytes how much of an answer's body is read
 * @param nonJsonExcerpts whether errors show bodies that are not JSON
 * @param userAgent the {@code User-Agent}
 * @param requestIdHeader the header that carries an identifier of each call, or null
 * @param headers further headers of every request
 * @param observers who is told
 * @param guards who is asked
 */
public record EngineSettings(
        Duration attemptTimeout,
        Duration callTimeout,
        RetryPolicy retryPolicy,
        int maxAnswerBytes,
        boolean nonJsonExcerpts,
        String userAgent,
        @Nullable String requestIdHeader,
        Map<String, Secret> headers,
        List<CallObserver> observers,
        List<CallGuard> guards) {}
