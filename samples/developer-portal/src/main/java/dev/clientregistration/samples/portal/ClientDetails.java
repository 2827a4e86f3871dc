package dev.clientregistration.samples.portal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.clientregistration.lenus.LenusClientId;
import dev.clientregistration.lenus.LenusFlow;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.TokenEndpointAuthMethod;
import java.util.List;

/**
 * What stands in the form Client Details: texts as they were typed, be they right or wrong.
 *
 * @param suffix the part of the client id that the developer chooses
 * @param callbackUrls the fields for them, empty ones included
 */
record ClientDetails(
        String suffix, List<String> callbackUrls, LenusFlow flow, String scopes, String name, String logoUrl) {
    private static final int LONGEST_SUFFIX = 100;

    static final ClientDetails EMPTY = new ClientDetails("", List.of(""), LenusFlow.AUTHORIZATION_CODE, "", "", "");

    ClientDetails {
        callbackUrls = List.copyOf(callbackUrls);
    }

    // @start region="metadata"
    /**
     * The client id that the developer wants.
     *
     * @throws IllegalArgumentException if the suffix cannot be one, saying why
     */
    LenusClientId clientId(Developer developer) {
        if (suffix.length() > LONGEST_SUFFIX) {
            throw new IllegalArgumentException("the suffix must have " + LONGEST_SUFFIX + " characters at most");
        }
        return LenusClientId.of(developer.clientIdPrefix(), suffix);
    }

    /**
     * What to ask the server for: what the form holds, and whatever else the client has. Members without a value, which
     * some servers tell and do not take back, say nothing and are left out.
     *
     * @param base the client as it is registered; empty metadata for one that is not
     */
    ClientMetadata applyTo(ClientMetadata base) {
        ClientMetadata.Builder metadata = base.toBuilder();
        base.memberNames().stream()
                .filter(name ->
                        base.member(name).filter(ClientDetails::saysNothing).isPresent())
                .forEach(metadata::remove);
        flow.applyTo(metadata)
                .redirectUris(
                        callbackUrls.stream().filter(url -> !url.isEmpty()).toList())
                .tokenEndpointAuthMethod(authMethod(base))
                .remove("scope")
                .remove("client_name")
                .remove("logo_uri");
        if (!scopes.isEmpty()) {
            metadata.scope(scopes);
        }
        if (!name.isEmpty()) {
            metadata.clientName(name);
        }
        if (!logoUrl.isEmpty()) {
            metadata.logoUri(logoUrl);
        }
        return metadata.build();
    }

    /** What was asked for, as the form shows it. */
    static ClientDetails of(String suffix, ClientMetadata metadata) {
        return new ClientDetails(
                suffix,
                metadata.redirectUris().isEmpty() ? List.of("") : metadata.redirectUris(),
                flowOf(metadata),
                metadata.scope().orElse(""),
                metadata.clientName().orElse(""),
                metadata.logoUri().orElse(""));
    }
    // @end

    private static boolean saysNothing(JsonElement value) {
        return value.isJsonNull() || (value instanceof JsonObject object && object.isEmpty());
    }

    /** What runs in a browser can keep no secret, and gets none; of the methods with one, the server has its favourite. */
    private TokenEndpointAuthMethod authMethod(ClientMetadata base) {
        return flow == LenusFlow.IMPLICIT
                ? TokenEndpointAuthMethod.NONE
                : base.tokenEndpointAuthMethod()
                        .filter(method -> !method.equals(TokenEndpointAuthMethod.NONE))
                        .orElse(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
    }

    private static LenusFlow flowOf(ClientMetadata metadata) {
        List<GrantType> grants = metadata.grantTypes();
        if (!grants.contains(GrantType.IMPLICIT)) {
            return LenusFlow.AUTHORIZATION_CODE;
        }
        return grants.contains(GrantType.AUTHORIZATION_CODE) ? LenusFlow.HYBRID : LenusFlow.IMPLICIT;
    }
}
