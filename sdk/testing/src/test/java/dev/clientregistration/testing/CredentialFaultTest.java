package dev.clientregistration.testing;

import static dev.clientregistration.testing.Wire.MINIMAL;
import static dev.clientregistration.testing.Wire.error;
import static dev.clientregistration.testing.Wire.header;
import static dev.clientregistration.testing.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.clientregistration.testing.LedgerEntry.Event;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Faults of what a client holds: its registration, its secret, its tokens, its management URI. */
class CredentialFaultTest {
    private static final String MACHINE = """
            {"redirect_uris": [], "grant_types": ["client_credentials"], "response_types": []}""";
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @AutoClose
    private final MockRegistrationServer server = MockRegistrationServer.builder()
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .start();

    @Test
    void purgeClient_isAnsweredAsIfItHadNeverBeen() {
        RegisteredClient client = server.register(json(MINIMAL));
        RegisteredClient other = server.register(json(MINIMAL));
        server.fault(Fault.purgeClient());
        HttpResponse<String> response = Wire.read(client);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response)).isEqualTo("invalid_token");
        assertThat(server.clients()).extracting(RegisteredClient::clientId).containsExactly(other.clientId());
        LedgerEntry entry = server.ledger().get(0);
        assertThat(events(server)).containsExactly(Event.PURGED);
        assertThat(entry.clientId()).isEqualTo(client.clientId());
        assertThat(entry.time()).isEqualTo(NOW);
        assertThat(entry.client().orElseThrow().clientSecret()).isEqualTo(client.clientSecret());
    }

    @Test
    void purgeClient_registration_isNotStruck() {
        server.fault(Fault.purgeClient());

        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
        assertThat(server.faults().active()).hasSize(1);
    }

    @Test
    void purgeClient_wrongToken_isFoundByItsIdentifier() {
        RegisteredClient client = server.register(json(MINIMAL));
        server.register(json(MINIMAL));
        server.fault(Fault.purgeClient());
        Wire.read(client.registrationClientUri(), "wrong");

        assertThat(server.ledger()).extracting(LedgerEntry::clientId).containsExactly(client.clientId());
    }

    @Test
    void purgeClient_authlete_isFoundInTheBody() {
        try (MockRegistrationServer authlete = AuthleteWire.start()) {
            AuthleteService service = authlete.authleteService(AuthleteWire.SERVICE);
            RegisteredClient client = service.register(json(MINIMAL));
            service.register(json(MINIMAL));
            authlete.fault(Fault.purgeClient().on(Operation.DELETE));

            assertThat(AuthleteWire.get(authlete, client).statusCode()).isEqualTo(200);
            assertThat(AuthleteWire.resultCode(AuthleteWire.delete(authlete, client)))
                    .isEqualTo("A215302");
            assertThat(authlete.ledger())
                    .extracting(LedgerEntry::event, LedgerEntry::clientId)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(Event.PURGED, client.clientId()));
        }
    }

    @Test
    void expireSecret_isToldAsOneSecondAgo() {
        RegisteredClient client = server.register(json(MINIMAL));
        server.fault(Fault.expireSecret());
        JsonObject answer = json(Wire.read(client));

        assertThat(answer.get("client_secret_expires_at").getAsLong()).isEqualTo(NOW.getEpochSecond() - 1);
        assertThat(answer.get("client_secret").getAsString())
                .isEqualTo(client.clientSecret().orElseThrow());
        RegisteredClient now = server.client(client.clientId()).orElseThrow();
        assertThat(now.clientSecretExpiresAt()).contains(NOW.minusSeconds(1));
        assertThat(now.metadata()).isEqualTo(client.metadata());
        assertThat(events(server)).containsExactly(Event.SECRET_EXPIRED);
    }

    @Test
    void expireSecret_clientWithoutOne_staysAsItIs() {
        RegisteredClient client = server.register(json("""
                {"redirect_uris": ["https://client.example.com/"], "token_endpoint_auth_method": "none"}"""));
        server.fault(Fault.expireSecret());

        assertThat(json(Wire.read(client)).has("client_secret")).isFalse();
        assertThat(server.ledger()).isEmpty();
    }

    @Test
    void purgeClient_tokenRequest_isInvalidClient() {
        RegisteredClient client = server.register(json(MACHINE));
        server.fault(Fault.purgeClient().on(Operation.TOKEN));

        HttpResponse<String> response =
                token(server, client.clientId(), client.clientSecret().orElseThrow());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(error(response)).isEqualTo("invalid_client");
        assertThat(events(server)).containsExactly(Event.PURGED);
    }

    @Test
    void expireSecret_tokenRequest_isInvalidClientFromThenOn() {
        RegisteredClient client = server.register(json(MACHINE));
        String secret = client.clientSecret().orElseThrow();
        server.fault(Fault.expireSecret().on(Operation.TOKEN).nth(2));

        assertThat(token(server, client.clientId(), secret).statusCode()).isEqualTo(200);
        assertThat(error(token(server, client.clientId(), secret))).isEqualTo("invalid_client");
        assertThat(error(token(server, client.clientId(), secret))).isEqualTo("invalid_client");
        assertThat(events(server)).containsExactly(Event.TOKEN_ISSUED, Event.SECRET_EXPIRED);
    }

    @Test
    void expireSecret_credentialsInTheForm_areFoundToo() {
        RegisteredClient client = server.register(json(MACHINE));
        server.fault(Fault.expireSecret().on(Operation.TOKEN));
        Wire.send(
                Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials", "client_id", client.clientId()));

        assertThat(server.ledger()).extracting(LedgerEntry::clientId).containsExactly(client.clientId());
    }

    @Test
    void exhaustInitialToken_tokenOfTheRegistrar_canBeRenewed() {
        try (MockRegistrationServer closed = MockRegistrationServer.builder()
                .registrar("registrar", "registrar-secret")
                .start()) {
            closed.fault(Fault.exhaustInitialToken());
            String first = accessToken(token(closed, "registrar", "registrar-secret"));
            assertThat(registerWithToken(closed, first).statusCode()).isEqualTo(401);
            String second = accessToken(token(closed, "registrar", "registrar-secret"));
            assertThat(registerWithToken(closed, second).statusCode()).isEqualTo(201);
            assertThat(registerWithToken(closed, first).statusCode()).isEqualTo(401);

            assertThat(events(closed)).containsExactly(Event.TOKEN_ISSUED, Event.TOKEN_ISSUED, Event.REGISTERED);
            assertThat(closed.ledger().get(0).clientId()).isEqualTo("registrar");
            assertThat(closed.ledger().get(0).client()).isEmpty();
        }
    }

    @Test
    void exhaustInitialToken_isRefusedFromThenOn() {
        try (MockRegistrationServer closed = MockRegistrationServer.builder()
                .initialAccessToken("initial-token")
                .start()) {
            closed.fault(Fault.exhaustInitialToken().nth(2));

            assertThat(registerWithToken(closed).statusCode()).isEqualTo(201);
            HttpResponse<String> second = registerWithToken(closed);
            assertThat(second.statusCode()).isEqualTo(401);
            assertThat(error(second)).isEqualTo("invalid_token");
            assertThat(header(second, "WWW-Authenticate")).contains("error=\"invalid_token\"");
            assertThat(closed.faults().active()).isEmpty();
            assertThat(registerWithToken(closed).statusCode()).isEqualTo(401);
            assertThat(events(closed)).containsExactly(Event.REGISTERED);

            closed.reset();
            assertThat(registerWithToken(closed).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void exhaustInitialToken_registrationWithoutOne_isAnsweredAsEver() {
        server.fault(Fault.exhaustInitialToken());

        assertThat(Wire.register(server, MINIMAL).statusCode()).isEqualTo(201);
    }

    @Test
    void foreignManagementUri_isTheOtherNameOfThisServer() {
        server.fault(Fault.foreignManagementUri());
        JsonObject answer = json(Wire.register(server, MINIMAL));

        URI told = URI.create(answer.get("registration_client_uri").getAsString());
        RegisteredClient client = server.clients().get(0);
        assertThat(told.getHost()).isEqualTo("localhost");
        assertThat(told.getPath()).isEqualTo(client.registrationClientUri().getPath());
        assertThat(client.registrationClientUri().getHost())
                .isEqualTo(server.issuer().getHost());
        assertThat(Wire.read(told, client.registrationAccessToken()).statusCode())
                .isEqualTo(200);
        assertThat(events(server)).containsExactly(Event.REGISTERED);
    }

    @Test
    void foreignManagementUri_withUri_changesNothingElse() {
        RegisteredClient client = server.register(json(MINIMAL));
        JsonObject before = json(Wire.read(client));
        server.fault(Fault.foreignManagementUri(URI.create("https://elsewhere.example/c?id=1")));
        JsonObject answer = json(Wire.read(client));

        assertThat(answer.remove("registration_client_uri").getAsString())
                .isEqualTo("https://elsewhere.example/c?id=1");
        before.remove("registration_client_uri");
        assertThat(answer).isEqualTo(before);
    }

    @Test
    void foreignManagementUri_errorAnswer_staysAsItIs() {
        server.fault(Fault.foreignManagementUri());

        assertThat(error(Wire.register(server, "{}"))).isEqualTo("invalid_redirect_uri");
    }

    private static HttpResponse<String> registerWithToken(MockRegistrationServer server) {
        return registerWithToken(server, "initial-token");
    }

    private static HttpResponse<String> registerWithToken(MockRegistrationServer server, String token) {
        return Wire.send(Wire.bearer(Wire.json("POST", server.registrationEndpoint(), MINIMAL), token));
    }

    private static HttpResponse<String> token(MockRegistrationServer server, String name, String password) {
        return Wire.send(
                Wire.basic(Wire.form(server.tokenEndpoint(), "grant_type", "client_credentials"), name, password));
    }

    private static String accessToken(HttpResponse<String> response) {
        return json(response).get("access_token").getAsString();
    }

    private static List<Event> events(MockRegistrationServer of) {
        return of.ledger().stream().map(LedgerEntry::event).toList();
    }
}
