/** The SDK against Spring Authorization Server. */
@NullMarked
package dev.clientregistration.interop.springauthorizationserver;

import org.jspecify.annotations.NullMarked;
