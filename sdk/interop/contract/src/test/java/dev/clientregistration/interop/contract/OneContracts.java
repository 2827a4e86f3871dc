package dev.clientregistration.interop.contract;

import dev.clientregistration.interop.OneServer;

/** Reads the specifications once for all tests, which takes the larger part of a second. */
final class OneContracts extends OneServer<Contracts> {
    OneContracts() {
        super(Contracts.class);
    }

    @Override
    protected Contracts start() {
        return new Contracts();
    }
}
