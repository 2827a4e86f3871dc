/** The command {@code clientreg}: each command is a class, and what they share are small classes beside them. */
@NullMarked
package dev.clientregistration.samples.cli;

import org.jspecify.annotations.NullMarked;
