/**
 * The documents of client registration as typed, immutable views over JSON. The models and open values are generated
 * from the project's OpenAPI documents; {@link dev.clientregistration.model.JsonView} says what they all promise.
 */
@NullMarked
package dev.clientregistration.model;

import org.jspecify.annotations.NullMarked;
