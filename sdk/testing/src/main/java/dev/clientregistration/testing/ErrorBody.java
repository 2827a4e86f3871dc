package dev.clientregistration.testing;

import com.google.gson.JsonObject;

/** The body of an error answer. */
@FunctionalInterface
interface ErrorBody {
    /** The error object of RFC 7591 §3.2.2. */
    ErrorBody JSON = (status, error, description, context) -> {
        JsonObject body = new JsonObject();
        body.addProperty("error", error);
        body.addProperty("error_description", description);
        return MockAnswer.json(status, Json.write(body));
    };

    /** The error code, and nothing else. */
    ErrorBody CODE = (status, error, description, context) -> {
        JsonObject body = new JsonObject();
        body.addProperty("error", error);
        return MockAnswer.json(status, Json.write(body));
    };

    /** The description as the error, and nothing else. */
    ErrorBody SENTENCE = (status, error, description, context) -> {
        JsonObject body = new JsonObject();
        body.addProperty("error", description);
        return MockAnswer.json(status, Json.write(body));
    };

    /** The description alone. */
    ErrorBody TEXT = (status, error, description, context) -> MockAnswer.of(status, "text/plain", description);

    /** A page for people. */
    ErrorBody HTML = (status, error, description, context) -> MockAnswer.of(
            status,
            "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html><head><title>Error " + status + "</title></head><body><h1>Error " + status
                    + "</h1><p>" + description.replace("&", "&amp;").replace("<", "&lt;") + "</p></body></html>\n");

    /** The error object, or a page for those whose {@code Accept} ranks HTML above JSON (RFC 9110 §12.5.1). */
    ErrorBody JSON_UNLESS_HTML_IS_PREFERRED = (status, error, description, context) -> {
        boolean page = MediaRanges.quality(context.request(), "text", "html")
                > MediaRanges.quality(context.request(), "application", "json");
        return (page ? HTML : JSON).write(status, error, description, context);
    };

    /** None. */
    ErrorBody NONE = (status, error, description, context) -> MockAnswer.of(status);

    MockAnswer write(int status, String error, String description, ErrorContext context);
}
