package dev.clientregistration.testing;

import com.google.gson.JsonObject;

/** Content encryption needs key encryption (OpenID Connect Dynamic Client Registration 1.0 §2). */
final class EncryptionRules {
    private EncryptionRules() {}

    /** @throws Refusal if the content encryption of some message is set, but not its key encryption */
    static void check(JsonObject metadata, MemberTypes known) throws Refusal {
        for (String name : metadata.keySet()) {
            if (known.contains(name) && name.endsWith("_enc")) {
                String alg = name.substring(0, name.length() - "_enc".length()) + "_alg";
                if (!metadata.has(alg)) {
                    throw Refusal.of(Reason.ENC_WITHOUT_ALG, name, name + " needs " + alg);
                }
            }
        }
    }
}
