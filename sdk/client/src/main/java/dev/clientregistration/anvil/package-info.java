/**
 * Anvil Connect: {@link dev.clientregistration.anvil.AnvilClients} calls its own REST API for clients, and {@link
 * dev.clientregistration.anvil.AnvilMembers} are the client metadata of its own. Registration at its {@code /register} is a
 * matter of {@link dev.clientregistration.ClientRegistration} with the profile {@code ANVIL_CONNECT}.
 */
@NullMarked
package dev.clientregistration.anvil;

import org.jspecify.annotations.NullMarked;
