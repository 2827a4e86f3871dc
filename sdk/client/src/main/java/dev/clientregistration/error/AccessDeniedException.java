package dev.clientregistration.error;

/**
 * The server refused the caller's credentials: 401 or 403, or the status by which it says so. For {@code register} those
 * are the initial access token, for {@code get}, {@code update} and {@code delete} the registration access token, for
 * {@code token} the client id and secret.
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
     * @return {@code true} for a 401 that answered {@code get}, {@code update} or {@code delete}; never where the token
     *     was not the client's: at servers' own APIs, such as Authlete's, and where the call had a token of its own
     */
    public boolean mayBeGone() {
        return mayBeGone
                && httpStatus() == 401
                && switch (operation()) {
                    case GET, UPDATE, DELETE -> true;
                    default -> false;
                };
    }
}
