/** Nimbus's OAuth 2.0 SDK with OpenID Connect extensions. */
@NullMarked
package dev.clientregistration.interop.otherclients.nimbus;

import org.jspecify.annotations.NullMarked;
