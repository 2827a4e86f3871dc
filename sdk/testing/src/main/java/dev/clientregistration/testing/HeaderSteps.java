package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In what the headers of one server differ from those of another. */
final class HeaderSteps {
    private HeaderSteps() {}

    /** A registration that succeeded tells by a header, too, where the client is managed. */
    static MockAnswer location(@Nullable Operation operation, Request request, MockAnswer answer) {
        JsonObject client =
                operation == Operation.REGISTER && answer.status() < 300 ? Json.objectOrNull(answer.body()) : null;
        return client != null && client.get(InformationSteps.MANAGEMENT_URI) instanceof JsonPrimitive uri
                ? answer.withHeader("Location", uri.getAsString())
                : answer;
    }

    /** Answers about clients only: those of the token endpoint are kept by no cache, anywhere. */
    static MockAnswer cacheable(@Nullable Operation operation, Request request, MockAnswer answer) {
        return operation == Operation.TOKEN
                ? answer
                : answer.withoutHeader("Cache-Control").withoutHeader("Pragma");
    }

    static AnswerStep with(String name, String value) {
        return (operation, request, answer) -> answer.withHeader(name, value);
    }

    /** Of answers that succeed and have a JSON body. */
    static AnswerStep contentType(String type) {
        return (operation, request, answer) -> operation != null
                        && answer.status() < 300
                        && answer.mayHaveBody()
                        && !answer.body().isEmpty()
                ? answer.withHeader("Content-Type", type)
                : answer;
    }

    /** Of answers with a JSON body. */
    static AnswerStep jsonAs(String type) {
        return (operation, request, answer) ->
                answer.headers().getOrDefault("Content-Type", List.of()).contains("application/json")
                        ? answer.withHeader("Content-Type", type)
                        : answer;
    }

    static AnswerStep without(String... names) {
        return (operation, request, answer) -> {
            MockAnswer changed = answer;
            for (String name : names) {
                changed = changed.withoutHeader(name);
            }
            return changed;
        };
    }
}
