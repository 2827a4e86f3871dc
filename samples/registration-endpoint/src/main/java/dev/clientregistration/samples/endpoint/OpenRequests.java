package dev.clientregistration.samples.endpoint;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The requests that are being answered: so many at once and no more, and none cut off when the server stops. Whoever
 * comes too much or too late is answered with 503, the word that nothing was done.
 */
final class OpenRequests extends Filter {
    private final int limit;
    private final Semaphore places;
    private volatile boolean closing;

    OpenRequests(int limit) {
        this.limit = limit;
        this.places = new Semaphore(limit);
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (closing || !places.tryAcquire()) {
            try (exchange) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                RegistrationEndpoint.refuse(exchange, 503);
            }
            return;
        }
        try {
            chain.doFilter(exchange);
        } finally {
            places.release();
        }
    }

    /**
     * Lets nobody in any more and waits for those inside. Who takes all places knows that nobody is left; they are not
     * given back.
     *
     * @return whether all were answered in that time
     */
    boolean drain(Duration limit) throws InterruptedException {
        closing = true;
        return places.tryAcquire(this.limit, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String description() {
        return "counts open requests";
    }
}
