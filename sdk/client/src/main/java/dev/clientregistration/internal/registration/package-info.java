/** The facade over registration endpoints of RFC 7591 and RFC 7592. */
@NullMarked
package dev.clientregistration.internal.registration;

import org.jspecify.annotations.NullMarked;
