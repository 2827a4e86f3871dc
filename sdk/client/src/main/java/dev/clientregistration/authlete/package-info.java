/**
 * Authlete's client-registration API, for authorization servers that are built on Authlete:
 * {@link dev.clientregistration.authlete.AuthleteClientRegistration} calls it, and
 * {@link dev.clientregistration.authlete.HttpAnswer} is what the authorization server then answers.
 */
@NullMarked
package dev.clientregistration.authlete;

import org.jspecify.annotations.NullMarked;
