package dev.clientregistration.samples.cli;

import dev.clientregistration.ClientRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option {@code --registration}, and how the client in that file is reached. */
final class RegistrationOption {
    private final Session session;

    @Option(
            names = "--registration",
            required = true,
            paramLabel = "FILE",
            description = "The file that register --save wrote. It is rewritten when the server replaces credentials.")
    private String registration = "";

    @Mixin
    private final OriginOptions origins = new OriginOptions();

    @Mixin
    private final CallOptions calls;

    RegistrationOption(Session session) {
        this.session = session;
        this.calls = new CallOptions(session);
    }

    Path path() {
        return TextFile.path("--registration", registration);
    }

    /** Reads the file. Its secrets have been learned. */
    RegistrationFile read() {
        RegistrationFile file = RegistrationFile.read(path());
        if (canBeReadByOthers(path())) {
            session.warn(path() + " can be read by others: chmod 600 changes that");
        }
        session.secrets().learn(file.document());
        return file;
    }

    private static boolean canBeReadByOthers(Path path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** A facade for the client's server. */
    ClientRegistration facade(RegistrationFile file) {
        ClientRegistration.Builder builder =
                calls.builder().endpoint(file.endpoint()).profile(file.profile());
        if (file.insecureHttpAllowed()) {
            builder.allowInsecureHttp();
        }
        origins.apply(builder, file.trustedOrigins());
        return builder.build();
    }
}
