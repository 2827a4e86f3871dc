package dev.clientregistration.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.StandardOperations;
import dev.clientregistration.error.Operation;
import dev.clientregistration.internal.engine.RetryTable.Situation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RetryTableReadmeTest {
    @Test
    void readme_showsTheTableOfTheConstants() throws IOException {
        assertThat(Files.readString(Path.of("../../README.md"))).contains(rendered());
    }

    private static String rendered() {
        StringBuilder table = new StringBuilder("| what happened | register | get | update | delete |\n");
        table.append("| --- | --- | --- | --- | --- |\n");
        for (Situation situation : Situation.values()) {
            table.append("| ").append(situation.text());
            for (Operation operation : StandardOperations.ALL) {
                table.append(" | ").append(cell(situation, operation));
            }
            table.append(" |\n");
        }
        return table.toString();
    }

    private static String cell(Situation situation, Operation operation) {
        boolean register = operation == Operation.REGISTER;
        boolean delete = operation == Operation.DELETE;
        switch (situation) {
            case TOKEN_REFUSED:
                return "renew once, again";
            case UNREADABLE:
                return register
                        ? "stop: APPLIED if 201 or a client is named, else UNKNOWN"
                        : delete ? "done" : "stop: APPLIED";
            case GONE:
                return register
                        ? "-"
                        : delete
                                ? "done: it is gone"
                                : operation == Operation.GET
                                        ? "credentials lost where reading replaces them, else as it is"
                                        : "credentials lost";
            default:
                return situation.mayRepeat(operation, !register) ? "again" : "stop: " + situation.outcome();
        }
    }
}
