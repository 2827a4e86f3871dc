package dev.clientregistration.interop.otherclients.nimbus;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.client.ClientInformation;
import com.nimbusds.oauth2.sdk.client.ClientMetadata;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationRequest;
import com.nimbusds.oauth2.sdk.client.ClientRegistrationResponse;
import com.nimbusds.oauth2.sdk.client.ClientUpdateRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequestModifier;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationRequest;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientRegistrationResponseParser;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientUpdateRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The two sets of classes by which the library registers clients. */
enum Flavour {
    OAUTH {
        @Override
        AuthorizationServerMetadata discover(Issuer issuer, HTTPRequestModifier modifier)
                throws GeneralException, IOException {
            return AuthorizationServerMetadata.resolve(issuer, null, modifier, false);
        }

        @Override
        ClientMetadata metadata() {
            return new ClientMetadata();
        }

        @Override
        ClientRegistrationRequest registration(
                URI endpoint,
                ClientMetadata metadata,
                @Nullable SignedJWT statement,
                @Nullable BearerAccessToken initialAccessToken) {
            return new ClientRegistrationRequest(endpoint, metadata, statement, initialAccessToken);
        }

        @Override
        ClientUpdateRequest update(ClientInformation client, ClientMetadata metadata, @Nullable Secret secret) {
            return new ClientUpdateRequest(
                    client.getRegistrationURI(), client.getID(), client.getRegistrationAccessToken(), metadata, secret);
        }

        @Override
        ClientRegistrationResponse parse(HTTPResponse response) throws ParseException {
            return ClientRegistrationResponse.parse(response);
        }
    },

    OPENID_CONNECT {
        @Override
        AuthorizationServerMetadata discover(Issuer issuer, HTTPRequestModifier modifier)
                throws GeneralException, IOException {
            return OIDCProviderMetadata.resolve(issuer, null, modifier, false);
        }

        @Override
        ClientMetadata metadata() {
            return new OIDCClientMetadata();
        }

        @Override
        ClientRegistrationRequest registration(
                URI endpoint,
                ClientMetadata metadata,
                @Nullable SignedJWT statement,
                @Nullable BearerAccessToken initialAccessToken) {
            return new OIDCClientRegistrationRequest(
                    endpoint, (OIDCClientMetadata) metadata, statement, initialAccessToken);
        }

        @Override
        ClientUpdateRequest update(ClientInformation client, ClientMetadata metadata, @Nullable Secret secret) {
            return new OIDCClientUpdateRequest(
                    client.getRegistrationURI(),
                    client.getID(),
                    client.getRegistrationAccessToken(),
                    (OIDCClientMetadata) metadata,
                    secret);
        }

        @Override
        ClientRegistrationResponse parse(HTTPResponse response) throws ParseException {
            return OIDCClientRegistrationResponseParser.parse(response);
        }
    };

    abstract AuthorizationServerMetadata discover(Issuer issuer, HTTPRequestModifier modifier)
            throws GeneralException, IOException;

    /** Metadata without a member. */
    abstract ClientMetadata metadata();

    abstract ClientRegistrationRequest registration(
            URI endpoint,
            ClientMetadata metadata,
            @Nullable SignedJWT statement,
            @Nullable BearerAccessToken initialAccessToken);

    abstract ClientUpdateRequest update(ClientInformation client, ClientMetadata metadata, @Nullable Secret secret);

    abstract ClientRegistrationResponse parse(HTTPResponse response) throws ParseException;
}
