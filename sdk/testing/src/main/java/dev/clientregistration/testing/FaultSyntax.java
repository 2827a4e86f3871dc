package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Faults as text: {@code NAME[@OPERATION,...][#FIRST][*TIMES|*always][~PROBABILITY/SEED]}. */
final class FaultSyntax {
    private static final Pattern FAULT = Pattern.compile(
            "(?<effect>.*?)(?:@(?<operations>[a-zA-Z,]*))?(?:#(?<first>\\d+))?(?:\\*(?<times>\\d+|always))?"
                    + "(?:~(?<probability>[0-9.eE-]+)/(?<seed>-?\\d+))?");
    private static final Pattern STATUS = Pattern.compile("status-(\\d{3})(?:-retry-after-(\\d+))?(-after-applying)?");
    private static final Pattern HTML_ERROR = Pattern.compile("html-error-(\\d{3})");
    private static final Pattern REDIRECT = Pattern.compile("redirect-(\\d{3})(?:=(.*))?");
    private static final Pattern SLOW_BODY = Pattern.compile("slow-body(?:=(.*))?");
    private static final Pattern MANAGEMENT_URI = Pattern.compile("foreign-management-uri(?:=(.*))?");

    private FaultSyntax() {}

    static String text(FaultEffect effect, Set<Operation> operations, FaultSchedule schedule) {
        StringBuilder text = new StringBuilder(effect.text());
        if (!operations.isEmpty()) {
            text.append('@').append(names(operations));
        }
        if (schedule.first() > 1) {
            text.append('#').append(schedule.first());
        }
        Integer times = schedule.times();
        if (times != null) {
            text.append('*').append(times == FaultSchedule.ALWAYS ? "always" : times.toString());
        }
        FaultSchedule.Chance chance = schedule.chance();
        if (chance != null) {
            text.append('~').append(chance.probability()).append('/').append(chance.seed());
        }
        return text.toString();
    }

    static Fault parse(String text) {
        Matcher matcher = FAULT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a fault: a text of one line was expected");
        }
        try {
            return fault(matcher);
        } catch (NumberFormatException e) {
            throw refused(text, "a number in it is too large or malformed");
        } catch (IllegalArgumentException e) {
            throw refused(text, String.valueOf(e.getMessage()));
        }
    }

    /** What a fault may send a client to, and what its text can hold. */
    static URI checked(URI uri) {
        requireNonNull(uri, "uri");
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the URI of a fault must be an absolute http or https URI without user information and fragment");
        }
        if (uri.toString().matches(".*[@*~].*")) {
            throw new IllegalArgumentException("the URI of a fault must have none of @, * and ~");
        }
        return uri;
    }

    static String names(Collection<Operation> operations) {
        return operations.stream().map(Operation::text).collect(Collectors.joining(","));
    }

    private static Fault fault(Matcher matcher) {
        Fault fault = new Fault(effect(matcher.group("effect")), Set.of(), FaultSchedule.ONCE);
        String operations = matcher.group("operations");
        if (operations != null) {
            fault = fault.on(Arrays.stream(operations.split(",", -1))
                    .map(FaultSyntax::operation)
                    .toArray(Operation[]::new));
        }
        if (matcher.group("first") != null) {
            fault = fault.nth(Integer.parseInt(matcher.group("first")));
        }
        String times = matcher.group("times");
        if (times != null) {
            fault = times.equals("always") ? fault.always() : fault.times(Integer.parseInt(times));
        }
        if (matcher.group("probability") != null) {
            fault = fault.withProbability(
                    Double.parseDouble(matcher.group("probability")), Long.parseLong(matcher.group("seed")));
        }
        return fault;
    }

    private static FaultEffect effect(String text) {
        for (PlainEffect effect : PlainEffect.values()) {
            if (effect.text().equals(text)) {
                return effect;
            }
        }
        return Stream.of(
                        read(STATUS, text, FaultSyntax::status),
                        read(HTML_ERROR, text, match -> new HtmlEffect(Integer.parseInt(match.group(1)))),
                        read(
                                REDIRECT,
                                text,
                                match -> new RedirectEffect(Integer.parseInt(match.group(1)), uri(match.group(2)))),
                        read(SLOW_BODY, text, match -> new SlowBodyEffect(pause(match.group(1)))),
                        read(MANAGEMENT_URI, text, match -> new ManagementUriEffect(uri(match.group(1)))))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no fault of this name; there are " + known()));
    }

    private static StatusEffect status(MatchResult match) {
        return new StatusEffect(
                Integer.parseInt(match.group(1)),
                match.group(2) == null ? null : Duration.ofSeconds(Long.parseLong(match.group(2))),
                match.group(3) != null);
    }

    private static @Nullable URI uri(@Nullable String text) {
        return text == null ? null : checked(URI.create(text));
    }

    private static Duration pause(@Nullable String text) {
        try {
            return text == null ? Duration.ofSeconds(1) : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its pause is not written like PT0.5S", e);
        }
    }

    private static Operation operation(String text) {
        for (Operation operation : Operation.values()) {
            if (operation.text().equals(text.toLowerCase(Locale.ROOT))) {
                return operation;
            }
        }
        throw new IllegalArgumentException(
                "there is no operation of this name; there are " + names(Arrays.asList(Operation.values())));
    }

    private static @Nullable FaultEffect read(Pattern pattern, String text, Function<MatchResult, FaultEffect> reader) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? reader.apply(matcher) : null;
    }

    private static String known() {
        return Stream.concat(
                        Arrays.stream(PlainEffect.values()).map(PlainEffect::text),
                        Stream.of(
                                "slow-body[=PT0.5S]",
                                "status-NNN[-retry-after-SECONDS][-after-applying]",
                                "html-error-NNN",
                                "redirect-NNN[=URI]",
                                "foreign-management-uri[=URI]"))
                .collect(Collectors.joining(", "));
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("not a fault: " + text.strip() + ": " + why);
    }
}
