package dev.clientregistration.testing;

import com.google.gson.JsonObject;

/** One thing that a dialect does with the members of a request: it checks them, adds some, takes some away. */
@FunctionalInterface
interface MetadataRule {
    /**
     * @param members without nulls; changed in place
     * @throws Refusal if the rule speaks against them
     */
    void apply(JsonObject members) throws Refusal;
}
