package dev.clientregistration;

import com.google.gson.JsonElement;
import dev.clientregistration.internal.registration.MetadataComparison;
import dev.clientregistration.internal.registration.MetadataComparison.Pair;
import dev.clientregistration.internal.registration.Usability;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for against what was registered. A server may change, add and leave out any metadata
 * (RFC 7591 section 2), and its answer alone says what counts.
 *
 * {@snippet class="dev.clientregistration.MetadataSnippets" region="difference"}
 *
 * <p>What means the same is no difference: arrays in another order ({@code default_acr_values} apart, where it counts), a
 * lone text for an array, {@code scope} as text, as array or under the name {@code scopes}, words of a response type in
 * another order, numbers of one value, numbers and booleans as text, language tags in another case. {@code null},
 * {@code ""}, {@code []}, <code>{}</code> and a {@code jwks} without keys are as good as no member. The six members that
 * a server issues are no differences.
 *
 * <p>{@code toString} shows names of members and no values, which may be secret.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class RegistrationDifference {
    private final Map<String, Change> added = new LinkedHashMap<>();
    private final Map<String, Change> dropped = new LinkedHashMap<>();
    private final Map<String, Change> replaced = new LinkedHashMap<>();
    private final List<UnusableReason> unusable;

    private RegistrationDifference(ClientMetadata requested, ClientInformation registered) {
        MetadataComparison comparison = MetadataComparison.of(requested.toJsonObject(), registered.toJsonObject());
        for (Pair pair : comparison.differences()) {
            Map<String, Change> changes = !pair.isRequested() ? added : !pair.isRegistered() ? dropped : replaced;
            changes.put(pair.name(), new Change(pair));
        }
        this.unusable = Usability.of(requested, registered);
    }

    /**
     * Compares metadata with the client that the server made of it.
     *
     * @param requested what was sent; not null
     * @param registered what the server returned; not null
     * @return the differences
     */
    public static RegistrationDifference between(ClientMetadata requested, ClientInformation registered) {
        return new RegistrationDifference(
                Objects.requireNonNull(requested, "requested must not be null"),
                Objects.requireNonNull(registered, "registered must not be null"));
    }

    /**
     * Members that are registered though they were not asked for, such as the defaults of the server.
     *
     * @return unmodifiable changes by member name, in the order of the answer
     */
    public Map<String, Change> added() {
        return Collections.unmodifiableMap(added);
    }

    /**
     * Members that were asked for and are absent from the answer. Not every server repeats all that it registered: one
     * that is dropped may have been left out of the answer only.
     *
     * @return unmodifiable changes by member name, in the order of the request
     */
    public Map<String, Change> dropped() {
        return Collections.unmodifiableMap(dropped);
    }

    /**
     * Members that are registered with another value than the one asked for.
     *
     * @return unmodifiable changes by member name, in the order of the request
     */
    public Map<String, Change> replaced() {
        return Collections.unmodifiableMap(replaced);
    }

    /**
     * Why the client cannot be used as it was asked for. Only what the answer says counts as evidence; a member that it
     * leaves out proves nothing.
     *
     * @return an unmodifiable list; empty if nothing speaks against the client
     */
    public List<UnusableReason> unusable() {
        return unusable;
    }

    /**
     * Whether the server registered what was asked for, as far as its answer tells.
     *
     * @return {@code true} if nothing was added, dropped or replaced
     */
    public boolean isEmpty() {
        return added.isEmpty() && dropped.isEmpty() && replaced.isEmpty();
    }

    @Override
    public String toString() {
        return "RegistrationDifference{added=" + added.values() + ", dropped=" + dropped.values() + ", replaced="
                + replaced.values() + ", unusable="
                + unusable.stream().map(UnusableReason::kind).toList() + "}";
    }

    /** One member that differs. Immutable and safe for use by many threads; {@code toString} shows no values. */
    public static final class Change {
        private final Pair pair;

        private Change(Pair pair) {
            this.pair = pair;
        }

        /**
         * The member's name.
         *
         * @return the name in the request, or in the answer if the request has no such member
         */
        public String name() {
            return pair.name();
        }

        /**
         * The value that was asked for.
         *
         * @return a copy; empty if the request has no such member
         */
        public Optional<JsonElement> requested() {
            return copy(pair.requested());
        }

        /**
         * The value that is registered.
         *
         * @return a copy; empty if the answer has no such member
         */
        public Optional<JsonElement> registered() {
            return copy(pair.registered());
        }

        /**
         * Whether the registered value is the one that the software statement of the request claims. Claims of a statement
         * take precedence over plain members (RFC 7591 section 2.3), so the server did as it must. The statement is read
         * without verifying it.
         *
         * @return {@code true} for a value out of the statement
         */
        public boolean bySoftwareStatement() {
            return pair.bySoftwareStatement();
        }

        private static Optional<JsonElement> copy(@Nullable JsonElement element) {
            return Optional.ofNullable(element).map(JsonElement::deepCopy);
        }

        @Override
        public String toString() {
            return pair.toString();
        }
    }
}
