/** A web application in which people register, change and delete their clients. */
@NullMarked
package dev.clientregistration.samples.portal;

import org.jspecify.annotations.NullMarked;
