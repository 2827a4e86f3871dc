package dev.clientregistration.samples.portal;

import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.samples.portal.StoredClient.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The clients in the database. What the server issued is encrypted, and belongs to its row only. */
final class ClientTable {
    private final Jdbi jdbi;
    private final Vault vault;
    private final Clock clock;

    ClientTable(Database database, Clock clock) {
        this.jdbi = database.jdbi();
        this.vault = database.vault();
        this.clock = clock;
    }

    Optional<StoredClient> find(Developer developer, UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from client where id = :id and developer_id = :developer")
                        .bind("id", id)
                        .bind("developer", developer.id())
                        .map(this::client)
                        .findFirst());
    }

    List<StoredClient> all(Developer developer) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from client where developer_id = :developer order by created_at, suffix")
                .bind("developer", developer.id())
                .map(this::client)
                .list());
    }

    /** Notes that a client is about to be registered; false if the number or the suffix is taken. */
    boolean begin(Developer developer, UUID id, String suffix, String server, ClientMetadata requested) {
        try {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into client (id, developer_id, suffix, server, state, version, requested,
                                                secret_shown, created_at)
                            values (:id, :developer, :suffix, :server, :state, 0, :requested, false, :now)""")
                    .bind("id", id)
                    .bind("developer", developer.id())
                    .bind("suffix", suffix)
                    .bind("server", server)
                    .bind("state", State.REGISTERING)
                    .bind("requested", requested.toJson())
                    .bind("now", clock.instant())
                    .execute());
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (Database.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Notes that a client is about to be registered again; false if it is not any more what the caller has seen. */
    boolean beginAgain(StoredClient seen, String server, ClientMetadata requested) {
        return 1
                == jdbi.withHandle(handle -> handle.createUpdate("""
                                update client set state = :state, server = :server, requested = :requested,
                                    version = version + 1
                                where id = :id and version = :version""")
                        .bind("state", State.REGISTERING)
                        .bind("server", server)
                        .bind("requested", requested.toJson())
                        .bind("id", seen.id())
                        .bind("version", seen.version())
                        .execute());
    }

    /** Takes {@link #beginAgain} back. */
    void restore(StoredClient seen) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update client set state = :state, server = :server, requested = :requested where id = :id")
                .bind("state", seen.state())
                .bind("server", seen.server())
                .bind("requested", seen.requested().toJson())
                .bind("id", seen.id())
                .execute());
    }

    /** Keeps what the server answered to a registration or an update. */
    void registered(
            UUID id,
            String server,
            ClientMetadata requested,
            ClientInformation registered,
            ManagementCredentials credentials,
            boolean secretShown) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update client set server = :server, state = :state, version = version + 1,
                            requested = :requested, registered = :registered, credentials = :credentials,
                            secret_shown = :secretShown, trouble = null
                        where id = :id""")
                .bind("id", id)
                .bind("server", server)
                .bind("state", State.REGISTERED)
                .bind("requested", requested.toJson())
                .bind("registered", vault.seal(registered.toJson(), place(id, "registered")))
                .bind("credentials", vault.seal(credentials.toJson(), place(id, "credentials")))
                .bind("secretShown", secretShown)
                .execute());
    }

    /** Keeps what the server told when the client was read. */
    void read(UUID id, ClientInformation registered, ManagementCredentials credentials, boolean secretShown) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update client set registered = :registered, credentials = :credentials,
                            secret_shown = :secretShown
                        where id = :id""")
                .bind("id", id)
                .bind("registered", vault.seal(registered.toJson(), place(id, "registered")))
                .bind("credentials", vault.seal(credentials.toJson(), place(id, "credentials")))
                .bind("secretShown", secretShown)
                .execute());
    }

    /** Notes that nobody knows whether an update was carried out. */
    void requested(UUID id, ClientMetadata requested) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update client set requested = :requested, version = version + 1 where id = :id")
                .bind("id", id)
                .bind("requested", requested.toJson())
                .execute());
    }

    /** Notes a registration that has left no credentials. */
    void failed(UUID id, String server, ClientMetadata requested, State state, String trouble) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update client set server = :server, state = :state, version = version + 1,
                            requested = :requested, registered = null, credentials = null, trouble = :trouble
                        where id = :id""")
                .bind("id", id)
                .bind("server", server)
                .bind("state", state)
                .bind("requested", requested.toJson())
                .bind("trouble", trouble)
                .execute());
    }

    /** Notes that the present secret is being shown; true for whoever comes first. */
    boolean takeSecret(UUID id) {
        return 1
                == jdbi.withHandle(handle -> handle.createUpdate(
                                "update client set secret_shown = true where id = :id and secret_shown = false")
                        .bind("id", id)
                        .execute());
    }

    /** Takes {@link #takeSecret} back. */
    void offerSecret(UUID id) {
        jdbi.useHandle(handle -> handle.execute("update client set secret_shown = false where id = ?", id));
    }

    void remove(UUID id) {
        jdbi.useHandle(handle -> handle.execute("delete from client where id = ?", id));
    }

    /** What was on its way when the portal ended is in doubt, and what came before it is of no use. */
    void endRegistering(String trouble) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update client set state = :inDoubt, version = version + 1,
                            registered = null, credentials = null, trouble = :trouble
                        where state = :registering""")
                .bind("inDoubt", State.IN_DOUBT)
                .bind("registering", State.REGISTERING)
                .bind("trouble", trouble)
                .execute());
    }

    private StoredClient client(ResultSet row, StatementContext context) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new StoredClient(
                id,
                row.getString("suffix"),
                row.getString("server"),
                State.valueOf(row.getString("state")),
                row.getInt("version"),
                ClientMetadata.fromJson(row.getString("requested")),
                opened(row.getString("registered"), place(id, "registered")).map(ClientInformation::fromJson),
                opened(row.getString("credentials"), place(id, "credentials")).map(ManagementCredentials::fromJson),
                row.getBoolean("secret_shown"),
                Optional.ofNullable(row.getString("trouble")),
                row.getTimestamp("created_at").toInstant());
    }

    private Optional<String> opened(@Nullable String sealed, String place) {
        return Optional.ofNullable(sealed).map(text -> vault.open(text, place));
    }

    private static String place(UUID id, String column) {
        return id + "/" + column;
    }
}
