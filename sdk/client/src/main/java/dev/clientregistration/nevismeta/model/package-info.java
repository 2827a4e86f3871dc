/** The documents of nevisMeta's REST API V2, generated like those of {@code dev.clientregistration.model}. */
@NullMarked
package dev.clientregistration.nevismeta.model;

import org.jspecify.annotations.NullMarked;
