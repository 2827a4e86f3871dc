/**
 * Assertions of AssertJ about the mock server: {@link dev.clientregistration.testing.assertj.RegistrationAssertions} is
 * where to start. A failure tells what the server did and what went over the wire, with the secrets masked.
 *
 * <p>It needs {@code org.assertj:assertj-core}, which this artifact does not bring along.
 */
@NullMarked
package dev.clientregistration.testing.assertj;

import org.jspecify.annotations.NullMarked;
