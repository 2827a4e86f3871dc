/**
 * The mock server in tests of JUnit 5: {@link dev.clientregistration.testing.junit.MockRegistration} hands one to each
 * test that wants it; {@link dev.clientregistration.testing.junit.MockRegistrationServerExtension} is for settings that
 * do not fit into an annotation, and for one server that serves a whole class.
 *
 * <p>It needs {@code org.junit.jupiter:junit-jupiter-api}, which this artifact does not bring along.
 */
@NullMarked
package dev.clientregistration.testing.junit;

import org.jspecify.annotations.NullMarked;
