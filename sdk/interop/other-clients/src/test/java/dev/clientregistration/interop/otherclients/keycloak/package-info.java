/** Keycloak's client registration API for Java. */
@NullMarked
package dev.clientregistration.interop.otherclients.keycloak;

import org.jspecify.annotations.NullMarked;
