/** The facade over nevisMeta's clients. */
@NullMarked
package dev.clientregistration.internal.nevismeta;

import org.jspecify.annotations.NullMarked;
