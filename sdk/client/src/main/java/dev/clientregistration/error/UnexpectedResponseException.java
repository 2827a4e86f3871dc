package dev.clientregistration.error;

/**
 * The server answered with a status that no registration server has reason to send, such as a redirect. Redirects are never
 * followed: they would take credentials to another place. Check the endpoint's URI.
 */
public final class UnexpectedResponseException extends ResultError {
    private static final long serialVersionUID = 1L;

    UnexpectedResponseException(Builder builder, String message) {
        super(builder, message);
    }
}
