package dev.clientregistration.testing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What befalls clients and tokens without being asked for. Guarded by the lock of {@link AuthorizationServer}.
 *
 * <p>The client that a request is about is found in the same way for every dialect: by the registration access token it
 * carries, or by the identifier that it has in its target, its body or its HTTP Basic credentials.
 */
final class Mishaps {
    private final ClientStore clients;
    private final TokenStore tokens;
    private final Registrar registrar;
    private final Clock clock;

    Mishaps(ClientStore clients, TokenStore tokens, Registrar registrar, Clock clock) {
        this.clients = clients;
        this.tokens = tokens;
        this.registrar = registrar;
        this.clock = clock;
    }

    /** The client that a request is about; empty if the server knows none such. */
    Optional<ClientRecord> subject(Request request) {
        String bearer = bearer(request);
        Optional<ClientRecord> holder = clients.snapshots().stream()
                .map(RegisteredClient::asKept)
                .filter(client -> bearer != null && bearer.equals(client.registrationAccessToken()))
                .findFirst();
        if (holder.isPresent()) {
            return holder;
        }
        String named =
                request.target() + "\n" + new String(request.body(), StandardCharsets.UTF_8) + "\n" + basic(request);
        return clients.snapshots().stream()
                .map(RegisteredClient::asKept)
                .filter(client -> names(named, client.clientId()))
                .max(Comparator.comparingInt(client -> client.clientId().length()));
    }

    void purge(Request request) {
        subject(request).ifPresent(client -> {
            clients.remove(client.clientId());
            clients.ledger().note(LedgerEntry.Event.PURGED, client, now());
        });
    }

    void expireSecret(Request request) {
        subject(request).ifPresent(client -> {
            IssuedSecret secret = client.secret();
            if (secret != null) {
                Instant past = now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
                ClientRecord changed = client.updated(
                        client.modifiedAt(),
                        new IssuedSecret(secret.value(), past),
                        client.metadata(),
                        client.requested());
                clients.put(changed);
                clients.ledger().note(LedgerEntry.Event.SECRET_EXPIRED, changed, now());
            }
        });
    }

    /** Gives the client another registration access token, unless it has none, or has got one since. */
    void rotateToken(ClientRecord before) {
        String dead = before.registrationAccessToken();
        clients.find(before.clientId())
                .filter(client -> dead != null && dead.equals(client.registrationAccessToken()))
                .ifPresent(registrar::rotateToken);
    }

    /** The token that the request carries is good for no registration any more. */
    void exhaustToken(Request request) {
        String token = bearer(request);
        if (token != null) {
            tokens.find(token).ifPresent(tokens::remove);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable String bearer(Request request) {
        try {
            return BearerToken.of(request);
        } catch (Refusal none) {
            return null;
        }
    }

    /** Name and password; empty if the request has none that can be read. */
    private static String basic(Request request) {
        return request.headers().all("Authorization").stream()
                .filter(value -> value.regionMatches(true, 0, "Basic ", 0, 6))
                .map(value -> decoded(value.substring(6).strip()))
                .findFirst()
                .orElse("");
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether the identifier stands there by itself, and not as a part of a longer one. */
    private static boolean names(String text, String clientId) {
        return Pattern.compile("(?<![A-Za-z0-9._~-])" + Pattern.quote(clientId) + "(?![A-Za-z0-9._~-])")
                .matcher(text)
                .find();
    }
}
