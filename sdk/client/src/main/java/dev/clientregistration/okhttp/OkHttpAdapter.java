package dev.clientregistration.okhttp;

import java.util.Objects;
import okhttp3.OkHttpClient;

/**
 * Has calls made with an OkHttp client of the application's, so that they share its connections, DNS, proxies, TLS
 * settings and interceptors. For everyone else the builder's own options suffice.
 *
 * <p>The SDK derives its own client from it and sets what its promises rest on: redirects and retries off, no
 * authenticator, no cache, its own time limits. Application interceptors stay; one that sends a request twice breaks the
 * promise that a registration is never made twice. Closing the facade leaves the client's connections alone.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class OkHttpAdapter {
    private final OkHttpClient client;

    private OkHttpAdapter(OkHttpClient client) {
        this.client = client;
    }

    /**
     * Wraps a client.
     *
     * @param client the client; not null
     * @return the adapter, for {@code ClientRegistration.Builder.okHttp}
     */
    public static OkHttpAdapter of(OkHttpClient client) {
        return new OkHttpAdapter(Objects.requireNonNull(client, "client must not be null"));
    }

    /**
     * The client.
     *
     * @return the client as it was given
     */
    public OkHttpClient client() {
        return client;
    }
}
