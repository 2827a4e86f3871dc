/**
 * nevisMeta's own REST API for OAuth clients (V2): {@link dev.clientregistration.nevismeta.NevisMetaClients} calls it. Its
 * registration by RFC 7591 (V3) is a matter of {@link dev.clientregistration.ClientRegistration} with the profile {@code
 * NEVIS_META}.
 *
 * <p>Three identifiers go about, all alike to look at: a setup's ({@link dev.clientregistration.nevismeta.NevisSetupId}),
 * a client's internal one, by which this API knows it ({@link dev.clientregistration.nevismeta.NevisClientId}), and the
 * {@code client_id} of OAuth, with which the client comes to the authorization server: a text, and a member of the client.
 */
@NullMarked
package dev.clientregistration.nevismeta;

import org.jspecify.annotations.NullMarked;
