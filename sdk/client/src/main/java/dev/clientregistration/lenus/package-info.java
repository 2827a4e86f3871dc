/**
 * How clients are named and described at Lenus, which has no API to register them: {@link
 * dev.clientregistration.lenus.LenusClientId} is the identifier, and {@link dev.clientregistration.lenus.LenusFlow} what
 * its portal offers in place of grant types.
 */
@NullMarked
package dev.clientregistration.lenus;

import org.jspecify.annotations.NullMarked;
