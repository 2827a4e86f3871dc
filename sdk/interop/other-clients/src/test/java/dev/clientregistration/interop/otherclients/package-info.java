/** Clients that others wrote, run against the mock server as their users run them. */
@NullMarked
package dev.clientregistration.interop.otherclients;

import org.jspecify.annotations.NullMarked;
