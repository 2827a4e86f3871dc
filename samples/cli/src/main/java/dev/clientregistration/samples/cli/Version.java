package dev.clientregistration.samples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the command. */
final class Version implements IVersionProvider {
    /** Such as {@code 1.2.3}. */
    static String text() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            return "unknown";
        }
        return Objects.requireNonNullElse(properties.getProperty("version"), "unknown");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"clientreg " + text()};
    }
}
