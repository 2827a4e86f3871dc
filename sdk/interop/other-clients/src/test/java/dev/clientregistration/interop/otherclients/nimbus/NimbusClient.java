package dev.clientregistration.interop.otherclients.nimbus;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Request;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientDeleteRequest;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientReadRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.MockRegistrationServer;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A program that registers clients by the library, which also sends every request. */
final class NimbusClient {
    static final String REGISTRAR = "registrar";
    static final String REGISTRAR_SECRET = "registrar-secret";
    static final URI CALLBACK = URI.create("https://client.example.com/callback");

    private final MockRegistrationServer server;
    private final Flavour flavour;

    NimbusClient(MockRegistrationServer server, Flavour flavour) {
        this.server = server;
        this.flavour = flavour;
    }

    /** The settings of a server that has the registrar, and wants a token for each registration where it knows tokens. */
    static MockRegistrationServer.Builder server(String dialect) {
        return MockRegistrationServer.builder().dialect(Dialect.named(dialect)).registrar(REGISTRAR, REGISTRAR_SECRET);
    }

    AuthorizationServerMetadata discover() throws GeneralException, IOException {
        return flavour.discover(new Issuer(server.issuer()), this::trusting);
    }

    /** Metadata of a client that every server takes. */
    ClientMetadata metadata() {
        ClientMetadata metadata = flavour.metadata();
        metadata.setName("Triangular Pretzel");
        metadata.setRedirectionURI(CALLBACK);
        return metadata;
    }

    /** A token for registrations, got by client credentials with every scope that the registrar has. */
    BearerAccessToken initialAccessToken() throws IOException, ParseException {
        return token(new ClientSecretBasic(new ClientID(REGISTRAR), new Secret(REGISTRAR_SECRET)), null)
                .toSuccessResponse()
                .getTokens()
                .getBearerAccessToken();
    }

    TokenResponse token(ClientAuthentication authentication, @Nullable Scope scope) throws IOException, ParseException {
        return TokenResponse.parse(
                send(new TokenRequest(server.tokenEndpoint(), authentication, new ClientCredentialsGrant(), scope)));
    }

    HTTPResponse register(ClientMetadata metadata, @Nullable BearerAccessToken initialAccessToken) throws IOException {
        return register(metadata, null, initialAccessToken);
    }

    HTTPResponse register(
            ClientMetadata metadata, @Nullable SignedJWT statement, @Nullable BearerAccessToken initialAccessToken)
            throws IOException {
        return send(flavour.registration(server.registrationEndpoint(), metadata, statement, initialAccessToken));
    }

    HTTPResponse read(ClientInformation client) throws IOException {
        return send(new ClientReadRequest(client.getRegistrationURI(), client.getRegistrationAccessToken()));
    }

    HTTPResponse update(ClientInformation client, ClientMetadata metadata) throws IOException {
        return update(client, metadata, client.getSecret());
    }

    HTTPResponse update(ClientInformation client, ClientMetadata metadata, @Nullable Secret secret) throws IOException {
        return send(flavour.update(client, metadata, secret));
    }

    HTTPResponse delete(ClientInformation client) throws IOException {
        return send(new ClientDeleteRequest(client.getRegistrationURI(), client.getRegistrationAccessToken()));
    }

    /** What the library reads from the answer of a server that did as it was asked. */
    ClientInformation information(HTTPResponse response) throws ParseException {
        return flavour.parse(response).toSuccessResponse().getClientInformation();
    }

    /** What the library reads from the answer of a server that refused. */
    ErrorObject refusal(HTTPResponse response) throws ParseException {
        return flavour.parse(response).toErrorResponse().getErrorObject();
    }

    private HTTPResponse send(Request request) throws IOException {
        return trusting(request.toHTTPRequest()).send();
    }

    private HTTPRequest trusting(HTTPRequest request) {
        if ("https".equals(request.getURI().getScheme())) {
            request.setSSLSocketFactory(server.sslContext().getSocketFactory());
        }
        return request;
    }
}
