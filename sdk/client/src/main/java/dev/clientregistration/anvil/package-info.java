/** Anvil Connect: {@link dev.clientregistration.anvil.AnvilMembers} are the client metadata of its own. */
@NullMarked
package dev.clientregistration.anvil;

import org.jspecify.annotations.NullMarked;
