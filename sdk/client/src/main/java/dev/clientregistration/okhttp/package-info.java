/** The one place where the SDK takes a type of OkHttp. */
@NullMarked
package dev.clientregistration.okhttp;

import org.jspecify.annotations.NullMarked;
