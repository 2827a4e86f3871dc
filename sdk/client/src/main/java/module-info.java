import org.jspecify.annotations.NullMarked;

/** Typed registration of OAuth and OpenID Connect clients at authorization servers. */
@NullMarked
module dev.clientregistration {
    requires transitive com.google.gson;
    requires okhttp3;
    requires static transitive org.jspecify;

    exports dev.clientregistration;
    exports dev.clientregistration.error;
    exports dev.clientregistration.model;
}
