/** The facade over Anvil Connect's clients. */
@NullMarked
package dev.clientregistration.internal.anvil;

import org.jspecify.annotations.NullMarked;
