package dev.clientregistration.testing;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * One service of a server that speaks {@link Dialect#AUTHLETE}, as a test sees it: its clients, and what can happen to
 * them without a request. Services share nothing but the server.
 *
 * <p>Safe for use by several threads.
 */
public final class AuthleteService {
    private final AuthorizationServer server;
    private final String serviceId;

    AuthleteService(AuthorizationServer server, String serviceId) {
        this.server = server;
        this.serviceId = serviceId;
    }

    /**
     * The service's identifier.
     *
     * @return the identifier, as it stands in the paths of the API
     */
    public String serviceId() {
        return serviceId;
    }

    /**
     * The clients that the service has now, in the order of their registration.
     *
     * @return an unmodifiable list of snapshots
     */
    public List<RegisteredClient> clients() {
        return server.clients().stream().filter(this::isMine).toList();
    }

    /**
     * A client as the service knows it now.
     *
     * @param clientId the client's identifier
     * @return a snapshot; empty if the service does not know the client, even if another one does
     */
    public Optional<RegisteredClient> client(String clientId) {
        return server.client(requireNonNull(clientId, "clientId")).filter(this::isMine);
    }

    /**
     * Registers a client without a request: for tests that begin with a client. The rules for metadata, the quota and
     * the defaults are those of the API. Nothing is recorded, and it does not matter whether registration is switched
     * on.
     *
     * @param metadata the client metadata; not changed. Members that are null or that the server issues are ignored
     * @return the client, with its credentials
     * @throws IllegalArgumentException if the API would refuse the metadata; the message has the result code and the
     *     rule
     */
    public RegisteredClient register(JsonObject metadata) {
        return server.register(serviceId, requireNonNull(metadata, "metadata"));
    }

    /**
     * Makes a client one that an administrator registered: requests for it then fail with {@code A215303}.
     *
     * @param clientId the client's identifier
     * @return whether the service knew the client
     */
    public boolean makeStatic(String clientId) {
        return server.change(serviceId, requireNonNull(clientId, "clientId"), ClientRecord::withoutDynamicRegistration);
    }

    /**
     * Takes the registration access token from a client: requests for it then fail with {@code A215306}.
     *
     * @param clientId the client's identifier
     * @return whether the service knew the client
     */
    public boolean removeRegistrationAccessToken(String clientId) {
        return server.change(serviceId, requireNonNull(clientId, "clientId"), client -> client.withToken(null));
    }

    /**
     * The identifier.
     *
     * @return such as {@code AuthleteService[21653835348762]}
     */
    @Override
    public String toString() {
        return "AuthleteService[" + serviceId + "]";
    }

    private boolean isMine(RegisteredClient client) {
        return client.asKept().tenant().equals(serviceId);
    }
}
