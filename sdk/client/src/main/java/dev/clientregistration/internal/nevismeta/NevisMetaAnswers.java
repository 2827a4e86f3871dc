package dev.clientregistration.internal.nevismeta;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.internal.engine.Answer;
import dev.clientregistration.internal.engine.AnswerReader;
import dev.clientregistration.internal.engine.AnswerReader.UnusableAnswerException;
import dev.clientregistration.nevismeta.NevisClientId;
import dev.clientregistration.nevismeta.NevisSnapshotId;
import dev.clientregistration.nevismeta.model.ClientIds;
import dev.clientregistration.nevismeta.model.CreatedClient;
import dev.clientregistration.nevismeta.model.NevisClient;
import dev.clientregistration.nevismeta.model.SnapshotIds;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what nevisMeta answers: tolerantly, but never as less than there was. */
final class NevisMetaAnswers {
    /** Of an update or a deletion nothing is known but that it succeeded. */
    static final AnswerReader<@Nullable Void> NOTHING = answer -> null;

    private NevisMetaAnswers() {}

    static AnswerReader<NevisClientId> created(Function<String, NevisClientId> id) {
        return answer -> {
            Outcome outcome = answer.status() == 201 ? Outcome.APPLIED : Outcome.UNKNOWN;
            return CreatedClient.fromJson(answer.requireObject(outcome))
                    .clientId()
                    .map(id)
                    .orElseThrow(() -> new UnusableAnswerException("it names no clientId", outcome));
        };
    }

    static NevisClient client(Answer answer) throws UnusableAnswerException {
        return NevisClient.fromJson(answer.requireObject(Outcome.APPLIED));
    }

    static AnswerReader<List<NevisClientId>> clientIds(Function<String, NevisClientId> id) {
        return answer -> ClientIds.fromJson(ids(answer, "clientIds")).clientIds().stream()
                .map(id)
                .toList();
    }

    static AnswerReader<List<NevisSnapshotId>> snapshotIds(Function<String, NevisSnapshotId> id) {
        return answer -> SnapshotIds.fromJson(ids(answer, "snapshotIds")).snapshotIds().stream()
                .map(id)
                .toList();
    }

    /** The object with the member, which alone would do as well. */
    private static JsonObject ids(Answer answer, String name) throws UnusableAnswerException {
        JsonObject document;
        if (answer.text().stripLeading().startsWith("[")) {
            document = new JsonObject();
            document.add(name, answer.requireArray(Outcome.APPLIED));
        } else {
            document = answer.requireObject(Outcome.APPLIED);
        }
        JsonElement ids = document.get(name);
        if (ids == null) {
            throw new UnusableAnswerException("it has no " + name, Outcome.APPLIED);
        }
        if (!ids.isJsonNull() && !(ids instanceof JsonArray array && holdsTexts(array))) {
            throw new UnusableAnswerException("its " + name + " is not an array of texts", Outcome.APPLIED);
        }
        return document;
    }

    private static boolean holdsTexts(JsonArray array) {
        for (JsonElement item : array) {
            if (!item.isJsonPrimitive() || item.getAsString().isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
