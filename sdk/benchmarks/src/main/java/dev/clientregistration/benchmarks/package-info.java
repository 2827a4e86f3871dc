/** Measurements of the SDK and the mock server, each beside its peers in the same run. */
@NullMarked
package dev.clientregistration.benchmarks;

import org.jspecify.annotations.NullMarked;
