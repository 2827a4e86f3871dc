package dev.clientregistration.interop.contract;

/**
 * One thing in a message that its specification does not allow.
 *
 * @param message which one: {@code registration register request}, or with the status of an answer, {@code registration
 *     register 201}
 * @param place a JSON pointer into the body, or a part of the message: {@code status}, {@code body}, {@code
 *     Content-Type}, {@code Authorization}, {@code query}
 * @param rule a keyword of JSON Schema, or {@code undeclared}, {@code missing}, {@code unreadable}
 * @param words what is wrong, without the values that were sent
 */
record Violation(String message, String place, String rule, String words) {
    /** What a departure is known by, among those of its message. */
    String departure() {
        return place + " " + rule;
    }

    @Override
    public String toString() {
        return message + ": " + departure() + ": " + words;
    }
}
