package dev.clientregistration.samples.cli;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.ServerProfile.Rotation;
import dev.clientregistration.error.Operation;
import dev.clientregistration.model.ClientInformation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads a client and shows it. */
@Command(
        name = "get",
        header = "Reads a client.",
        sortOptions = false,
        customSynopsis = "clientreg get --registration FILE [--show-secrets] [OPTIONS]",
        description = "%nPrints the client as the server has it now (RFC 7592).%n",
        footer = {"%nExample:%n", "  clientreg get --registration pretzel.json"})
final class GetCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final RegistrationOption registration;

    @Mixin
    private final OutputOption output;

    @Mixin
    private final HelpOption help = new HelpOption();

    GetCommand(Session session) {
        this.session = session;
        this.registration = new RegistrationOption(session);
        this.output = new OutputOption(session);
    }

    @Override
    public Integer call() {
        RegistrationFile file = registration.read();
        try (Keeper keeper = Keeper.of(session.terminal(), registration.path(), file);
                ClientRegistration facade = registration.facade(file)) {
            if (file.profile().rotation() == Rotation.POSSIBLE) {
                keeper.prepare();
            }
            ClientInformation client = session.call(Operation.GET, keeper, () -> facade.get(file.credentials()));
            session.secrets().learn(client.toJsonObject());
            keeper.keep(file.with(facade.credentials(client)), Operation.GET);
            if (!output.print(client)) {
                throw OutputOption.notPrinted(Operation.GET);
            }
        }
        return ExitStatus.DONE.code();
    }
}
