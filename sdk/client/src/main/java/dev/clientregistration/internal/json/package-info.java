/** JSON text, trees and the documents behind the models. */
@NullMarked
package dev.clientregistration.internal.json;

import org.jspecify.annotations.NullMarked;
