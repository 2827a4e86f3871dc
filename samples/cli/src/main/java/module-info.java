import org.jspecify.annotations.NullMarked;

/** The command {@code clientreg}. */
@NullMarked
module dev.clientregistration.samples.cli {
    requires dev.clientregistration;
    requires dev.clientregistration.testing;
    requires info.picocli;
    requires static org.jspecify;

    // picocli fills the fields of the commands.
    opens dev.clientregistration.samples.cli to
            info.picocli;
}
