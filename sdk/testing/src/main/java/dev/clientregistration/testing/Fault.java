package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong between a client and the server: what happens, to which requests, and how often. {@link
 * MockRegistrationServer#fault(Fault)} brings it about.
 *
 * <p>By itself a fault strikes the next request, whatever it asks for, or whatever of it the fault can strike; {@link
 * #on}, {@link #nth}, {@link #times}, {@link #always} and {@link #withProbability} say otherwise. <i>Applied</i> means
 * that the server has done what the request asked for, which {@link MockRegistrationServer#ledger()} tells.
 *
 * {@snippet class="dev.clientregistration.testing.ReadmeSnippetsTest" region="faults"}
 *
 * <p>Each fault has a text, for command lines and for the admin API, which {@link #toString()} writes and {@link
 * #parse} reads: {@code NAME[@OPERATION,...][#FIRST][*TIMES|*always][~PROBABILITY/SEED]}, such as {@code
 * drop-after-applying@register*2}. The names are those of the factory methods.
 *
 * <p>Immutable, and so safe for use by several threads.
 */
public final class Fault {
    private final FaultEffect effect;
    private final Set<Operation> operations;
    private final FaultSchedule schedule;

    /** @param operations empty for all that the effect can strike */
    Fault(FaultEffect effect, Set<Operation> operations, FaultSchedule schedule) {
        this.effect = effect;
        this.operations = operations;
        this.schedule = schedule;
    }

    /**
     * The connection is closed as soon as it is there. It counts connections, not requests, so that it cannot be
     * limited to operations; a request on a connection that exists already is not struck. Not applied. Text: {@code
     * close-at-accept}.
     *
     * @return the fault
     */
    public static Fault closeAtAccept() {
        return of(PlainEffect.CLOSE_AT_ACCEPT);
    }

    /**
     * The connection is reset when the first line of the request has come, which tells what is asked for; the rest is
     * not read. Not applied, and not among {@link MockRegistrationServer#exchanges()}. Text: {@code
     * drop-before-reading}.
     *
     * @return the fault
     */
    public static Fault dropBeforeReading() {
        return of(PlainEffect.DROP_BEFORE_READING);
    }

    /**
     * The request is read, then the connection is closed. Not applied. Text: {@code drop-after-reading}.
     *
     * @return the fault
     */
    public static Fault dropAfterReading() {
        return of(PlainEffect.DROP_AFTER_READING);
    }

    /**
     * The connection is closed where the answer should come: applied, but the client does not learn it. Text: {@code
     * drop-after-applying}.
     *
     * @return the fault
     */
    public static Fault dropAfterApplying() {
        return of(PlainEffect.DROP_AFTER_APPLYING);
    }

    /**
     * As {@link #dropAfterApplying()}, and the client's registration access token is another one from then on, whether
     * or not the server is one that rotates: the client holds a token that is dead, and knows no other. It strikes reads
     * and updates. Text: {@code rotate-then-drop}.
     *
     * @return the fault
     */
    public static Fault rotateThenDrop() {
        return of(PlainEffect.ROTATE_THEN_DROP);
    }

    /**
     * The request is read, and nothing more happens until {@link Faults#release()}; then it is handled as ever, even if
     * the client has gone. If the server is closed or reset before, the connection is closed, and the request is not
     * applied. Text: {@code stall}.
     *
     * @return the fault
     */
    public static Fault stall() {
        return of(PlainEffect.STALL);
    }

    /**
     * Applied, but the answer waits until {@link Faults#release()}. If the server is closed or reset before, the
     * connection is closed. Text: {@code stall-after-applying}.
     *
     * @return the fault
     */
    public static Fault stallAfterApplying() {
        return of(PlainEffect.STALL_AFTER_APPLYING);
    }

    /**
     * Applied; the answer breaks off in the middle of its body, and the connection is closed. An answer without a body
     * does not come at all. Text: {@code half-body}.
     *
     * @return the fault
     */
    public static Fault halfBody() {
        return of(PlainEffect.HALF_BODY);
    }

    /**
     * Applied; the head of the answer comes at once, its body in ten pieces, each after a pause of one second. Text:
     * {@code slow-body}.
     *
     * @return the fault
     */
    public static Fault slowBody() {
        return slowBody(Duration.ofSeconds(1));
    }

    /**
     * Applied; the head of the answer comes at once, its body in ten pieces, each after a pause. {@link
     * MockRegistrationServer#advance(Duration)} shortens it. Text: {@code slow-body=PT0.5S}.
     *
     * @param pause the time before each piece, longer than zero
     * @return the fault
     * @throws IllegalArgumentException if the pause is not longer than zero
     */
    public static Fault slowBody(Duration pause) {
        return of(new SlowBodyEffect(requireNonNull(pause, "pause")));
    }

    /**
     * Applied; the answer has its status and a body that never ends, as fast as the client takes it. Where the status is
     * one without a body, the answer does not come at all. Text: {@code endless-body}.
     *
     * @return the fault
     */
    public static Fault endlessBody() {
        return of(PlainEffect.ENDLESS_BODY);
    }

    /**
     * Applied; the answer has its status and headers, and an empty body: 201 with nothing in it. Text: {@code
     * empty-body}.
     *
     * @return the fault
     */
    public static Fault emptyBody() {
        return of(PlainEffect.EMPTY_BODY);
    }

    /**
     * Applied; the answer is whole HTTP, but its body is only the first half of the JSON. Text: {@code truncated-json}.
     *
     * @return the fault
     */
    public static Fault truncatedJson() {
        return of(PlainEffect.TRUNCATED_JSON);
    }

    /**
     * Applied; the answer says that its body is JSON, and it is not. Text: {@code garbage-json}.
     *
     * @return the fault
     */
    public static Fault garbageJson() {
        return of(PlainEffect.GARBAGE_JSON);
    }

    /**
     * Applied; the answer is the right one, but its {@code Content-Type} is {@code text/plain}. Text: {@code
     * wrong-content-type}.
     *
     * @return the fault
     */
    public static Fault wrongContentType() {
        return of(PlainEffect.WRONG_CONTENT_TYPE);
    }

    /**
     * An answer of this status, without a body and without {@code Retry-After}. Not applied. Text: {@code status-503}.
     *
     * @param status the HTTP status, 400 to 599
     * @return the fault
     * @throws IllegalArgumentException if the status is outside that range
     */
    public static Fault status(int status) {
        return of(new StatusEffect(status, null, false));
    }

    /**
     * An answer of this status, with {@code Retry-After} in seconds. Not applied. Text: {@code
     * status-503-retry-after-2}.
     *
     * @param status the HTTP status, 400 to 599
     * @param retryAfter the time, zero or whole seconds
     * @return the fault
     * @throws IllegalArgumentException if the status is outside that range, or the time is negative or not in whole
     *     seconds
     */
    public static Fault status(int status, Duration retryAfter) {
        return of(new StatusEffect(status, requireNonNull(retryAfter, "retryAfter"), false));
    }

    /**
     * An answer of this status, as from a gateway that lost patience: applied all the same. Text: {@code
     * status-504-after-applying}.
     *
     * @param status the HTTP status, 400 to 599
     * @return the fault
     * @throws IllegalArgumentException if the status is outside that range
     */
    public static Fault statusAfterApplying(int status) {
        return of(new StatusEffect(status, null, true));
    }

    /**
     * An HTML page that tells people of an error. Not applied. Text: {@code html-error-502}.
     *
     * @param status the HTTP status, 400 to 599
     * @return the fault
     * @throws IllegalArgumentException if the status is outside that range
     */
    public static Fault htmlError(int status) {
        return of(new HtmlEffect(status));
    }

    /**
     * A redirect to another host: this server under its other name, {@code localhost}, so that a client that follows is
     * seen among {@link MockRegistrationServer#exchanges()}, with whatever it carried there. Not applied. Text: {@code
     * redirect-307}.
     *
     * @param status 301, 302, 303, 307 or 308
     * @return the fault
     * @throws IllegalArgumentException if the status is none of these
     */
    public static Fault redirect(int status) {
        return of(new RedirectEffect(status, null));
    }

    /**
     * A redirect. Not applied. Text: {@code redirect-307=https://elsewhere.example/register}.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param location an absolute http or https URI without user information, fragment, {@code *} and {@code ~}
     * @return the fault
     * @throws IllegalArgumentException if the status is none of these or the location is not of that form
     */
    public static Fault redirect(int status, URI location) {
        return of(new RedirectEffect(status, FaultSyntax.checked(location)));
    }

    /**
     * Applied; the answer sends the client to another host for its management: to this server under its other name,
     * {@code localhost}. It strikes registrations, reads and updates; an answer without {@code registration_client_uri}
     * stays as it is. Text: {@code foreign-management-uri}.
     *
     * @return the fault
     */
    public static Fault foreignManagementUri() {
        return of(new ManagementUriEffect(null));
    }

    /**
     * As {@link #foreignManagementUri()}, with the URI itself. Text: {@code
     * foreign-management-uri=https://elsewhere.example/register/1}.
     *
     * @param uri an absolute http or https URI without user information, fragment, {@code *} and {@code ~}
     * @return the fault
     * @throws IllegalArgumentException if the URI is not of that form
     */
    public static Fault foreignManagementUri(URI uri) {
        return of(new ManagementUriEffect(FaultSyntax.checked(uri)));
    }

    /**
     * Before the request is handled, the server forgets the client that it is about, without a word: what is asked for
     * is then answered as for a client that never was. It strikes reads, updates, deletions and token requests. Text:
     * {@code purge-client}.
     *
     * @return the fault
     */
    public static Fault purgeClient() {
        return of(PlainEffect.PURGE_CLIENT);
    }

    /**
     * Before the request is handled, the secret of the client that it is about expires: one second ago. It strikes
     * reads, updates and token requests; a client without a secret stays as it is. Text: {@code expire-secret}.
     *
     * @return the fault
     */
    public static Fault expireSecret() {
        return of(PlainEffect.EXPIRE_SECRET);
    }

    /**
     * The initial access token that a registration carries is used up: it is refused in the dialect's way, now and from
     * then on, while another one may be good. It strikes registrations; one without a token is answered as ever. Text:
     * {@code exhaust-initial-token}.
     *
     * @return the fault
     */
    public static Fault exhaustInitialToken() {
        return of(PlainEffect.EXHAUST_INITIAL_TOKEN);
    }

    /**
     * Reads a fault from its text.
     *
     * @param text such as {@code drop-after-applying@register*2}; spaces around it are ignored
     * @return the fault
     * @throws IllegalArgumentException if the text is not that of a fault; the message says where, and names what would
     *     be right
     */
    public static Fault parse(String text) {
        return FaultSyntax.parse(requireNonNull(text, "text"));
    }

    /**
     * This fault for requests of these operations only; what was said of operations before is forgotten.
     *
     * @param operations one or more
     * @return the changed copy
     * @throws IllegalArgumentException if there is none, or the fault cannot strike one of them
     */
    public Fault on(Operation... operations) {
        if (operations.length == 0) {
            throw new IllegalArgumentException("operations must not be empty");
        }
        Set<Operation> chosen = EnumSet.copyOf(List.of(operations));
        if (effect.moment() == FaultEffect.Moment.CONNECTED) {
            throw new IllegalArgumentException(
                    effect.text() + " strikes connections, before it is known what will be asked for");
        }
        for (Operation operation : chosen) {
            if (!effect.operations().contains(operation)) {
                throw new IllegalArgumentException(effect.text() + " cannot strike " + operation.text() + ", only "
                        + FaultSyntax.names(effect.operations()));
            }
        }
        return new Fault(effect, Collections.unmodifiableSet(chosen), schedule);
    }

    /**
     * This fault from the n-th of the requests that it could strike: 1 is the next one. Requests that an earlier fault
     * takes are not counted.
     *
     * @param number 1 or greater
     * @return the changed copy
     * @throws IllegalArgumentException if the number is smaller than 1
     */
    public Fault nth(int number) {
        return with(new FaultSchedule(number, schedule.times(), schedule.chance()));
    }

    /**
     * This fault so many times, then no more. Without it, and without a probability, a fault strikes once.
     *
     * @param times 1 or greater
     * @return the changed copy
     * @throws IllegalArgumentException if the number is smaller than 1
     */
    public Fault times(int times) {
        return with(new FaultSchedule(schedule.first(), times, schedule.chance()));
    }

    /**
     * This fault every time, until {@link Faults#clear()} or {@link MockRegistrationServer#reset()}.
     *
     * @return the changed copy
     */
    public Fault always() {
        return times(FaultSchedule.ALWAYS);
    }

    /**
     * This fault by chance, and without end unless {@link #times} says how often. The chance is seeded: with the same
     * seed, the same requests are struck.
     *
     * @param probability greater than 0, not greater than 1
     * @param seed any number
     * @return the changed copy
     * @throws IllegalArgumentException if the probability is outside that range
     */
    public Fault withProbability(double probability, long seed) {
        return with(new FaultSchedule(schedule.first(), schedule.times(), new FaultSchedule.Chance(probability, seed)));
    }

    /**
     * What happens, without the requests it happens to.
     *
     * @return such as {@code drop-after-applying}
     */
    public String name() {
        return effect.text();
    }

    FaultEffect effect() {
        return effect;
    }

    FaultSchedule schedule() {
        return schedule;
    }

    /** @param operation null if the request asks for none */
    boolean canStrike(@Nullable Operation operation) {
        if (operation == null) {
            return operations.isEmpty() && effect.operations().size() == Operation.values().length;
        }
        return operations.isEmpty() ? effect.operations().contains(operation) : operations.contains(operation);
    }

    /**
     * Whether the other one is a fault of the same text.
     *
     * @param other anything
     * @return whether it is
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fault fault
                && effect.equals(fault.effect)
                && operations.equals(fault.operations)
                && schedule.equals(fault.schedule);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /**
     * The text of the fault, which {@link #parse} reads.
     *
     * @return such as {@code drop-after-applying@register*2}
     */
    @Override
    public String toString() {
        return FaultSyntax.text(effect, operations, schedule);
    }

    private static Fault of(FaultEffect effect) {
        return new Fault(effect, Set.of(), FaultSchedule.ONCE);
    }

    private Fault with(FaultSchedule changed) {
        return new Fault(effect, operations, changed);
    }
}
