package dev.clientregistration.testing;

import java.util.List;

/** What a dialect says in its metadata documents that it can do. */
record Capabilities(
        List<String> authMethods, List<String> grantTypes, List<String> responseTypes, List<String> scopes) {

    static final Capabilities STANDARD = new Capabilities(
            List.of(AuthMethods.BASIC, AuthMethods.POST, AuthMethods.SECRET_JWT, AuthMethods.KEY_JWT, AuthMethods.NONE),
            List.of(
                    GrantRules.AUTHORIZATION_CODE,
                    GrantRules.IMPLICIT,
                    GrantRules.REFRESH_TOKEN,
                    GrantRules.CLIENT_CREDENTIALS),
            List.of(
                    "code",
                    "token",
                    "id_token",
                    "id_token token",
                    "code id_token",
                    "code token",
                    "code id_token token",
                    "none"),
            List.of("openid"));

    Capabilities withAuthMethods(String... methods) {
        return new Capabilities(List.of(methods), grantTypes, responseTypes, scopes);
    }
}
