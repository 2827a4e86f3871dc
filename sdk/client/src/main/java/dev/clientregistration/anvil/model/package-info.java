/** The documents of Anvil Connect's REST API, generated like those of {@code dev.clientregistration.model}. */
@NullMarked
package dev.clientregistration.anvil.model;

import org.jspecify.annotations.NullMarked;
