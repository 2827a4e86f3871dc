package dev.clientregistration.samples.portal;

import dev.clientregistration.error.Operation;
import dev.clientregistration.samples.portal.Reading.Status;
import org.jspecify.annotations.Nullable;

/**
 * The page Client Details.
 *
 * @param reading the client as it was found; null for one that is yet to be registered
 */
record DetailsPage(
        Developer developer,
        RegistrationServer server,
        ClientForm form,
        @Nullable Reading reading,
        Changes changes) {

    /** Whether the form can be saved: it is shown in any case. */
    boolean canSave() {
        Reading found = reading;
        return found == null
                || found.status().isLost()
                || (server.can(Operation.UPDATE)
                        && (found.status() == Status.REGISTERED || found.status() == Status.UNREACHABLE));
    }

    /** The client id that is asked for; for a client that there is. */
    String wantedClientId() {
        return developer.clientIdPrefix() + "." + form.details().suffix();
    }

    boolean is(Status status) {
        return reading != null && reading.status() == status;
    }
}
