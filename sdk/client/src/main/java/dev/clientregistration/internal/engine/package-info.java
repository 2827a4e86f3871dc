/** The call engine: attempts, deadlines, cancellation, and what each failure means. */
@NullMarked
package dev.clientregistration.internal.engine;

import org.jspecify.annotations.NullMarked;
