/** The documents of Authlete's client-registration API, generated like those of {@code dev.clientregistration.model}. */
@NullMarked
package dev.clientregistration.authlete.model;

import org.jspecify.annotations.NullMarked;
