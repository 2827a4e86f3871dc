/**
 * A mock authorization server for test suites that register OAuth and OpenID Connect clients.
 *
 * <p>The module shares no code with the Client Registration SDK: what the two agree on, they agree on by the standard.
 */
@org.jspecify.annotations.NullMarked
module dev.clientregistration.testing {
    requires transitive com.google.gson;
    requires com.nimbusds.jose.jwt;
    requires mockwebserver3;
    requires okhttp3;
    requires okhttp3.tls;
    requires okio;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;
    requires static org.jspecify;

    exports dev.clientregistration.testing;
    exports dev.clientregistration.testing.assertj;
    exports dev.clientregistration.testing.junit;
}
