package dev.clientregistration.error;

/** Whether the server did what a failed call asked for. */
public enum Outcome {
    /** The server did nothing: no request reached it, or it said that it refused. It is safe to call again. */
    NOT_APPLIED,
    /** The server did it; only its answer is unusable or lost. Do not call again. */
    APPLIED,
    /**
     * Nobody can know: a request was sent and no answer settled its fate. A {@code register} in doubt may have made a
     * client that this program will never see; a read, an update or a delete can be repeated.
     */
    UNKNOWN
}
