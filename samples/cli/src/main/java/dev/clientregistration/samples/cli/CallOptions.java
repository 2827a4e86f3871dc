package dev.clientregistration.samples.cli;

import dev.clientregistration.ClientRegistration;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that asks a server. */
final class CallOptions {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,3})?");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;

    private final Session session;

    @Option(
            names = "--allow-insecure-http",
            description = "Also use plain http to hosts that are not this machine. Secrets then travel in the clear.")
    private boolean allowInsecureHttp;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Limit of each call, retries included. Default: 30.")
    private @Nullable String timeout;

    @Option(names = "--verbose", description = "Tell of every attempt on standard error.")
    private boolean verbose;

    CallOptions(Session session) {
        this.session = session;
    }

    /** A builder with these options set. */
    ClientRegistration.Builder builder() {
        ClientRegistration.Builder builder = ClientRegistration.builder().application("clientreg/" + Version.text());
        if (allowInsecureHttp) {
            builder.allowInsecureHttp();
        }
        if (timeout != null) {
            Duration limit = duration(timeout);
            builder.callTimeout(limit);
            // A longer call is no use if its attempts end as soon as before.
            Duration attempt = limit.dividedBy(ATTEMPTS);
            builder.attemptTimeout(attempt.compareTo(ATTEMPT) > 0 ? attempt : ATTEMPT);
        }
        if (verbose) {
            builder.observer(new AttemptLog(session.terminal()));
        }
        return builder;
    }

    boolean isVerbose() {
        return verbose;
    }

    boolean insecureHttpAllowed() {
        return allowInsecureHttp;
    }

    /** A URL of the command line. Its text is not repeated: it may be a secret that went into the wrong place. */
    static URI url(String option, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        throw CommandException.usage(option + " must be an absolute URL, such as https://as.example.com/register");
    }

    private static Duration duration(String text) {
        if (SECONDS.matcher(text).matches()) {
            Duration duration = Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
            if (duration.toMillis() > 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        throw CommandException.usage("--timeout must be a number of seconds, 0.001 to 86400");
    }
}
