/**
 * A mock authorization server for test suites that register OAuth and OpenID Connect clients.
 *
 * <p>The module shares no code with the Client Registration SDK: what the two agree on, they agree on by the standard.
 *
 * <p>The packages {@code junit} and {@code assertj} are for suites that have these libraries; the module does not name
 * theirs, not even as optional ones. Maven's Surefire would put them on the module path then, for every module that
 * requires this one, and JUnit does not start when half of it is there. Who runs such a suite on the module path says
 * {@code --add-reads dev.clientregistration.testing=ALL-UNNAMED}, or names the library's module.
 */
@org.jspecify.annotations.NullMarked
module dev.clientregistration.testing {
    requires transitive com.google.gson;
    requires com.nimbusds.jose.jwt;
    requires mockwebserver3;
    requires okhttp3;
    requires okhttp3.tls;
    requires okio;
    requires static org.jspecify;

    exports dev.clientregistration.testing;
    exports dev.clientregistration.testing.assertj;
    exports dev.clientregistration.testing.junit;
}
