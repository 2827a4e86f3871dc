package dev.clientregistration.model;

/**
 * A value of a set that specifications and servers go on extending, such as a grant type. Known values are constants;
 * a value that is not known is kept as it is. Implementations are immutable, safe for use by many threads, and equal
 * when their values mean the same.
 */
public interface OpenValue {
    /**
     * The value as it stands in the JSON document.
     *
     * @return the text, never empty
     */
    String value();

    /**
     * Whether the value is one of the type's constants.
     *
     * @return {@code false} for a value of a server's own
     */
    boolean isKnown();
}
