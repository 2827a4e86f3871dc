package dev.clientregistration.samples.cli;

import dev.clientregistration.error.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client's credentials: in the file that was named, which is proven to be writable before anything is sent; if
 * writing fails all the same, in another file; and if that fails too, on standard output.
 */
final class Keeper implements AutoCloseable {
    private final Terminal terminal;
    private final Rescue rescue;
    private final @Nullable Path path;
    private @Nullable RegistrationFile saved;
    private @Nullable AtomicFile prepared;

    private Keeper(Terminal terminal, @Nullable Path path, @Nullable RegistrationFile saved) {
        this.terminal = terminal;
        this.rescue = Rescue.beside(path);
        this.path = path;
        this.saved = saved;
    }

    /** Keeps nothing, for a caller who takes the credentials from standard output. */
    static Keeper ofNothing(Terminal terminal) {
        return new Keeper(terminal, null, null);
    }

    /** Keeps a new client. A file that holds something is replaced only if the user says so. */
    static Keeper ofNewClient(Terminal terminal, Path path, boolean force) {
        if (!force) {
            refuseToReplace(path);
        }
        Keeper keeper = new Keeper(terminal, path, null);
        keeper.prepare();
        return keeper;
    }

    /** Keeps a client that is in the file already. */
    static Keeper of(Terminal terminal, Path path, RegistrationFile saved) {
        return new Keeper(terminal, path, saved);
    }

    /** Proves that the file can be written. */
    void prepare() {
        if (path == null || prepared != null) {
            return;
        }
        try {
            prepared = AtomicFile.prepare(path);
        } catch (IOException e) {
            throw CommandException.file(
                    path + " cannot be written: " + TextFile.reason(e),
                    "nothing was sent: what the server issues could not be kept");
        }
    }

    /** Where to write what else must not be lost. */
    Rescue rescue() {
        return rescue;
    }

    /** Writes the credentials, unless they are as they were. */
    void keep(RegistrationFile current, Operation operation) {
        if (path == null || (saved != null && saved.isSame(current))) {
            return;
        }
        try (AtomicFile file = prepared != null ? prepared : AtomicFile.prepare(path)) {
            prepared = null;
            file.commit(current.toBytes());
            saved = current;
        } catch (IOException e) {
            throw notSaved(
                    current,
                    operation,
                    path + " could not be written (" + TextFile.reason(e) + ")",
                    "move it to " + path);
        }
    }

    /** What to tell when credentials could not be brought to where they belong; writes them somewhere else. */
    CommandException notSaved(RegistrationFile current, Operation operation, String problem, String advice) {
        Optional<Path> rescued = rescue.write("clientreg-rescued-", ".json", Json.pretty(current.document()) + "\n");
        String hint;
        if (rescued.isPresent()) {
            hint = "the credentials are in " + rescued.get() + ": " + advice;
        } else if (terminal.print(current.document())) {
            hint = "the credentials, secrets included, are on standard output: " + advice;
        } else {
            hint = "the credentials are lost: have the server's operator remove the client";
        }
        return CommandException.afterwards(operation, problem, hint);
    }

    private static void refuseToReplace(Path path) {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) == 0) {
                return;
            }
        } catch (IOException e) {
            throw CommandException.file(path + " cannot be looked at: " + TextFile.reason(e), "");
        }
        String content;
        try {
            content = "the registration of client "
                    + RegistrationFile.of(TextFile.read("the registration", path))
                            .credentials()
                            .clientId() + ", whose credentials cannot be had again";
        } catch (IllegalArgumentException | CommandException e) {
            content = "something that is no registration";
        }
        throw CommandException.usage(
                "--save " + path + " holds " + content, "name another file, or replace this one with --force");
    }

    @Override
    public void close() {
        if (prepared != null) {
            prepared.close();
        }
    }
}
