/** The SDK's requests and the mock server's answers, held against the specifications. */
@NullMarked
package dev.clientregistration.interop.contract;

import org.jspecify.annotations.NullMarked;
