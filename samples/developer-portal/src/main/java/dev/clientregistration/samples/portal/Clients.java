package dev.clientregistration.samples.portal;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.RequestOptions;
import dev.clientregistration.RetryPolicy;
import dev.clientregistration.error.AccessDeniedException;
import dev.clientregistration.error.CallRefusedException;
import dev.clientregistration.error.ClientNotFoundException;
import dev.clientregistration.error.CredentialsLostException;
import dev.clientregistration.error.Outcome;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.lenus.LenusClientId;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.MemberKey;
import dev.clientregistration.samples.portal.Reading.Status;
import dev.clientregistration.samples.portal.StoredClient.State;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A developer's clients, registered, read, changed and deleted by the SDK. Every call of it is on this page, and what each
 * of its outcomes means for somebody who sits before a form.
 *
 * <p>Safe for use by many threads; a method occupies its thread until the server has answered.
 */
final class Clients implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Clients.class.getName());

    /** Somebody waits for a page, and the portal knows the client from the last time: once, and not for long. */
    private static final RequestOptions READING = RequestOptions.builder()
            .callTimeout(Duration.ofSeconds(5))
            .retryPolicy(RetryPolicy.never())
            .build();

    /** Not a member of client metadata by the standards: only some servers let a client choose its id. */
    private static final MemberKey<String> CLIENT_ID = MemberKey.text("client_id");

    private final RegistrationServer server;
    private final ClientRegistration registration;
    private final ClientTable table;
    private final Turns turns = new Turns();
    private final ExecutorService readers = Executors.newCachedThreadPool();

    Clients(RegistrationServer server, Database database, Clock clock) {
        this.server = server;
        this.registration = server.registration();
        this.table = new ClientTable(database, clock);
        table.endRegistering("The portal ended before the server had answered.");
    }

    // ---- register

    /**
     * Registers a client.
     *
     * @param id the number of the form: sent twice, it registers once
     */
    Saved register(Developer developer, UUID id, ClientDetails details) {
        LenusClientId clientId;
        try {
            clientId = details.clientId(developer);
        } catch (IllegalArgumentException e) {
            return new Saved.Refused(Problem.at(Field.SUFFIX, sentence(e)));
        }
        ClientMetadata metadata = wanted(clientId, details);
        return turns.inTurn(id, () -> {
            Optional<StoredClient> already = table.find(developer, id);
            if (already.isPresent()) {
                return repeated(already.get(), details);
            }
            if (!table.begin(developer, id, details.suffix(), server.name(), metadata)) {
                return new Saved.Refused(Problem.at(
                        Field.SUFFIX,
                        "You have a client with this suffix already. Choose another one for a new client."));
            }
            return register(developer, id, metadata, details, () -> table.remove(id));
        });
    }

    /**
     * Registers a client once more, which the server does not know any more, or may never have known.
     *
     * @param version what the developer has seen
     */
    Saved registerAgain(Developer developer, UUID id, int version, ClientDetails details) {
        return turns.inTurn(id, () -> {
            StoredClient seen = table.find(developer, id).orElse(null);
            if (seen == null) {
                return new Saved.Gone();
            }
            if (seen.version() != version) {
                return repeated(seen, details);
            }
            Reading reading = read(seen);
            if (!reading.status().isLost()) {
                return new Saved.Unclear("Nothing was registered: the client is not lost. " + reading.explanation());
            }
            LenusClientId clientId = LenusClientId.of(developer.clientIdPrefix(), seen.suffix());
            ClientMetadata metadata = wanted(clientId, details);
            if (!table.beginAgain(seen, server.name(), metadata)) {
                return new Saved.Overtaken();
            }
            return register(developer, id, metadata, details, () -> table.restore(seen));
        });
    }

    // @start region="register"
    private Saved register(
            Developer developer, UUID id, ClientMetadata metadata, ClientDetails details, Runnable takeBack) {
        ClientInformation client;
        try {
            client = registration.register(metadata);
        } catch (RegistrationException e) {
            return switch (e.outcome()) {
                case NOT_APPLIED -> {
                    takeBack.run();
                    yield new Saved.Refused(Problem.of(e, details));
                }
                case UNKNOWN -> {
                    table.failed(id, server.name(), metadata, State.IN_DOUBT, String.valueOf(e.getMessage()));
                    yield new Saved.Unclear("");
                }
                case APPLIED -> {
                    table.failed(id, server.name(), metadata, State.ANSWER_LOST, String.valueOf(e.getMessage()));
                    yield new Saved.Unclear("");
                }
            };
        } catch (IllegalArgumentException e) { // the SDK refuses to send it
            takeBack.run();
            return new Saved.Refused(Problem.general(sentence(e)));
        }
        try {
            table.registered(id, server.name(), metadata, client, registration.credentials(client), false);
        } catch (RuntimeException e) {
            undo(id, metadata, client, takeBack); // nobody could ever manage or delete what is not kept
            throw e;
        }
        return done(developer, id);
    }
    // @end

    private void undo(UUID id, ClientMetadata metadata, ClientInformation client, Runnable takeBack) {
        try {
            registration.delete(client);
            takeBack.run();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "client {0} could not be stored, nor taken back: {1}",
                    client.clientId(),
                    e.getMessage());
            table.failed(id, server.name(), metadata, State.ANSWER_LOST, "The portal could not store the answer.");
        }
    }

    /** What somebody is told whose form comes too late: the second click sees what became of the first one. */
    private static Saved repeated(StoredClient client, ClientDetails details) {
        if (client.state() != State.REGISTERED) {
            return new Saved.Unclear("");
        }
        return client.isAskedFor(details) ? new Saved.Done(client) : new Saved.Overtaken();
    }

    private ClientMetadata wanted(LenusClientId clientId, ClientDetails details) {
        ClientMetadata metadata = details.applyTo(ClientMetadata.builder().build());
        return server.requestsClientId()
                ? metadata.toBuilder().set(CLIENT_ID, clientId.value()).build()
                : metadata;
    }

    // ---- read

    /** The client as the server has it now, or as it was the last time and why not now. Empty if it is not the developer's. */
    Optional<Reading> read(Developer developer, UUID id) {
        return turns.inTurn(id, () -> table.find(developer, id).map(this::read));
    }

    /** All of the developer's clients, all read at the same time. */
    List<Reading> readAll(Developer developer) {
        List<CompletableFuture<Optional<Reading>>> readings = table.all(developer).stream()
                .map(client -> CompletableFuture.supplyAsync(() -> read(developer, client.id()), readers))
                .toList();
        return readings.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList();
    }

    // @start region="read"
    private Reading read(StoredClient client) {
        if (client.state() != State.REGISTERED) {
            return new Reading(
                    client,
                    Status.valueOf(client.state().name()),
                    client.trouble().orElse(""));
        }
        if (!client.server().equals(server.name())) {
            return new Reading(client, Status.ELSEWHERE, "");
        }
        ManagementCredentials credentials = client.credentials().orElseThrow();
        try {
            ClientInformation now = registration.get(credentials, READING);
            return new Reading(keep(client, now), Status.REGISTERED, "");
        } catch (RegistrationException e) {
            return new Reading(client, statusAfter(e), Problem.reason(e));
        }
    }

    private static Status statusAfter(RegistrationException failure) {
        if (isGone(failure)) {
            return Status.GONE;
        }
        return failure instanceof CallRefusedException ? Status.UNREADABLE : Status.UNREACHABLE;
    }

    /** A server that has forgotten a client says so in several ways (RFC 7592 section 2: by 401). */
    private static boolean isGone(RegistrationException failure) {
        return failure instanceof ClientNotFoundException
                || failure instanceof CredentialsLostException
                || (failure instanceof AccessDeniedException denied && denied.mayBeGone());
    }
    // @end

    /** Keeps what the server told, if it is not what it told before: it may have replaced token and secret. */
    private StoredClient keep(StoredClient client, ClientInformation now) {
        ManagementCredentials credentials = registration.credentials(now);
        if (client.registered().equals(Optional.of(now)) && client.credentials().equals(Optional.of(credentials))) {
            return client;
        }
        boolean secretShown = client.secretShown() && isSameSecret(client, credentials);
        table.read(client.id(), now, credentials, secretShown);
        return new StoredClient(
                client.id(),
                client.suffix(),
                client.server(),
                client.state(),
                client.version(),
                client.requested(),
                Optional.of(now),
                Optional.of(credentials),
                secretShown,
                client.trouble(),
                client.createdAt());
    }

    private static boolean isSameSecret(StoredClient client, ManagementCredentials credentials) {
        return client.credentials().flatMap(ManagementCredentials::clientSecret).equals(credentials.clientSecret());
    }

    // ---- update

    // @start region="update"
    /**
     * Makes the client what the form says.
     *
     * @param version what the developer has seen
     */
    Saved update(Developer developer, UUID id, int version, ClientDetails details) {
        return turns.inTurn(id, () -> {
            StoredClient client = table.find(developer, id).orElse(null);
            if (client == null) {
                return new Saved.Gone();
            }
            if (client.version() != version || !isHere(client)) {
                return repeated(client, details);
            }
            ManagementCredentials credentials = client.credentials().orElseThrow();
            ClientMetadata metadata =
                    details.applyTo(client.registered().orElseThrow().toMetadata());
            try {
                ClientInformation changed = registration.update(credentials, metadata);
                ManagementCredentials renewed = registration.credentials(changed);
                boolean secretShown = client.secretShown() && isSameSecret(client, renewed);
                table.registered(id, server.name(), metadata, changed, renewed, secretShown);
                return done(developer, id);
            } catch (RegistrationException e) {
                if (e.outcome() == Outcome.NOT_APPLIED && !isGone(e)) {
                    return new Saved.Refused(Problem.of(e, details));
                }
                table.requested(id, metadata);
                return new Saved.Unclear(
                        isGone(e)
                                ? ""
                                : Problem.reason(e)
                                        + " Nobody can know whether your changes were saved. Below is what the server has now, if it answers;"
                                        + " saving again does no harm.");
            } catch (IllegalArgumentException e) { // the SDK refuses to send it
                return new Saved.Refused(Problem.general(sentence(e)));
            }
        });
    }
    // @end

    private Saved done(Developer developer, UUID id) {
        Function<StoredClient, Saved> done = Saved.Done::new;
        return table.find(developer, id).map(done).orElseGet(Saved.Gone::new);
    }

    // ---- secret

    /** The client without asking the server. */
    Optional<StoredClient> stored(Developer developer, UUID id) {
        return table.find(developer, id);
    }

    /** Whether the secret may be shown now: true once after the server issued it, and once after each offer. */
    boolean takeSecret(StoredClient client) {
        return table.takeSecret(client.id());
    }

    /** Lets the secret be shown once more. */
    void offerSecret(StoredClient client) {
        table.offerSecret(client.id());
    }

    // ---- delete

    /** What became of a wish to delete. */
    record Deleted(boolean isGone, String notice) {}

    /** Deletes the client at the server, and then here. */
    Deleted delete(Developer developer, UUID id) {
        return turns.inTurn(id, () -> {
            StoredClient client = table.find(developer, id).orElse(null);
            if (client == null) {
                return new Deleted(true, "The client was deleted already.");
            }
            if (!isHere(client)) {
                return new Deleted(false, "This client cannot be deleted at the server.");
            }
            try {
                registration.delete(client.credentials().orElseThrow());
            } catch (ClientNotFoundException e) {
                table.remove(id);
                return new Deleted(true, "The server did not know the client any more.");
            } catch (RegistrationException e) {
                return new Deleted(
                        false,
                        Problem.reason(e)
                                + (e.outcome() == Outcome.NOT_APPLIED
                                        ? " Nothing was deleted."
                                        : " Nobody can know whether the client was deleted; deleting again does no harm."));
            }
            table.remove(id);
            return new Deleted(true, "Deleted: the client id and its secret are of no use any more.");
        });
    }

    /**
     * Takes a client off the list if that is right for what it is found to be: one that the server does not know, or
     * cannot delete.
     *
     * @return what it was found to be; empty if it is not the developer's
     */
    Optional<Reading> forget(Developer developer, UUID id, Predicate<Reading> isRight) {
        return turns.inTurn(id, () -> {
            Optional<Reading> reading = table.find(developer, id).map(this::read);
            reading.filter(isRight).ifPresent(found -> table.remove(id));
            return reading;
        });
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }

    /** Whether the client is one that the server has told of, and the server is the present one. */
    private boolean isHere(StoredClient client) {
        return client.state() == State.REGISTERED && client.server().equals(server.name());
    }

    private static String sentence(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
