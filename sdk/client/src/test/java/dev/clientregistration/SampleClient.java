package dev.clientregistration;

import dev.clientregistration.TransportServer.Reaction;
import dev.clientregistration.model.ClientMetadata;
import java.time.Duration;

/** The client that these tests register, and how a server answers about it. */
final class SampleClient {
    static final String ID = "client-1";
    static final String SECRET = "marker-client-secret";
    static final String TOKEN = "marker-registration-access-token";

    static final ClientMetadata METADATA = ClientMetadata.builder()
            .clientName("Triangular Pretzel")
            .redirectUris("https://example.com/callback")
            .build();

    /** Without a URI, so that it is managed below the endpoint of whatever facade it is given to. */
    static final ManagementCredentials CREDENTIALS = ManagementCredentials.builder(ID)
            .registrationAccessToken(Secret.of(TOKEN))
            .build();

    static final String JSON =
            "{\"client_id\":\"" + ID + "\",\"client_name\":\"Triangular Pretzel\",\"client_secret\":\"" + SECRET
                    + "\",\"client_secret_expires_at\":0,\"registration_access_token\":\"" + TOKEN + "\"}";

    /** Attempts without waits between them. */
    static final RetryPolicy THREE_AT_ONCE =
            RetryPolicy.builder().maxAttempts(3).baseDelay(Duration.ZERO).build();

    private SampleClient() {}

    /** The answer of a server that did it. */
    static Reaction done(TransportServer.Request request) {
        return switch (request.method()) {
            case "POST" -> TransportServer.answer(201, JSON, "Content-Type: application/json");
            case "DELETE" -> TransportServer.answer(204, "");
            default -> TransportServer.answer(200, JSON, "Content-Type: application/json");
        };
    }

    /** A builder for a facade in front of the server. */
    static ClientRegistration.Builder facade(TransportServer server) {
        return ClientRegistration.builder().endpoint(server.registrationEndpoint());
    }
}
