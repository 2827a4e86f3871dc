package dev.clientregistration.anvil;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnvilMembersTest {
    @Test
    void members_set_areSentInAnvilsForm() {
        ClientMetadata metadata = ClientMetadata.builder()
                .set(AnvilMembers.TRUSTED, true)
                .set(AnvilMembers.DEFAULT_CLIENT_SCOPE, "realm profile")
                .set(AnvilMembers.SCOPES, List.of("research", "admin"))
                .build();

        assertThat(metadata.toJson())
                .isEqualTo(
                        "{\"trusted\":true,\"default_client_scope\":\"realm profile\",\"scopes\":[\"research\",\"admin\"]}");
        assertThat(metadata.get(AnvilMembers.TRUSTED)).contains(true);
        assertThat(metadata.get(AnvilMembers.DEFAULT_CLIENT_SCOPE)).contains("realm profile");
        assertThat(metadata.get(AnvilMembers.SCOPES)).contains(List.of("research", "admin"));
    }

    @Test
    void members_inEitherForm_areRead() {
        ClientInformation client = ClientInformation.fromJson(
                "{\"trusted\":\"TRUE\",\"default_client_scope\":[\"realm\",\"profile\"],\"scopes\":\"research\"}");

        assertThat(client.get(AnvilMembers.TRUSTED)).contains(true);
        assertThat(client.get(AnvilMembers.DEFAULT_CLIENT_SCOPE)).contains("realm profile");
        assertThat(client.get(AnvilMembers.SCOPES)).contains(List.of("research"));
    }

    @Test
    void members_ofAnAnswerThatDoesNotRepeatThem_areAbsent() {
        ClientInformation client = ClientInformation.fromJson("{\"client_id\":\"c1\"}");

        assertThat(client.get(AnvilMembers.TRUSTED)).isEmpty();
        assertThat(client.get(AnvilMembers.DEFAULT_CLIENT_SCOPE)).isEmpty();
        assertThat(client.get(AnvilMembers.SCOPES)).isEmpty();
    }
}
