/** Requests and URIs, before anything is sent. */
@NullMarked
package dev.clientregistration.internal.http;

import org.jspecify.annotations.NullMarked;
