package dev.clientregistration.internal.registration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.internal.engine.Answer;
import dev.clientregistration.internal.engine.AnswerReader;
import dev.clientregistration.model.ClientInformation;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client information response (RFC 7591 section 3.2.1). Status 200 and 201 are the same, the content type does
 * not count; all that is demanded is a JSON object that names a client, and the right one.
 */
record ClientReader(@Nullable JsonObject known) implements AnswerReader<ClientInformation> {
    private static final String CLIENT_ID = "client_id";

    @Override
    public ClientInformation read(Answer answer) throws UnusableAnswerException {
        // A register that was answered 201 made a client, whatever else came; other operations did what they were
        // asked.
        Outcome outcome = known != null || answer.status() == 201 ? Outcome.APPLIED : Outcome.UNKNOWN;
        JsonObject document = answer.requireObject(outcome);
        if (known != null) {
            JsonElement expected = known.get(CLIENT_ID);
            JsonElement named = document.get(CLIENT_ID);
            if (isText(named) && !named.equals(expected)) {
                throw new UnusableAnswerException("it is about another client_id than the one asked for", outcome);
            }
            IssuedMembers.carryOver(known, document);
        }
        JsonElement id = document.get(CLIENT_ID);
        if (id == null || id.isJsonNull()) {
            throw new UnusableAnswerException("it names no client_id", outcome);
        }
        if (!isText(id)) {
            throw new UnusableAnswerException("its client_id is not a text, or an empty one", outcome);
        }
        try {
            return ClientInformation.fromJson(document);
        } catch (IllegalArgumentException e) {
            throw new UnusableAnswerException(String.valueOf(e.getMessage()), Outcome.APPLIED);
        }
    }

    private static boolean isText(@Nullable JsonElement element) {
        return element instanceof JsonPrimitive primitive
                && primitive.isString()
                && !primitive.getAsString().isEmpty();
    }
}
