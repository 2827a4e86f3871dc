package dev.clientregistration.samples.portal;

/** What became of a form. */
sealed interface Saved {
    /** The server has it. */
    record Done(StoredClient client) implements Saved {}

    /** Nothing was done, and the form can be sent again. */
    record Refused(Problem problem) implements Saved {}

    /** Nobody can know whether it was done, or there is a client that cannot be used; its page says what to do. */
    record Unclear(String notice) implements Saved {}

    /** Somebody, perhaps the same developer in another tab, has changed the client since the form was shown. */
    record Overtaken() implements Saved {}

    /** The developer has no such client any more. */
    record Gone() implements Saved {}
}
