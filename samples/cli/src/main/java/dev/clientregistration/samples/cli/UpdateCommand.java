package dev.clientregistration.samples.cli;

import com.google.gson.JsonObject;
import dev.clientregistration.ClientRegistration;
import dev.clientregistration.error.Operation;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Changes some members of a client and shows it. */
@Command(
        name = "update",
        header = "Changes a client.",
        sortOptions = false,
        customSynopsis = "clientreg update --registration FILE --metadata JSON|@FILE|- [--show-secrets] [OPTIONS]",
        description = {
            "%nReads the client, changes the members that are given, removes those that are given as null, keeps all others,"
                    + " and prints what became of it (RFC 7592).%n"
        },
        footer = {
            "%nExample:%n",
            "  clientreg update --registration pretzel.json --metadata '{\"client_name\":\"Pretzel\",\"logo_uri\":null}'"
        })
final class UpdateCommand implements Callable<Integer> {
    /** Refused before anything is sent, as the SDK would after the client was read. */
    private static final Set<String> SET_BY_THE_SERVER = Set.of(
            "client_id",
            "client_secret",
            "client_secret_expires_at",
            "client_id_issued_at",
            "registration_access_token",
            "registration_client_uri");

    private final Session session;

    @Mixin
    private final RegistrationOption registration;

    @Mixin
    private final MetadataOption metadata;

    @Mixin
    private final OutputOption output;

    @Mixin
    private final HelpOption help = new HelpOption();

    UpdateCommand(Session session) {
        this.session = session;
        this.registration = new RegistrationOption(session);
        this.metadata = new MetadataOption(session);
        this.output = new OutputOption(session);
    }

    @Override
    public Integer call() {
        RegistrationFile file = registration.read();
        JsonObject changes = metadata.read().toJsonObject();
        for (String name : changes.keySet()) {
            if (SET_BY_THE_SERVER.contains(name)) {
                throw CommandException.usage("--metadata must not hold " + name + ", which only the server sets");
            }
        }
        try (Keeper keeper = Keeper.of(session.terminal(), registration.path(), file);
                ClientRegistration facade = registration.facade(file)) {
            keeper.prepare();
            ClientInformation before = session.call(Operation.GET, keeper, () -> facade.get(file.credentials()));
            session.secrets().learn(before.toJsonObject());
            keeper.keep(file.with(facade.credentials(before)), Operation.GET);
            keeper.prepare();
            ClientMetadata wanted = changed(before.toMetadata(), changes);
            ClientInformation client = session.call(Operation.UPDATE, keeper, () -> facade.update(before, wanted));
            session.secrets().learn(client.toJsonObject());
            keeper.keep(file.with(facade.credentials(client)), Operation.UPDATE);
            if (!output.print(client)) {
                throw OutputOption.notPrinted(Operation.UPDATE);
            }
        }
        return ExitStatus.DONE.code();
    }

    /**
     * Given members replace, null removes, the rest is kept; but for null and empty objects, which say nothing, and which
     * not every server that tells them takes back.
     */
    static ClientMetadata changed(ClientMetadata current, JsonObject changes) {
        JsonObject members = current.toJsonObject();
        members.entrySet()
                .removeIf(member -> member.getValue().isJsonNull()
                        || (member.getValue() instanceof JsonObject object && object.isEmpty()));
        changes.entrySet().forEach(change -> {
            if (change.getValue().isJsonNull()) {
                members.remove(change.getKey());
            } else {
                members.add(change.getKey(), change.getValue());
            }
        });
        return ClientMetadata.fromJson(members);
    }
}
