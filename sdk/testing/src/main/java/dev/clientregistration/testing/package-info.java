/**
 * The mock authorization server: {@link dev.clientregistration.testing.MockRegistrationServer} is where to start.
 *
 * <p>A request passes through these rooms: the HTTP front turns bytes into a {@code Request}; the authorization server
 * answers it, alone under its lock, with a scripted answer or through the router; an endpoint checks credentials and
 * form; the registrar changes the stored clients, after the metadata rules have agreed.
 */
@NullMarked
package dev.clientregistration.testing;

import org.jspecify.annotations.NullMarked;
