package dev.clientregistration.testing;

/** Endpoints that a dialect has besides those of the standards. */
@FunctionalInterface
interface Extension {
    void addTo(Router router, Workshop with);

    /** Everything has been forgotten. */
    default void restart() {}
}
