package dev.clientregistration.anvil;

import dev.clientregistration.model.MemberKey;
import java.util.List;

/**
 * The client metadata that only Anvil Connect has, as keys for any model: {@code client.get(AnvilMembers.TRUSTED)}
 * reads a member, {@code builder.set(AnvilMembers.TRUSTED, true)} writes it. Anvil Connect stores them but does not
 * repeat them in its registration answers, so {@code get} finds them in requests and in {@code /v1/clients} only.
 */
public final class AnvilMembers {
    /** Whether the client is trusted; to register one that is takes an access token with the scope {@code realm}. */
    public static final MemberKey<Boolean> TRUSTED = MemberKey.flag("trusted");

    /** The client's default scope: words separated by spaces, also read from an array. */
    public static final MemberKey<String> DEFAULT_CLIENT_SCOPE = MemberKey.words("default_client_scope");

    /** The scopes that a user must have to see the application; not those that the client may ask for. */
    public static final MemberKey<List<String>> SCOPES = MemberKey.texts("scopes");

    private AnvilMembers() {}
}
