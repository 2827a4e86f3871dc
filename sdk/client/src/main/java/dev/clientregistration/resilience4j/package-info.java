/** The one place where the SDK takes types of Resilience4j. */
@NullMarked
package dev.clientregistration.resilience4j;

import org.jspecify.annotations.NullMarked;
