/** Authlete's Java library, which authorization servers use. */
@NullMarked
package dev.clientregistration.interop.otherclients.authlete;

import org.jspecify.annotations.NullMarked;
