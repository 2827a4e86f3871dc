package dev.clientregistration.samples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a command line. picocli's own messages repeat what was typed, which can be a secret in the wrong
 * place: these name options and nothing else.
 */
final class UsageErrors {
    private static final Pattern OPTION_NAME = Pattern.compile("--[a-z]+(-[a-z]+)*");

    private UsageErrors() {}

    /** The failure of a command line that cannot be read. */
    static Failure of(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        // What is too many says more than what is missing for it.
        List<String> tooMany = command.getUnmatchedArguments();
        ParameterException exception =
                tooMany.isEmpty() ? failure : new UnmatchedArgumentException(command, new ArrayList<>(tooMany));
        return Failure.refused(FailureKind.USAGE, operation(command), message(exception), hint(exception, command));
    }

    private static String message(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0).split("=", 2)[0];
            return OPTION_NAME.matcher(first).matches()
                    ? "there is no option " + first
                    : "there is an argument too many, or a command that is not known";
        }
        if (exception instanceof MissingParameterException missing) {
            return "missing: " + names(missing.getMissing());
        }
        if (exception instanceof OverwrittenOptionException overwritten) {
            return names(List.of(overwritten.getOverwritten())) + " was given more than once";
        }
        return Optional.ofNullable(exception.getArgSpec())
                .map(option -> "the value of " + names(List.of(option)) + " cannot be used")
                .orElse("the command line cannot be read");
    }

    private static String names(List<ArgSpec> options) {
        return options.stream()
                .map(option -> option instanceof OptionSpec named ? named.longestName() : option.paramLabel())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String hint(ParameterException exception, CommandLine command) {
        List<String> suggestions =
                exception instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String help = command.getCommandSpec().qualifiedName() + " --help shows how it is used";
        return suggestions.isEmpty() ? help : "did you mean " + String.join(" or ", suggestions) + "? " + help;
    }

    private static @Nullable String operation(CommandLine command) {
        return command.getParent() == null ? null : command.getCommandName();
    }
}
