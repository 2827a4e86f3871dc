package dev.clientregistration.error;

/**
 * The server refused the token: 401 or 403. For {@code register} that is the initial access token, for the others the
 * registration access token.
 */
public final class AccessDeniedException extends ResultError {
    private static final long serialVersionUID = 1L;

    private final boolean mayBeGone;

    AccessDeniedException(Builder builder, String message) {
        super(builder, message);
        this.mayBeGone = builder.mayBeGone();
    }

    /**
     * Whether the client may no longer exist: RFC 7592 section 2 has servers answer 401 for a client that is gone, which
     * looks the same as a token that is not valid any more.
     *
     * @return {@code true} for a 401 that answered anything but {@code register}; never at Authlete's API, where the token
     *     is the authorization server's own
     */
    public boolean mayBeGone() {
        return mayBeGone && httpStatus() == 401 && operation() != Operation.REGISTER;
    }
}
