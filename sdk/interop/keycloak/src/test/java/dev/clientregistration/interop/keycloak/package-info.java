/** The SDK against Keycloak. */
@NullMarked
package dev.clientregistration.interop.keycloak;

import org.jspecify.annotations.NullMarked;
