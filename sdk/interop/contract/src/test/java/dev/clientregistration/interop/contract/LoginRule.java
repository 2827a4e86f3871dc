package dev.clientregistration.interop.contract;

import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.SecurityRequirement;
import io.vertx.openapi.contract.SecurityScheme;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which schemes of {@code Authorization} an operation takes, which the validator does not look at. */
final class LoginRule {
    private static final String NONE = "";

    private LoginRule() {}

    static boolean allows(OpenAPIContract specification, Operation operation, Exchange.Request request) {
        String scheme = request.authorization()
                .map(value -> value.split(" ", 2)[0].toLowerCase(Locale.ROOT))
                .orElse(NONE);
        return schemes(specification, operation).contains(scheme);
    }

    private static Set<String> schemes(OpenAPIContract specification, Operation operation) {
        List<SecurityRequirement> requirements = operation.getSecurityRequirements();
        if (requirements.isEmpty()) {
            return Set.of(NONE);
        }
        return requirements.stream()
                .map(requirement -> scheme(specification, requirement))
                .collect(Collectors.toSet());
    }

    private static String scheme(OpenAPIContract specification, SecurityRequirement requirement) {
        return requirement.getNames().stream()
                .map(specification::securityScheme)
                .map(SecurityScheme::getScheme)
                .findFirst()
                .orElse(NONE);
    }
}
