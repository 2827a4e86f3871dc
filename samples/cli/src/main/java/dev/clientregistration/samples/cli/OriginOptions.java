package dev.clientregistration.samples.cli;

import dev.clientregistration.ClientRegistration;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whom to trust with registration access tokens besides the endpoint's own origin. */
final class OriginOptions {
    @Option(
            names = "--trust-origin",
            paramLabel = "ORIGIN",
            description =
                    "Let the client's token also go to this origin, such as https://admin.example.com: for servers"
                            + " whose management URLs are of another host. May be repeated.")
    private List<String> origins = new ArrayList<>();

    /** Sets them, and those that were given earlier. */
    Set<URI> apply(ClientRegistration.Builder builder, List<URI> earlier) {
        Set<URI> all = new LinkedHashSet<>(earlier);
        origins.forEach(origin -> all.add(CallOptions.url("--trust-origin", origin)));
        all.forEach(builder::trustOrigin);
        return all;
    }
}
