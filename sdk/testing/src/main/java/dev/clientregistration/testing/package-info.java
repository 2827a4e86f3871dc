/**
 * The mock authorization server: {@link dev.clientregistration.testing.MockRegistrationServer} is where to start.
 *
 * <p>A request passes through these rooms: the HTTP front turns bytes into a {@code Request}; the authorization server
 * answers it, alone under its lock, with a scripted answer or through the router; an endpoint checks credentials and
 * form; the registrar changes the stored clients, after the dialect's policy has agreed. A dialect is two things: a
 * {@code Protocol}, which has the endpoints and tells every {@code Reason} for a refusal in its own way, and a {@code
 * RegistrationPolicy}, which decides on metadata, identifiers and secrets.
 */
@NullMarked
package dev.clientregistration.testing;

import org.jspecify.annotations.NullMarked;
