package dev.clientregistration.testing;

import java.util.EnumSet;
import java.util.Set;

/** What a fault does to a request. */
sealed interface FaultEffect
        permits PlainEffect, StatusEffect, HtmlEffect, RedirectEffect, SlowBodyEffect, ManagementUriEffect {
    /** As texts name it; {@link FaultSyntax} reads it. */
    String text();

    /** Handles the request, or does not, and says what is sent. */
    Reply strike(Visit visit);

    /** When it is known whether the fault strikes. */
    default Moment moment() {
        return Moment.REQUEST_READ;
    }

    /**
     * Whether {@link #strike} waits for somebody, and so must not run under the lock of {@link AuthorizationServer}.
     */
    default boolean holds() {
        return false;
    }

    /** The operations that it can strike; all of them, unless it needs something that only these have. */
    default Set<Operation> operations() {
        return EnumSet.allOf(Operation.class);
    }

    /** The stations of a request at which faults strike. */
    enum Moment {
        /** There is a connection, and nothing has been read. */
        CONNECTED,

        /** Of the request, only the first line has been read. */
        REQUEST_LINE_READ,

        /** The whole request has been read. */
        REQUEST_READ
    }
}
