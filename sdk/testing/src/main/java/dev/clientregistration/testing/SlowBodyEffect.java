package dev.clientregistration.testing;

import java.time.Duration;

/** An answer that trickles. */
record SlowBodyEffect(Duration pause) implements FaultEffect {
    SlowBodyEffect {
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("pause must be longer than zero, not " + pause);
        }
    }

    @Override
    public String text() {
        return "slow-body=" + pause;
    }

    @Override
    public Reply strike(Visit visit) {
        return visit.send(visit.apply(), Delivery.SLOW, pause);
    }
}
