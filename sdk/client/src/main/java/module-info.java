import org.jspecify.annotations.NullMarked;

/** Typed registration of OAuth and OpenID Connect clients at authorization servers. */
@NullMarked
module dev.clientregistration {
    requires transitive com.google.gson;
    requires io.github.resilience4j.core;
    requires io.github.resilience4j.retry;
    requires okhttp3;
    requires static io.github.resilience4j.circuitbreaker;
    requires static io.github.resilience4j.ratelimiter;
    requires static transitive org.jspecify;

    exports dev.clientregistration;
    exports dev.clientregistration.anvil;
    exports dev.clientregistration.anvil.model;
    exports dev.clientregistration.authlete;
    exports dev.clientregistration.authlete.model;
    exports dev.clientregistration.error;
    exports dev.clientregistration.lenus;
    exports dev.clientregistration.model;
    exports dev.clientregistration.nevismeta;
    exports dev.clientregistration.nevismeta.model;
    exports dev.clientregistration.okhttp;
    exports dev.clientregistration.resilience4j;
    exports dev.clientregistration.simpleidserver;
}
