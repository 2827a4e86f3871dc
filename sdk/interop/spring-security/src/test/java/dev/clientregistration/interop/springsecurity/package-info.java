/** The SDK against Spring Security's own endpoint for RFC 7591. */
@NullMarked
package dev.clientregistration.interop.springsecurity;

import org.jspecify.annotations.NullMarked;
