package dev.clientregistration;

import dev.clientregistration.anvil.AnvilMembers;
import dev.clientregistration.error.RegistrationException;
import dev.clientregistration.error.RegistrationRejectedException;
import dev.clientregistration.error.UnusableClientException;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.resilience4j.Resilience4jGuard;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The code of README.md and of the Javadoc: {@link ReadmeTest} holds the README to it and runs it. */
final class ReadmeSnippets {
    final List<String> stored = new ArrayList<>();
    int looks;
    int laterTries;

    void firstExample(String token) {
        // @start region="first-example"
        try (ClientRegistration registration = ClientRegistration.builder()
                .endpoint(URI.create("https://as.example.com/register"))
                .initialAccessToken(InitialAccessToken.fixed(Secret.of(token)))
                .build()) {
            ClientInformation client = registration.register(ClientMetadata.builder()
                    .clientName("Triangular Pretzel")
                    .clientName("fr", "Bretzel triangulaire")
                    .redirectUris("https://example.com/callback")
                    .build());
            store(registration.credentials(client).toJson()); // before anything else: they cannot be had again

            client = registration.update(
                    client,
                    client.toMetadata().toBuilder().clientName("Round Pretzel").build());
            store(registration.credentials(client).toJson()); // the server may have replaced secret and token
        }
        // @end
    }

    ClientInformation anyServer(URI issuer, Secret secret, ClientMetadata metadata) {
        // @start region="any-server"
        ClientCredentials registrar =
                ClientCredentials.builder("registrar", secret).scope("register").build();
        try (ClientRegistration registration = ClientRegistration.builder()
                .issuer(issuer) // its metadata names the registration endpoint and the token endpoint
                .profile(ServerProfile.KEYCLOAK)
                .initialAccessToken(InitialAccessToken.clientCredentials(registrar))
                .build()) {
            return registration.register(metadata);
        }
        // @end
    }

    String difference(ClientRegistration registration, ClientMetadata metadata) {
        // @start region="difference"
        ClientInformation client = registration.register(metadata);
        RegistrationDifference difference = RegistrationDifference.between(metadata, client);
        difference.dropped().keySet().forEach(name -> System.out.println("the server left out " + name));
        if (!difference.unusable().isEmpty()) {
            registration.delete(client); // for example a secret method, and no secret
        }
        // @end
        return difference.toString();
    }

    void requireUsable(ClientRegistration registration, ClientMetadata metadata) {
        // @start region="require-usable"
        try {
            registration.register(
                    metadata, RequestOptions.builder().requireUsable().build());
        } catch (UnusableClientException e) {
            registration.delete(e.client());
        }
        // @end
    }

    Optional<Boolean> vendorMembers(ClientRegistration registration) {
        // @start region="vendor-members"
        ClientInformation client = registration.register(ClientMetadata.builder()
                .redirectUris("https://example.com/callback")
                .set(AnvilMembers.TRUSTED, true)
                .build());
        Optional<Boolean> trusted = client.get(AnvilMembers.TRUSTED);
        // @end
        return trusted;
    }

    void laterRun(ClientRegistration registration, String stored) {
        // @start region="later-run"
        ManagementCredentials credentials = ManagementCredentials.fromJson(stored);
        registration
                .getAsync(credentials)
                .thenAccept(client ->
                        System.out.println("still called " + client.clientName().orElse("nothing")));
        // @end
    }

    void failures(ClientRegistration registration, ClientMetadata metadata) {
        // @start region="failures"
        try {
            registration.register(metadata);
        } catch (RegistrationRejectedException e) {
            // The server looked at the request and refused it: e.code() is, say, "invalid_redirect_uri".
        } catch (RegistrationException e) {
            switch (e.outcome()) {
                case NOT_APPLIED -> tryAgainLater(); // nothing was registered
                case APPLIED -> lookAtTheServer(); // there is a client, but its answer is unusable
                case UNKNOWN -> lookAtTheServer(); // the request was sent, and nobody can know
            }
        }
        // @end
    }

    CompletableFuture<ClientInformation> asynchronously(ClientRegistration registration, ClientMetadata metadata) {
        // @start region="asynchronously"
        CompletableFuture<ClientInformation> future = registration.registerAsync(metadata);
        future.orTimeout(3, TimeUnit.SECONDS) // as cancel() would, this ends the call, not only the waiting
                .thenCompose(client -> registration.getAsync(client))
                .whenComplete((client, failure) ->
                        System.out.println(failure == null ? "there it is" : failure.getMessage()));
        // @end
        return future;
    }

    void bulk(ClientRegistration registration, List<ClientMetadata> wanted, RateLimiterConfig limits) {
        // @start region="bulk"
        try (ClientRegistration bulk = registration.derive(options -> options.callTimeout(Duration.ofMinutes(5))
                .guard(Resilience4jGuard.of(RateLimiter.of("registrations", limits))))) {
            List<CompletableFuture<Result<ClientInformation>>> results = wanted.stream()
                    .map(metadata -> Result.of(bulk.registerAsync(metadata)))
                    .toList();
            for (CompletableFuture<Result<ClientInformation>> result : results) {
                result.join().fold(client -> keep(client), failure -> note(failure));
            }
        }
        // @end
    }

    String result(ClientRegistration registration, ClientMetadata metadata) {
        // @start region="result"
        Result<ClientInformation> result = Result.of(() -> registration.register(metadata));
        String text = result.fold(
                client -> "registered " + client.clientId(), failure -> "not registered: " + failure.getMessage());
        // @end
        return text;
    }

    private boolean keep(ClientInformation client) {
        return stored.add(client.clientId());
    }

    private boolean note(RegistrationException failure) {
        looks++;
        return false;
    }

    private void store(String json) {
        stored.add(json);
    }

    private void tryAgainLater() {
        laterTries++;
    }

    private void lookAtTheServer() {
        looks++;
    }
}
