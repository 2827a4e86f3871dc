package dev.clientregistration.internal.anvil;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.clientregistration.anvil.model.AnvilClient;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.internal.engine.Answer;
import dev.clientregistration.internal.engine.AnswerReader;
import dev.clientregistration.internal.engine.AnswerReader.UnusableAnswerException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what Anvil Connect answers: tolerantly, but never as less than there was. */
final class AnvilAnswers {
    private AnvilAnswers() {}

    static AnvilClient created(Answer answer) throws UnusableAnswerException {
        Outcome outcome = answer.status() == 201 ? Outcome.APPLIED : Outcome.UNKNOWN;
        AnvilClient client = AnvilClient.fromJson(answer.requireObject(outcome));
        if (client.id().isEmpty()) {
            throw new UnusableAnswerException("it names no _id", outcome);
        }
        return client;
    }

    static AnswerReader<AnvilClient> client(String id) {
        return answer -> {
            AnvilClient client = AnvilClient.fromJson(answer.requireObject(Outcome.APPLIED));
            if (client.id().filter(named -> !named.equals(id)).isPresent()) {
                throw new UnusableAnswerException("it is about another _id than the one asked for", Outcome.APPLIED);
            }
            return client;
        };
    }

    static List<AnvilClient> clients(Answer answer) throws UnusableAnswerException {
        JsonArray array = answer.requireArray(Outcome.APPLIED);
        List<AnvilClient> clients = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof JsonObject object)) {
                throw new UnusableAnswerException("item " + (i + 1) + " of it is no object", Outcome.APPLIED);
            }
            clients.add(AnvilClient.fromJson(object));
        }
        return Collections.unmodifiableList(clients);
    }
}
