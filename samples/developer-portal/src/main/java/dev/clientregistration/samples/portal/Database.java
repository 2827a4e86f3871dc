package dev.clientregistration.samples.portal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clientregistration.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * What outlives the process: developers, and what the portal knows of their clients. A file of H2, or any database of
 * PostgreSQL.
 */
final class Database implements AutoCloseable {
    /**
     * Or it would be closed when the process is told to end, before what has begun is stored; and what is committed would
     * be written half a second later, and lost if the process is killed meanwhile.
     */
    private static final String H2_OPTIONS = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";

    private static final String SEALED_AT_FIRST = "the key of this portal";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Vault vault;

    private Database(HikariDataSource pool, Vault vault) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        // Or messages, and so the log, would hold what statements are given.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        this.vault = vault;
    }

    /**
     * Opens the database, and makes its tables if it is new.
     *
     * @throws IOException if it cannot be opened, saying why
     */
    static Database open(Settings.Store settings) throws IOException {
        Vault vault = Vault.of(key(settings));
        Database database = new Database(pool(settings), vault);
        try {
            database.makeTables();
            database.checkKey();
            return database;
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    static Path keyFile(Settings.Store settings) {
        return settings.folder().resolve("portal.key");
    }

    Jdbi jdbi() {
        return jdbi;
    }

    Vault vault() {
        return vault;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Whether a statement failed because there is such a row already; the code is the SQL standard's. */
    static boolean isDuplicate(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException cause && "23505".equals(cause.getSQLState());
    }

    private static Secret key(Settings.Store settings) throws IOException {
        try {
            if (settings.url().isEmpty()) {
                KeyFile.makeFolder(settings.folder());
            }
            return settings.key().isPresent() ? settings.key().get() : KeyFile.at(keyFile(settings));
        } catch (FileSystemException e) { // its message is a path and says no more
            throw new IOException("PORTAL_DATA must be a folder that the portal can write to: " + e, e);
        }
    }

    private static HikariDataSource pool(Settings.Store settings) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url()
                .orElseGet(() ->
                        "jdbc:h2:file:" + settings.folder().toAbsolutePath().resolve("portal") + H2_OPTIONS));
        settings.user().ifPresent(config::setUsername);
        settings.password().map(Secret::reveal).ifPresent(config::setPassword);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) { // the pool's own messages hold the URL, and so perhaps a password
            throw new IOException("the database cannot be opened: " + reason(e), e);
        }
    }

    private void makeTables() throws IOException {
        try (InputStream schema = Database.class.getResourceAsStream("schema.sql")) {
            String script = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
            jdbi.useHandle(handle -> handle.createScript(script).execute());
        }
    }

    /** Somebody who starts the portal with another key shall hear it now, not when a client cannot be read. */
    private void checkKey() throws IOException {
        Optional<String> sealed = jdbi.withHandle(handle -> handle.createQuery("select sealed from key_check")
                .mapTo(String.class)
                .findFirst());
        if (sealed.isEmpty()) {
            String first = vault.seal(SEALED_AT_FIRST, SEALED_AT_FIRST);
            jdbi.useHandle(handle -> handle.execute("insert into key_check (id, sealed) values (1, ?)", first));
            return;
        }
        try {
            vault.open(sealed.get(), SEALED_AT_FIRST);
        } catch (Vault.WrongKeyException e) {
            throw new IOException("PORTAL_KEY is not the key that this database was written with", e);
        }
    }

    /** What is said by the innermost cause that says anything. */
    private static String reason(Throwable failure) {
        String reason = "";
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            reason = Objects.requireNonNullElse(cause.getMessage(), reason);
        }
        return reason;
    }
}
