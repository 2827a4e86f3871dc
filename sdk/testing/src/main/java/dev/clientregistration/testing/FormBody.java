package dev.clientregistration.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The form in the body of a request (RFC 6749 §3.2, appendix B). */
final class FormBody {
    private FormBody() {}

    /** @throws Refusal if the body is not a form, or has a parameter twice */
    static Parameters of(Request request) throws Refusal {
        List<String> types = request.headers().all("Content-Type");
        if (types.size() != 1 || !isForm(types.get(0))) {
            throw malformed("the body must be sent as application/x-www-form-urlencoded");
        }
        Parameters form;
        try {
            form = new Parameters(new String(request.body(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw malformed("the form is malformed");
        }
        if (form.hasDuplicates()) {
            throw malformed("the form has a parameter twice");
        }
        return form;
    }

    private static boolean isForm(String contentType) {
        String mediaType = contentType.split(";", 2)[0];
        return mediaType.strip().toLowerCase(Locale.ROOT).equals("application/x-www-form-urlencoded");
    }

    private static Refusal malformed(String description) {
        return Refusal.of(Reason.MALFORMED_TOKEN_REQUEST, description);
    }
}
