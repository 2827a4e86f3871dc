package dev.clientregistration.samples.cli;

import com.google.gson.JsonObject;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.error.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes a client, and the file that held its credentials, which open nothing any more. */
@Command(
        name = "delete",
        header = "Deletes a client.",
        sortOptions = false,
        customSynopsis = "clientreg delete --registration FILE [--keep] [OPTIONS]",
        description = "%nDeletes the client at the server (RFC 7592), and then FILE, which is of no use any more.%n",
        footer = {"%nExample:%n", "  clientreg delete --registration pretzel.json"})
final class DeleteCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final RegistrationOption registration;

    @Option(names = "--keep", description = "Leave FILE where it is.")
    private boolean keep;

    @Mixin
    private final HelpOption help = new HelpOption();

    DeleteCommand(Session session) {
        this.session = session;
        this.registration = new RegistrationOption(session);
    }

    @Override
    public Integer call() {
        RegistrationFile file = registration.read();
        try (Keeper keeper = Keeper.of(session.terminal(), registration.path(), file);
                ClientRegistration facade = registration.facade(file)) {
            session.call(Operation.DELETE, keeper, () -> {
                facade.delete(file.credentials());
                return true;
            });
        }
        if (!keep) {
            remove(registration.path());
        }
        JsonObject document = new JsonObject();
        document.addProperty("client_id", file.credentials().clientId());
        document.addProperty("deleted", true);
        if (!session.terminal().print(document)) {
            throw CommandException.afterwards(Operation.DELETE, "standard output could not be written", "");
        }
        return ExitStatus.DONE.code();
    }

    private void remove(Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                Files.deleteIfExists(path.toRealPath());
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            session.warn("the client is deleted, but " + path + " is not: " + TextFile.reason(e));
        }
    }
}
