package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import java.time.Instant;

/**
 * What a client of nevisMeta is from one moment on, until the next snapshot.
 *
 * @param entity the client as the API tells it; nobody changes it
 */
record NevisSnapshot(String id, Instant validFrom, JsonObject entity) {}
