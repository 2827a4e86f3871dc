package dev.clientregistration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.testing.assertj.MockRegistrationServerAssert;
import dev.clientregistration.testing.assertj.RecordedExchangeAssert;
import dev.clientregistration.testing.assertj.RegisteredClientAssert;
import dev.clientregistration.testing.assertj.RegistrationAssertions;
import dev.clientregistration.testing.junit.MockRegistration;
import dev.clientregistration.testing.junit.MockRegistrationServerExtension;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleTest {
    private final Module module = MockRegistrationServer.class.getModule();

    @Test
    void module_isNamedAndExportsItsPackages() {
        assertThat(module.getName()).isEqualTo("dev.clientregistration.testing");
        assertThat(module.getDescriptor().exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder(
                        "dev.clientregistration.testing",
                        "dev.clientregistration.testing.assertj",
                        "dev.clientregistration.testing.junit");
    }

    @Test
    void module_sharesNoCodeWithTheSdk() {
        assertThat(module.getDescriptor().requires())
                .extracting(Requires::name)
                .doesNotContain("dev.clientregistration");
    }

    /** If it named them, Surefire would put half of JUnit on the module path of every module that requires this one. */
    @Test
    void module_namesNoLibraryForTests() {
        assertThat(module.getDescriptor().requires())
                .extracting(Requires::name)
                .noneMatch(name -> name.startsWith("org.junit") || name.startsWith("org.assertj"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                MockRegistrationServer.class,
                MockRegistrationServer.Builder.class,
                AuthleteAnswers.class,
                AuthleteService.class,
                AuthleteSettings.class,
                AuthleteSettings.Builder.class,
                Dialect.class,
                Fault.class,
                Faults.class,
                LedgerEntry.class,
                LedgerEntry.Event.class,
                MockAnswer.class,
                Operation.class,
                Quirk.class,
                RecordedExchange.class,
                RegisteredClient.class,
                RegistrationAccess.class
            })
    void publicSignatures_nameOnlyJdkGsonAndOwnTypes(Class<?> type) {
        assertThat(executables(type).flatMap(ModuleTest::types).map(ModuleTest::name))
                .allMatch(name -> !name.contains(".")
                        || Stream.of("java.", "javax.net.ssl.", "com.google.gson.", "dev.clientregistration.testing.")
                                .anyMatch(name::startsWith));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                MockRegistration.class,
                MockRegistrationServerExtension.class,
                MockRegistrationServerAssert.class,
                RecordedExchangeAssert.class,
                RegisteredClientAssert.class,
                RegistrationAssertions.class
            })
    void publicSignatures_ofTheOptionalPackages_nameTheirLibraryTooAndNothingElse(Class<?> type) {
        String library = type.getPackageName().endsWith(".junit") ? "org.junit.jupiter.api." : "org.assertj.core.api.";

        assertThat(executables(type).flatMap(ModuleTest::types).map(ModuleTest::name))
                .allMatch(name -> !name.contains(".")
                        || Stream.of("java.", "dev.clientregistration.testing.", library)
                                .anyMatch(name::startsWith));
    }

    private static Stream<Executable> executables(Class<?> type) {
        List<Method> methods = List.of(type.getDeclaredMethods());
        List<Constructor<?>> constructors = List.of(type.getDeclaredConstructors());
        return Stream.concat(methods.stream(), constructors.stream())
                .filter(executable -> Modifier.isPublic(executable.getModifiers()));
    }

    private static Stream<Class<?>> types(Executable executable) {
        Stream<Class<?>> parameters = Arrays.stream(executable.getParameterTypes());
        return executable instanceof Method method
                ? Stream.concat(parameters, Stream.of(method.getReturnType()))
                : parameters;
    }

    private static String name(Class<?> type) {
        return type.isArray() ? name(type.getComponentType()) : type.getName();
    }
}
