package dev.clientregistration.testing;

/**
 * A request as it came in.
 *
 * @param target the path and, after a {@code ?}, the query, as they were sent
 */
record Request(String method, String target, Headers headers, byte[] body) {

    /** The target without its query. */
    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** The query as it was sent; empty if there is none. */
    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** The query may carry a token, headers and body do: none is shown. */
    @Override
    public String toString() {
        return method + " " + path();
    }
}
