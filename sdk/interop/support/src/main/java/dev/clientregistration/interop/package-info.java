/** What the tests against every real server need. */
@NullMarked
package dev.clientregistration.interop;

import org.jspecify.annotations.NullMarked;
