package dev.clientregistration.error;

import com.google.gson.JsonElement;
import dev.clientregistration.RegistrationDifference;
import dev.clientregistration.UnusableReason;
import dev.clientregistration.internal.json.JsonText;
import dev.clientregistration.model.ClientInformation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The server registered the client, but not so that it can be used as it was asked for, and the caller wants that to be a
 * failure. The outcome is {@link Outcome#APPLIED}: the client exists. {@link #client()} is what the server returned, so
 * that it can be deleted, or used as it is. {@link RegistrationDifference#unusable()} says what counts as a reason.
 */
public final class UnusableClientException extends RegistrationException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable ClientInformation client;

    @SuppressWarnings("serial") // a list of the JDK, of what is serializable
    private final List<UnusableReason> reasons;

    /**
     * Makes the exception; for the SDK and for tests.
     *
     * @param operation what the call was to do
     * @param attempts how many attempts were begun, zero or more
     * @param client what the server returned
     * @param reasons why it cannot be used as it was asked for, at least one
     * @throws IllegalArgumentException if there are no reasons
     */
    public UnusableClientException(
            Operation operation, int attempts, ClientInformation client, List<UnusableReason> reasons) {
        super(operation, Outcome.APPLIED, attempts, message(operation, client, reasons), null);
        this.client = client;
        this.reasons = List.copyOf(reasons);
    }

    private static String message(Operation operation, ClientInformation client, List<UnusableReason> reasons) {
        Objects.requireNonNull(operation, "operation must not be null");
        Objects.requireNonNull(client, "client must not be null");
        Objects.requireNonNull(reasons, "reasons must not be null");
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons must name at least one");
        }
        String id = client.member("client_id")
                .filter(JsonElement::isJsonPrimitive)
                .map(name -> " " + JsonText.forPeople(name.getAsString()))
                .orElse("");
        return operation + " succeeded, but the client" + id + " cannot be used as it was asked for: "
                + reasons.stream().map(UnusableReason::description).collect(Collectors.joining("; "))
                + ". The client exists at the server: delete it, or use it as it is; it is in client().";
    }

    /**
     * The client as the server returned it, with its credentials.
     *
     * @return the client
     * @throws IllegalStateException if the exception was serialized, since secrets are not
     */
    public ClientInformation client() {
        if (client == null) {
            throw new IllegalStateException("the client was not kept when this exception was serialized");
        }
        return client;
    }

    /**
     * Why it cannot be used as it was asked for.
     *
     * @return an unmodifiable list, never empty
     */
    public List<UnusableReason> reasons() {
        return reasons;
    }
}
