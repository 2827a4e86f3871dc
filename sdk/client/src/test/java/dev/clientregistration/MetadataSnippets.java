package dev.clientregistration;

import dev.clientregistration.anvil.AnvilMembers;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.List;

/** The code of the Javadoc about metadata; the tests of the classes it belongs to run it. */
final class MetadataSnippets {
    private MetadataSnippets() {}

    static String difference(ClientRegistration registration, ClientMetadata metadata) {
        // @start region="difference"
        ClientInformation client = registration.register(metadata);
        RegistrationDifference difference = RegistrationDifference.between(metadata, client);
        if (!difference.unusable().isEmpty()) {
            registration.delete(client);
        } else if (difference.replaced().containsKey("scope")) {
            return "may ask for " + client.scope().orElse("nothing");
        }
        // @end
        return difference.toString();
    }

    static ClientMetadata applicationType(List<String> redirectUris) {
        // @start region="application-type"
        ClientMetadata.Builder metadata = ClientMetadata.builder().redirectUris(redirectUris);
        RedirectUris.applicationType(redirectUris).ifPresent(metadata::applicationType);
        // @end
        return metadata.build();
    }

    static boolean memberKey(ClientMetadata metadata) {
        // @start region="member-key"
        ClientMetadata trusted =
                metadata.toBuilder().set(AnvilMembers.TRUSTED, true).build();
        boolean isTrusted = trusted.get(AnvilMembers.TRUSTED).orElse(false);
        // @end
        return isTrusted;
    }
}
