package dev.clientregistration.internal.engine;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The line between "nothing was sent" and "the server may have it", for one attempt. OkHttp passes it just before it
 * writes the first byte; whoever ends the attempt from outside shuts it first. One of the two wins, so what
 * {@link #shut} answers is the truth and stays it.
 */
final class AttemptGate {
    private enum State {
        OPEN,
        PASSED,
        SHUT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private volatile @Nullable Call call;
    private volatile @Nullable Response answered;
    private volatile boolean connected;

    /** What OkHttp tells of the call behind this gate. */
    final EventListener events = new EventListener() {
        @Override
        public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
            connected = true;
        }

        @Override
        public void responseHeadersEnd(Call call, Response response) {
            answered = response;
        }
    };

    /** Whether the call got a connection that had served requests before. */
    boolean reusesConnection() {
        return !connected;
    }

    /** Status and headers of the answer, from when they were received; null before. */
    @Nullable
    Response answered() {
        return answered;
    }

    /** Whether the head of an answer was received that says that something was made. */
    boolean sawCreated() {
        Response head = answered;
        return head != null && head.code() == 201;
    }

    /** The call that runs behind this gate, to be cancelled by {@link #shut}. */
    void guard(Call call) {
        this.call = call;
        this.connected = false;
        if (state.get() == State.SHUT) {
            call.cancel();
        }
    }

    /** Lets the request through once, if nobody shut the gate: what would send it a second time is refused. */
    boolean pass() {
        return state.compareAndSet(State.OPEN, State.PASSED);
    }

    /** Whether the request was let through. */
    boolean passed() {
        return state.get() == State.PASSED;
    }

    /**
     * Ends the attempt: nothing more is written, and a call that waits for its answer is cancelled.
     *
     * @return whether the request had been let through before
     */
    boolean shut() {
        boolean passed = !state.compareAndSet(State.OPEN, State.SHUT) && state.get() == State.PASSED;
        Call running = call;
        if (running != null) {
            running.cancel();
        }
        return passed;
    }
}
