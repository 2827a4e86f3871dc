package dev.clientregistration.internal.engine;

import java.time.Duration;

/** What a facade was built with, as far as the engine needs it. */
public record EngineSettings(
        Duration connectTimeout,
        Duration attemptTimeout,
        Duration callTimeout,
        long maxBodyBytes,
        boolean nonJsonExcerpts) {
    /** Connect 5 s, attempt 10 s, call 30 s, bodies up to 1 MiB, no excerpts of bodies that are not JSON. */
    public static final EngineSettings DEFAULTS =
            new EngineSettings(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), 1 << 20, false);

    /** These settings with another answer to whether bodies that are not JSON are shown in errors. */
    public EngineSettings withNonJsonExcerpts(boolean shown) {
        return new EngineSettings(connectTimeout, attemptTimeout, callTimeout, maxBodyBytes, shown);
    }
}
