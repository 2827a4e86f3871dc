package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A client information response that is being made.
 *
 * @param operation what the response answers
 * @param before the client before the request; null if it is new
 * @param members what is told, in order
 */
record ClientAnswer(Operation operation, @Nullable ClientRecord before, ClientRecord client, JsonObject members) {}
