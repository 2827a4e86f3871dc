package dev.clientregistration.testing;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The client-registration API of Authlete 3.x. Failures of the API itself are HTTP statuses; what the client is to be
 * told is an action on HTTP 200.
 */
final class AuthleteProtocol implements Protocol {
    private final AuthleteSettings settings;
    private final ClientStore clients;
    private final Addresses addresses;
    private final Registrar registrar;

    AuthleteProtocol(ServerParts parts) {
        settings = parts.settings().authlete();
        clients = parts.clients();
        addresses = new Addresses(parts.origin(), Paths.STANDARD);
        registrar = new Registrar(parts.settings(), new AuthletePolicy(settings, clients), clients);
    }

    /** Only the origin means something: each service has endpoints of its own. */
    @Override
    public Addresses addresses() {
        return addresses;
    }

    @Override
    public Registrar registrar() {
        return registrar;
    }

    @Override
    public String issueInitialAccessToken() {
        throw new IllegalStateException("the dialect has no initial access tokens: set AuthleteSettings.accessToken");
    }

    @Override
    public void addTo(Router router) {
        add(router, AuthleteCall.REGISTER, Operation.REGISTER, this::register);
        add(router, AuthleteCall.GET, Operation.GET, this::get);
        add(router, AuthleteCall.UPDATE, Operation.UPDATE, this::update);
        add(router, AuthleteCall.DELETE, Operation.DELETE, this::delete);
    }

    @Override
    public MockAnswer refused(@Nullable Operation operation, Request request, Refusal refusal) {
        AuthleteCode code = AuthleteCode.of(refusal);
        String description = described(request, code, refusal.description());
        if (!code.isAction()) {
            return AuthleteAnswers.result(code.status(), code.value(), description);
        }
        boolean unauthorizedSupported = settings.unauthorizedOnClientConfigSupported();
        return AuthleteAnswers.action(
                code.action(unauthorizedSupported),
                code.value(),
                code.error(refusal, unauthorizedSupported),
                description);
    }

    @Override
    public MockAnswer noEndpoint(Request request) {
        return AuthleteAnswers.status(404);
    }

    @Override
    public MockAnswer noMethod(Request request, Set<String> allowed) {
        return AuthleteAnswers.result(405, "A000201", "the API does not have this method")
                .withHeader("Allow", String.join(", ", allowed));
    }

    @Override
    public String summary(Refusal refusal) {
        return AuthleteCode.of(refusal).value() + ": " + refusal.description();
    }

    private MockAnswer register(AuthleteCall call) throws Refusal {
        ClientRecord client = registrar.register(call.service(), call.metadata());
        return told("CREATED", "A202001", "the client is registered", client);
    }

    private MockAnswer get(AuthleteCall call) throws Refusal {
        return told("OK", "A217001", "the client is returned", registrar.read(authenticated(call)));
    }

    private MockAnswer update(AuthleteCall call) throws Refusal {
        ClientRecord client = authenticated(call);
        return told("UPDATED", "A213001", "the client is updated", registrar.update(client, call.metadata()));
    }

    private MockAnswer delete(AuthleteCall call) throws Refusal {
        registrar.delete(authenticated(call));
        return AuthleteAnswers.envelope("DELETED", "A216001", "the client is deleted", null, null);
    }

    private ClientRecord authenticated(AuthleteCall call) throws Refusal {
        String clientId = call.clientId();
        if (clientId == null || !isDecimal(clientId)) {
            throw Refusal.of(Reason.MALFORMED_CLIENT_ID, "the client identifier is not a decimal number");
        }
        ClientRecord client = clients.find(call.service(), clientId)
                .orElseThrow(() -> Refusal.of(Reason.UNKNOWN_CLIENT, "the client does not exist"));
        if (!client.dynamic()) {
            throw Refusal.of(Reason.STATIC_CLIENT, "the client was not registered dynamically");
        }
        if (call.token() == null || call.token().isEmpty()) {
            throw Refusal.of(Reason.NO_REGISTRATION_ACCESS_TOKEN, "there is no registration access token");
        }
        if (client.registrationAccessToken() == null) {
            throw Refusal.of(Reason.CLIENT_WITHOUT_TOKEN, "the client has no registration access token");
        }
        if (!client.registrationAccessToken().equals(call.token())) {
            throw Refusal.of(
                    Reason.WRONG_REGISTRATION_ACCESS_TOKEN, "the registration access token is not this client's");
        }
        return client;
    }

    private MockAnswer told(String action, String code, String description, ClientRecord client) {
        return AuthleteAnswers.envelope(
                action,
                code,
                description,
                ClientInformation.of(client),
                AuthleteClientObject.of(client, clients.numberOf(client.tenant())));
    }

    private void add(Router router, String path, Operation operation, Call answer) {
        Endpoint endpoint = request -> {
            AuthleteCall call = AuthleteCall.of(request, settings);
            if (!settings.dynamicRegistrationSupported()) {
                throw Refusal.of(
                        Reason.REGISTRATION_SWITCHED_OFF, "the service has dynamic client registration switched off");
            }
            return answer.answer(call);
        };
        router.add(request -> AuthleteCall.is(path, request.path()), Map.of("POST", operation.at(endpoint)));
    }

    /** The codes that other APIs have, too, name theirs. */
    private static String described(Request request, AuthleteCode code, String description) {
        return code.namesItsApi() ? AuthleteCall.operation(request.path()) + ", " + description : description;
    }

    private static boolean isDecimal(String text) {
        try {
            return Long.parseLong(text) >= 0 && Character.isDigit(text.charAt(0));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private interface Call {
        MockAnswer answer(AuthleteCall call) throws Refusal;
    }
}
