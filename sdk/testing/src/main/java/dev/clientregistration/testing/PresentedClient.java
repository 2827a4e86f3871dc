package dev.clientregistration.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Who a request to the token endpoint says that it is from, and what it proves that with (RFC 6749 §2.3, RFC 7523 §2.2).
 *
 * @param clientId empty for an assertion in a form that does not name the client
 * @param proof a secret or an assertion; empty if there is none
 */
record PresentedClient(Way way, String clientId, String proof) {
    /** How the proof is carried. */
    enum Way {
        BASIC,
        FORM,
        ASSERTION,
        NOTHING
    }

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** @throws Refusal if the request names no client, or proves itself in several ways or in one that cannot be read */
    static PresentedClient of(Request request, Parameters form) throws Refusal {
        String named = form.first("client_id").orElse("");
        List<PresentedClient> found = new ArrayList<>();
        for (String credentials : request.headers().all("Authorization")) {
            found.add(basic(credentials));
        }
        form.first("client_secret").ifPresent(secret -> found.add(new PresentedClient(Way.FORM, named, secret)));
        form.first("client_assertion")
                .ifPresent(assertion -> found.add(new PresentedClient(Way.ASSERTION, named, assertion)));
        if (found.size() > 1) {
            throw Refusal.of(Reason.SEVERAL_CLIENT_PROOFS, "the client authenticates in several ways");
        }
        PresentedClient client = found.isEmpty() ? new PresentedClient(Way.NOTHING, named, "") : found.get(0);
        if (client.way() == Way.ASSERTION
                && !form.first("client_assertion_type").orElse("").equals(ASSERTION_TYPE)) {
            throw Refusal.of(Reason.MALFORMED_TOKEN_REQUEST, "client_assertion_type must be " + ASSERTION_TYPE);
        }
        if (client.way() == Way.BASIC && !named.isEmpty() && !named.equals(client.clientId())) {
            throw Refusal.of(Reason.MALFORMED_TOKEN_REQUEST, "client_id is not the client that authenticates");
        }
        return client;
    }

    private static PresentedClient basic(String credentials) throws Refusal {
        String[] schemeAndText = credentials.split(" +", 2);
        if (!schemeAndText[0].equalsIgnoreCase("Basic") || schemeAndText.length < 2) {
            throw unreadable();
        }
        try {
            String text = new String(Base64.getDecoder().decode(schemeAndText[1].strip()), StandardCharsets.UTF_8);
            String[] idAndSecret = text.split(":", 2);
            if (idAndSecret.length < 2) {
                throw unreadable();
            }
            return new PresentedClient(Way.BASIC, decoded(idAndSecret[0]), decoded(idAndSecret[1]));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    /** Both are form-encoded before they are joined (RFC 6749 §2.3.1). */
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Refusal unreadable() {
        return Refusal.of(Reason.CLIENT_NOT_AUTHENTICATED, "the Authorization header is not that of a client");
    }

    /** The way alone. */
    @Override
    public String toString() {
        return "PresentedClient[" + way + "]";
    }
}
