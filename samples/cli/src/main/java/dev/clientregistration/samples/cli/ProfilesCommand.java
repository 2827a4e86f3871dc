package dev.clientregistration.samples.cli;

import com.google.gson.JsonObject;
import dev.clientregistration.ServerProfile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the server profiles, a line of JSON for each. */
@Command(
        name = "profiles",
        header = "Lists the kinds of servers that --profile knows.",
        sortOptions = false,
        description = "%nPrints one line of JSON for each: its name, and in what it differs from standard.%n",
        footer = {"%nExample:%n", "  clientreg profiles"})
final class ProfilesCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HelpOption help = new HelpOption();

    ProfilesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        for (ServerProfile profile : ServerProfile.all()) {
            JsonObject differences = new JsonObject();
            profile.differences().forEach(differences::addProperty);
            JsonObject line = new JsonObject();
            line.addProperty("name", profile.name());
            line.add("differences", differences);
            if (!session.terminal().printLine(Json.line(line))) {
                throw CommandException.file("standard output could not be written", "");
            }
        }
        return ExitStatus.DONE.code();
    }
}
