package dev.clientregistration.samples.portal;

import java.util.UUID;

/**
 * Somebody who has clients.
 *
 * @param clientIdPrefix what all of this developer's client ids begin with
 */
record Developer(UUID id, String name, String clientIdPrefix) {}
