package dev.clientregistration.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;

/** Where one client is managed: the path or the query names it. */
final class ClientPlace {
    private static final String MARK = "{id}";

    private final String beforeId;

    /** @param template ends in {@code {id}} */
    ClientPlace(String template) {
        if (!template.endsWith(MARK)) {
            throw new IllegalArgumentException("the place of a client must end in " + MARK);
        }
        beforeId = template.substring(0, template.length() - MARK.length());
    }

    String of(String clientId) {
        return beforeId + URLEncoder.encode(clientId, UTF_8).replace("+", "%20");
    }

    /** Whether the request is for a client, though perhaps for one that does not exist. */
    boolean isPlaceOf(Request request) {
        int mark = beforeId.indexOf('?');
        String path = request.path();
        return mark < 0
                ? path.startsWith(beforeId)
                        && path.length() > beforeId.length()
                        && path.indexOf('/', beforeId.length()) < 0
                : path.equals(beforeId.substring(0, mark))
                        && request.queryParameter(parameter(mark)).isPresent();
    }

    /** The client's identifier in a request for one. */
    String clientIdIn(Request request) {
        int mark = beforeId.indexOf('?');
        return mark < 0
                ? decoded(request.path().substring(beforeId.length()))
                : request.queryParameter(parameter(mark)).orElseThrow();
    }

    private String parameter(int mark) {
        return beforeId.substring(mark + 1, beforeId.length() - 1);
    }

    /** As it stands there if it is not well encoded: no client has such an identifier. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
