package dev.clientregistration.samples.cli;

import dev.clientregistration.CallObserver;

/** {@code --verbose}: a line for each attempt and each wait. Events hold no secrets. */
final class AttemptLog implements CallObserver {
    private final Terminal terminal;

    AttemptLog(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void attemptStarted(AttemptStarted event) {
        terminal.note(event.operation() + ": attempt " + event.attempt() + " to " + event.target());
    }

    @Override
    public void attemptFinished(AttemptFinished event) {
        String ending = event.httpStatus().isPresent()
                ? "was answered with HTTP " + event.httpStatus().getAsInt()
                : "failed: " + event.failure().orElse("no answer") + (event.sent() ? " (sent)" : " (not sent)");
        terminal.note(event.operation() + ": attempt " + event.attempt() + " " + ending + " after "
                + event.elapsed().toMillis() + " ms");
    }

    @Override
    public void waiting(Waiting event) {
        terminal.note(event.operation() + ": waiting " + event.delay().toMillis() + " ms before attempt "
                + event.nextAttempt());
    }
}
