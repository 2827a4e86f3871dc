/**
 * What can go wrong in a call: one family of unchecked exceptions under
 * {@link dev.clientregistration.error.RegistrationException}, each of which says whether the server did what was asked.
 */
@NullMarked
package dev.clientregistration.error;

import org.jspecify.annotations.NullMarked;
