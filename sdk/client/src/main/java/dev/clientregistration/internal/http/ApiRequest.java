package dev.clientregistration.internal.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clientregistration.Secret;
import dev.clientregistration.model.OpenValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as the generated classes build it: everything but credentials and what the engine adds. Immutable;
 * its {@code toString} shows neither query nor body.
 */
public final class ApiRequest {
    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;

    private ApiRequest(Builder builder) {
        this.method = builder.method;
        this.uri = builder.uri;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        this.body = builder.body == null ? null : builder.body.getBytes(StandardCharsets.UTF_8);
    }

    /** The same request with more to it; the path is filled in already. */
    public Builder toBuilder() {
        Builder builder = new Builder(method, uri);
        builder.headers.putAll(headers);
        builder.body = body == null ? null : new String(body, StandardCharsets.UTF_8);
        return builder;
    }

    /** A builder of a request without body. */
    public static Builder builder(String method, URI uri) {
        return new Builder(method, uri);
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    /** The absolute URI. */
    public URI uri() {
        return uri;
    }

    /** The headers that belong to the operation, {@code Content-Type} included. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body, or null for none. Not to be changed. */
    public byte @Nullable [] body() {
        return body;
    }

    /** The body as a JSON tree, for what must know its members; an empty object if it is not JSON. */
    public JsonElement json() {
        byte[] bytes = body;
        if (bytes == null || !"application/json".equals(headers.get("Content-Type"))) {
            return new JsonObject();
        }
        return JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return method + " " + Uris.display(uri);
    }

    /** Makes an {@link ApiRequest}. */
    public static final class Builder {
        private final String method;
        private URI uri;
        private String path = "";
        private String query = "";
        private final Map<String, String> headers = new LinkedHashMap<>();
        private @Nullable String body;

        private Builder(String method, URI uri) {
            this.method = method;
            this.uri = uri;
        }

        /** Sets the path below the URI, with parameters in braces. */
        public Builder path(String template) {
            path = template;
            return this;
        }

        /**
         * Fills a parameter of the path.
         *
         * @throws IllegalArgumentException if the value is empty or would climb the path
         */
        public Builder pathParameter(String name, String value) {
            path = path.replace("{" + name + "}", Uris.segment(name, value));
            return this;
        }

        /** Adds a parameter to the query; a null value is left out. */
        public Builder query(String name, @Nullable String value) {
            if (value != null) {
                query += (query.isEmpty() ? "" : "&") + encode(name) + "=" + encode(value);
            }
            return this;
        }

        /** Adds a parameter to the query; a null value is left out. */
        public Builder query(String name, @Nullable Boolean value) {
            return query(name, value == null ? null : value.toString());
        }

        /** Sets the {@code Accept} header. */
        public Builder accept(String mediaType) {
            headers.put("Accept", mediaType);
            return this;
        }

        /** Logs in by HTTP Basic (RFC 7617, UTF-8). */
        public Builder basic(String user, Secret password) {
            byte[] login = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
            return this;
        }

        /** Authenticates a client by HTTP Basic, which encodes id and secret first (RFC 6749 section 2.3.1). */
        public Builder clientSecretBasic(String clientId, Secret clientSecret) {
            return basic(encode(clientId), Secret.of(encode(clientSecret.reveal())));
        }

        /** Sets a JSON body. */
        public Builder json(String json) {
            headers.put("Content-Type", "application/json");
            body = json;
            return this;
        }

        /** Adds a parameter to a form body; a null value is left out. */
        public Builder form(String name, @Nullable String value) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
            if (value != null) {
                body = (body == null ? "" : body + "&") + encode(name) + "=" + encode(value);
            }
            return this;
        }

        /** Adds a parameter to a form body; a null value is left out. */
        public Builder form(String name, @Nullable Secret value) {
            return form(name, value == null ? null : value.reveal());
        }

        /** Adds a parameter to a form body; a null value is left out. */
        public Builder form(String name, @Nullable OpenValue value) {
            return form(name, value == null ? null : value.value());
        }

        /** The request. */
        public ApiRequest build() {
            if (!path.isEmpty()) {
                uri = Uris.below(uri, path);
            }
            if (!query.isEmpty()) {
                uri = URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + query);
            }
            return new ApiRequest(this);
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
