/** The facade over Authlete's API. */
@NullMarked
package dev.clientregistration.internal.authlete;

import org.jspecify.annotations.NullMarked;
