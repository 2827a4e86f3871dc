package dev.clientregistration.samples.cli;

/** What the process's exit status means. The manual's table is rendered from these constants. */
enum ExitStatus {
    DONE(0, "done"),
    REFUSED_HERE(
            2, "refused before anything was changed: the command line or a file cannot be used, or the SDK refused"),
    REFUSED_BY_SERVER(3, "the server refused; nothing was changed"),
    NOTHING_HAPPENED(4, "nothing was changed, and it is worth trying again: not reached, 429, 503 with Retry-After"),
    UNKNOWN(5, "nobody can know whether the server did it"),
    APPLIED(
            6,
            "the server did it, but its answer cannot be used, or the credentials are lost or not where they belong");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number. */
    int code() {
        return code;
    }

    /** The number in words. */
    String meaning() {
        return meaning;
    }
}
