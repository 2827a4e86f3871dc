/**
 * Registering OAuth and OpenID Connect clients: {@link dev.clientregistration.ClientRegistration} is the place to begin.
 */
@NullMarked
package dev.clientregistration;

import org.jspecify.annotations.NullMarked;
