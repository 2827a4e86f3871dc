package dev.clientregistration.samples.portal;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The developers that have an account. A simple, local one: in earnest, a sign-in that the company has stands here. */
final class Developers {
    static final int SHORTEST_PASSWORD = 12;

    /** More than that bcrypt does not look at. */
    static final int LONGEST_PASSWORD_BYTES = 72;

    static final int LONGEST_NAME = 100;

    /** What bcrypt is to cost: a third of a second. */
    static final int HASHING_COST = 12;

    private final Jdbi jdbi;
    private final Clock clock;
    private final int hashingCost;
    private final SecureRandom random = new SecureRandom();

    /** Compared with where there is no account, so that its absence cannot be told by the time an answer takes. */
    private final String nobodysHash;

    Developers(Jdbi jdbi, Clock clock, int hashingCost) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.hashingCost = hashingCost;
        this.nobodysHash = hash("nobody's password");
    }

    /** A new account with a prefix of its own; empty if the name is taken. */
    Optional<Developer> signUp(String name, String password) {
        Developer developer = new Developer(UUID.randomUUID(), normalized(name), newPrefix());
        try {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into developer (id, name, password_hash, client_id_prefix, created_at)
                            values (:id, :name, :hash, :prefix, :now)""")
                    .bind("id", developer.id())
                    .bind("name", developer.name())
                    .bind("hash", hash(password))
                    .bind("prefix", developer.clientIdPrefix())
                    .bind("now", clock.instant())
                    .execute());
            return Optional.of(developer);
        } catch (UnableToExecuteStatementException e) {
            if (Database.isDuplicate(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The account that name and password belong to. */
    Optional<Developer> signIn(String name, String password) {
        record Account(Developer developer, String hash) {}
        Optional<Account> account =
                jdbi.withHandle(handle -> handle.createQuery("select * from developer where name = :name")
                        .bind("name", normalized(name))
                        .map((row, context) -> new Account(developer(row, context), row.getString("password_hash")))
                        .findFirst());
        boolean right = matches(password, account.map(Account::hash).orElse(nobodysHash));
        return account.filter(found -> right).map(Account::developer);
    }

    Optional<Developer> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from developer where id = :id")
                .bind("id", id)
                .map(Developers::developer)
                .findFirst());
    }

    /** Names differ by more than case, outer spaces, and how Unicode writes a letter. */
    static String normalized(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static Developer developer(ResultSet row, StatementContext context) throws SQLException {
        return new Developer(row.getObject("id", UUID.class), row.getString("name"), row.getString("client_id_prefix"));
    }

    /** 64 hexadecimal digits, as Lenus has them. */
    private String newPrefix() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String hash(String password) {
        return BCrypt.withDefaults().hashToString(hashingCost, password.toCharArray());
    }

    private static boolean matches(String password, String hash) {
        return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PASSWORD_BYTES
                && BCrypt.verifyer().verify(password.toCharArray(), hash).verified;
    }
}
