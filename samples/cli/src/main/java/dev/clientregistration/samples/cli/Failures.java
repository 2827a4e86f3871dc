package dev.clientregistration.samples.cli;

import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.Operation;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.ResultError;
import dev.clientregistration.error.UnreadableResponseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the SDK's failures to people at a command line: options instead of methods, and what to do. */
final class Failures {
    private static final Pattern TRUST_ORIGIN = Pattern.compile("trustOrigin\\(([^)]*)\\)");

    private Failures() {}

    /** The failure of a call. */
    static Failure of(RegistrationException exception) {
        Optional<ResultError> error = exception instanceof ResultError answer ? Optional.of(answer) : Optional.empty();
        Optional<Integer> status = exception instanceof UnreadableResponseException unreadable
                ? Optional.of(unreadable.httpStatus())
                : error.map(ResultError::httpStatus);
        String message = worded(String.valueOf(exception.getMessage()));
        return new Failure(
                FailureKind.of(exception),
                exception.outcome(),
                exception.operation().toString(),
                status.orElse(null),
                error.flatMap(ResultError::code).orElse(null),
                error.flatMap(ResultError::description).orElse(message),
                exception.attempts(),
                hint(exception),
                message);
    }

    /** A message of the SDK, which speaks to programmers, for people at a command line. */
    static String worded(String message) {
        return TRUST_ORIGIN
                .matcher(message)
                .replaceAll("--trust-origin $1")
                .replace("allowInsecureHttp()", "--allow-insecure-http")
                .replace("tokenEndpoint must", "--token-endpoint must")
                .replace("set applicationType(...)", "set application_type")
                .replace("see ServerProfile.operations()", "\"clientreg profiles\" tells what they have")
                .replace("; start from ClientInformation.toMetadata() of the client as it is now", "")
                .replace("; start from ClientInformation.toMetadata()", "")
                .replace("the waiting thread was interrupted", "the command was told to end")
                .replace(" What came is in body().", "");
    }

    private static String hint(RegistrationException exception) {
        Operation operation = exception.operation();
        return exception.outcome() == Outcome.UNKNOWN && FailureKind.of(exception) != FailureKind.CREDENTIALS_LOST
                ? inDoubt(operation)
                : switch (FailureKind.of(exception)) {
                    case CALL_REFUSED ->
                        String.valueOf(exception.getMessage()).contains("trustOrigin(")
                                ? "if that origin is the server's own, trust it with --trust-origin"
                                : operation == Operation.DISCOVER || operation == Operation.TOKEN
                                        ? where(operation)
                                        : "the description says why";
                    case TLS_REFUSED ->
                        "check the URL; if the server's certificate is good, have Java trust its issuer:"
                                + " CLIENTREG_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE";
                    case REGISTRATION_REJECTED ->
                        notFound(exception)
                                ? where(operation)
                                : "correct what code and description name, and run it again";
                    case ACCESS_DENIED -> accessDenied((AccessDeniedException) exception);
                    case CLIENT_NOT_FOUND ->
                        "the client does not exist any more, or the server was moved: register anew, or ask its operator";
                    case UNEXPECTED_RESPONSE -> where(operation) + "; redirects are not followed";
                    case SERVER_UNABLE -> "the server does not do this: " + where(operation);
                    case RATE_LIMITED, SERVER_UNAVAILABLE -> later((ResultError) exception);
                    case TRANSPORT -> "check host and port, and the network; then run it again";
                    case CALL_TIMEOUT -> "run it again, with a longer --timeout";
                    case CALL_INTERRUPTED -> "run it again when you like";
                    case UNREADABLE_RESPONSE -> unreadable((UnreadableResponseException) exception);
                    case UNUSABLE_CLIENT -> "delete the client, or use it as it is";
                    case CREDENTIALS_LOST ->
                        "register a new client, or have the server's operator issue new credentials for this one";
                    default -> "";
                };
    }

    private static String inDoubt(Operation operation) {
        return switch (operation) {
            case REGISTER ->
                "there may be a client that nobody has the credentials of: look at the server before you register again,"
                        + " which could make a second one";
            case GET -> "run it again; nothing was changed, unless the server replaces credentials when they are read";
            default -> "run it again: doing it twice is the same as doing it once";
        };
    }

    private static boolean notFound(RegistrationException exception) {
        return exception instanceof ResultError answer && (answer.httpStatus() == 404 || answer.httpStatus() == 410);
    }

    private static String where(Operation operation) {
        return switch (operation) {
            case REGISTER -> "check --endpoint or --issuer";
            case DISCOVER -> "check --issuer; a server that publishes nothing is given with --endpoint";
            case TOKEN -> "check --token-endpoint";
            default -> "check registration_client_uri and registration_endpoint in the registration's file";
        };
    }

    private static String accessDenied(AccessDeniedException exception) {
        return switch (exception.operation()) {
            case REGISTER ->
                "check the initial access token (--token-file, CLIENTREG_TOKEN, or --client-id and its secret): the server"
                        + " wants one, or not this one";
            case TOKEN -> "check --client-id, its secret and --scope";
            case DISCOVER -> where(exception.operation());
            default ->
                exception.mayBeGone()
                        ? "the client does not exist any more, or its registration access token was replaced elsewhere:"
                                + " register anew, or ask the server's operator"
                        : "the registration access token is not good for this: ask the server's operator";
        };
    }

    private static String later(ResultError exception) {
        return exception
                .retryAfter()
                .map(wait ->
                        "run it again in " + Math.max(1, wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0)) + " s")
                .orElse("run it again later");
    }

    private static String unreadable(UnreadableResponseException exception) {
        String place =
                exception.location().map(uri -> "; its Location is " + uri).orElse("");
        return switch (exception.operation()) {
            case REGISTER -> "the client exists: look at the server before you register again" + place;
            case DISCOVER -> where(Operation.DISCOVER);
            case TOKEN -> where(Operation.TOKEN);
            default -> "the server did it, and its answer is of no use: get the client again";
        };
    }
}
