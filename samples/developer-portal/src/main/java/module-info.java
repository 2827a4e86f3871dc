/** The developer portal. A named module, so that the SDK's module graph is proven beside a web framework too. */
module dev.clientregistration.samples.portal {
    requires bcrypt;
    requires com.google.crypto.tink;
    requires com.zaxxer.hikari;
    requires dev.clientregistration;
    requires dev.clientregistration.testing;
    requires gg.jte.models;
    requires gg.jte.runtime;
    requires io.javalin;
    requires java.sql;
    requires org.jdbi.v3.core;
    requires static org.jspecify;
}
