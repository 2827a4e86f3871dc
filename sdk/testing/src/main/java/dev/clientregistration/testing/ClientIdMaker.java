package dev.clientregistration.testing;

import com.google.gson.JsonObject;

/** Gives clients their identifiers. */
@FunctionalInterface
interface ClientIdMaker {
    /**
     * @param sent what the client sent, without nulls
     * @throws Refusal if the client may choose, and chose badly
     */
    String make(JsonObject sent, ClientStore clients) throws Refusal;
}
