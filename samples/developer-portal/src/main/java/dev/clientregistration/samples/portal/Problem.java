package dev.clientregistration.samples.portal;

import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallTimeoutException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.RateLimitedException;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.ServerUnavailableException;
import dev.clientregistration.error.TransportException;
import dev.clientregistration.error.UnexpectedResponseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What went wrong, in words for a developer, and where in the form to say it.
 *
 * @param field the field; empty where it is about no field, or about several
 * @param index which of the callback URLs, from 0; empty for all of them, or where the field is another one
 */
record Problem(Optional<Field> field, Optional<Integer> index, String text) {
    private static final int LONGEST_QUOTE = 500;
    private static final Pattern INDEX = Pattern.compile("redirect_uris\\[(\\d{1,3})]");

    static Problem at(Field field, String text) {
        return new Problem(Optional.of(field), Optional.empty(), text);
    }

    static Problem general(String text) {
        return new Problem(Optional.empty(), Optional.empty(), text);
    }

    /** What a failed registration or update means, where nothing was done. */
    static Problem of(RegistrationException failure, ClientDetails details) {
        if (failure instanceof RegistrationRejectedException refusal) {
            Optional<Field> field = Field.named(refusal.code(), refusal.description());
            Optional<Integer> index = field.filter(Field.CALLBACK_URLS::equals)
                    .flatMap(urls -> refusal.description())
                    .flatMap(description -> indexOf(description, details.callbackUrls()));
            return new Problem(field, index, "The server refuses this: " + quoted(refusal) + ".");
        }
        return general(reason(failure) + " Nothing was saved; what you have typed is still here.");
    }

    /** Why a call failed, in one or two sentences that do not say whether anything was done. */
    static String reason(RegistrationException failure) {
        if (failure.operation() == Operation.TOKEN) {
            return "The portal did not get the token that it needs at this server. Whoever runs the portal must see to it.";
        }
        if (failure.operation() == Operation.DISCOVER) {
            return "The portal did not get the server's metadata. Try again later.";
        }
        if (failure instanceof RateLimitedException limited) {
            return "The server takes no more requests at the moment." + tryAgain(limited.retryAfter());
        }
        if (failure instanceof ServerUnavailableException unavailable) {
            return "The server is not ready (HTTP " + unavailable.httpStatus() + ")."
                    + tryAgain(unavailable.retryAfter());
        }
        if (failure instanceof AccessDeniedException denied && failure.operation() == Operation.REGISTER) {
            return "The server does not let this portal register clients (HTTP " + denied.httpStatus()
                    + "). Whoever runs the portal must see to its initial access token.";
        }
        if (failure instanceof TransportException) {
            return "The server cannot be reached, or the connection broke.";
        }
        if (failure instanceof CallTimeoutException) {
            return "The server did not answer in time.";
        }
        if (failure instanceof UnexpectedResponseException unexpected) {
            return "The server's answer makes no sense here (HTTP " + unexpected.httpStatus()
                    + "). Whoever runs the portal must see to its registration endpoint.";
        }
        if (failure instanceof ResultError error) {
            return "The server refuses: " + quoted(error) + ".";
        }
        return String.valueOf(failure.getMessage());
    }

    /** What the server said, no longer than can be read. */
    private static String quoted(ResultError error) {
        String status = "HTTP " + error.httpStatus()
                + error.code().map(code -> " " + code).orElse("");
        return error.description()
                .filter(text -> !text.isBlank())
                .map(text -> shortened(text.strip()) + " (" + status + ")")
                .orElse("it gives no reason (" + status + ")");
    }

    private static String shortened(String text) {
        String line = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + " ...";
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    /** The callback URL that a description means: by its place among those that were sent, or by its text. */
    private static Optional<Integer> indexOf(String description, List<String> urls) {
        Matcher matcher = INDEX.matcher(description);
        int sent = -1;
        for (int i = 0; i < urls.size(); i++) {
            if (urls.get(i).isEmpty()) {
                continue;
            }
            sent++;
            if (description.contains(urls.get(i)) || (matcher.find(0) && sent == Integer.parseInt(matcher.group(1)))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static String tryAgain(Optional<Duration> after) {
        return after.map(wait -> " Try again in " + Math.max(1, wait.toSeconds()) + " seconds.")
                .orElse(" Try again later.");
    }
}
