package dev.clientregistration;

import dev.clientregistration.error.Operation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs a parameterized test for each operation of RFC 7591 and RFC 7592. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnumSource(
        value = Operation.class,
        names = {"REGISTER", "GET", "UPDATE", "DELETE"})
public @interface StandardOperations {
    /** They. */
    List<Operation> ALL = List.of(Operation.REGISTER, Operation.GET, Operation.UPDATE, Operation.DELETE);
}
