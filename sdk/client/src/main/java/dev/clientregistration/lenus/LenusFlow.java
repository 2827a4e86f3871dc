package dev.clientregistration.lenus;

import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import dev.clientregistration.model.ResponseType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What Lenus offers in place of grant types: flows of OpenID Connect Core 1.0 section 3. A flow stands for grant types and
 * response types that go together, which {@link #applyTo} sets in client metadata.
 *
 * {@snippet class="dev.clientregistration.NativeSnippets" region="lenus"}
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists cannot be modified
public enum LenusFlow {
    /** An authorization code is exchanged for tokens. For an application on a server, which can keep a secret. */
    AUTHORIZATION_CODE(
            "authorization_code",
            "an application on a server, which can keep a secret",
            List.of(GrantType.AUTHORIZATION_CODE),
            List.of(ResponseType.CODE)),

    /**
     * Tokens come straight from the authorization endpoint. For an application on the side of the user, which cannot keep a
     * secret and does without refresh tokens.
     */
    IMPLICIT(
            "implicit",
            "an application on the side of the user, which cannot keep a secret and does without refresh tokens",
            List.of(GrantType.IMPLICIT),
            List.of(ResponseType.ID_TOKEN, ResponseType.ID_TOKEN_TOKEN)),

    /**
     * Some tokens come from the authorization endpoint, and a code for others with them. For the same applications as
     * {@link #AUTHORIZATION_CODE}. No grant type has this name; the flow takes two.
     */
    HYBRID(
            "hybrid",
            "an application on a server, which can keep a secret",
            List.of(GrantType.AUTHORIZATION_CODE, GrantType.IMPLICIT),
            List.of(ResponseType.CODE_ID_TOKEN, ResponseType.CODE_TOKEN, ResponseType.CODE_ID_TOKEN_TOKEN));

    private final String flowName;
    private final String typicalUse;
    private final List<GrantType> grantTypes;
    private final List<ResponseType> responseTypes;

    LenusFlow(String flowName, String typicalUse, List<GrantType> grantTypes, List<ResponseType> responseTypes) {
        this.flowName = flowName;
        this.typicalUse = typicalUse;
        this.grantTypes = grantTypes;
        this.responseTypes = responseTypes;
    }

    /**
     * The flow of a name.
     *
     * @param flowName the name as Lenus writes it, for example {@code hybrid}; not null
     * @return the flow
     * @throws IllegalArgumentException if there is none of this name; the message names those that there are
     */
    public static LenusFlow of(String flowName) {
        Objects.requireNonNull(flowName, "flowName must not be null");
        for (LenusFlow flow : values()) {
            if (flow.flowName.equals(flowName)) {
                return flow;
            }
        }
        throw new IllegalArgumentException(
                "flowName must be one of " + Arrays.toString(values()) + ", but is \"" + flowName + "\"");
    }

    /**
     * The name as Lenus writes it.
     *
     * @return for example {@code hybrid}
     */
    public String flowName() {
        return flowName;
    }

    /**
     * What kind of application the flow is for.
     *
     * @return a text for people, without a full stop
     */
    public String typicalUse() {
        return typicalUse;
    }

    /**
     * The grant types that a client of this flow needs.
     *
     * @return an unmodifiable list, not empty
     */
    public List<GrantType> grantTypes() {
        return grantTypes;
    }

    /**
     * The response types that belong to the flow, of which a client may need only some.
     *
     * @return an unmodifiable list, not empty
     */
    public List<ResponseType> responseTypes() {
        return responseTypes;
    }

    /**
     * Replaces the grant types and the response types of client metadata by those of this flow.
     *
     * @param metadata what is being built; not null
     * @return the same builder
     */
    public ClientMetadata.Builder applyTo(ClientMetadata.Builder metadata) {
        return metadata.grantTypes(grantTypes).responseTypes(responseTypes);
    }

    /**
     * The name as Lenus writes it.
     *
     * @return as {@link #flowName()}
     */
    @Override
    public String toString() {
        return flowName;
    }
}
