package dev.clientregistration.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.ManagementCredentials;
import dev.clientregistration.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToStringTest {
    private static final String MARKER = "marker-1f0c7e";

    /** Members in which a secret can be, by our own account or because nobody knows what they are. */
    static final List<String> SECRET_PLACES = List.of(
            "\"client_secret\":\"$\"",
            "\"registration_access_token\":\"$\"",
            "\"software_statement\":\"$\"",
            "\"access_token\":\"$\",\"refresh_token\":\"$\",\"id_token\":\"$\"",
            "\"registration_client_uri\":\"https://as.example.com/register?token=$\"",
            "\"jwks\":{\"keys\":[{\"kty\":\"RSA\",\"d\":\"$\",\"p\":\"$\"},{\"kty\":\"oct\",\"k\":\"$\"}]}",
            "\"jwks\":\"{\\\"keys\\\":[{\\\"k\\\":\\\"$\\\"}]}\"",
            "\"unknown\":\"$\"",
            "\"unknown\":{\"deep\":{\"er\":[{\"$\":\"$\"}]}}",
            "\"unknown\":[\"$\",[\"$\"],{\"a\":\"$\"}]",
            "\"unknown#fr\":\"$\"",
            "\"client_secret#fr\":\"$\"",
            "\"client_secret#\":\"$\",\"#client_name\":\"$\"",
            "\"Client_Name\":\"$\",\"client_name \":\"$\",\"clientName\":\"$\"",
            "\"vp_formats_supported\":{\"a\":\"$\"}",
            "\"metadata\":[{\"name\":\"api_key\",\"value\":\"$\"}]",
            // A server's own type for a member that is printed otherwise: what it holds is unknown.
            "\"client_name\":{\"value\":\"$\"},\"client_name#fr\":{\"value\":\"$\"}",
            "\"scope\":[{\"$\":\"$\"}],\"redirect_uris\":[[\"$\"]]",
            "\"client_id\":{\"id\":\"a\",\"secret\":\"$\"},\"grant_types\":[\"a\",{\"b\":\"$\"}]");

    @ParameterizedTest
    @FieldSource("SECRET_PLACES")
    void secret_isInNoToString(String members) {
        String json = "{" + members.replace("$", MARKER) + "}";
        ClientMetadata metadata = ClientMetadata.fromJson(json);
        ClientInformation client = ClientInformation.fromJson(json);
        TokenResponse token = TokenResponse.fromJson(json);

        assertThat(List.of(
                        metadata,
                        metadata.toBuilder(),
                        client,
                        client.toBuilder(),
                        client.toMetadata(),
                        token,
                        token.toBuilder()))
                .allSatisfy(model -> assertThat(model.toString()).doesNotContain(MARKER));
        // What is hidden is still there, and said to be there.
        assertThat(client.toJson()).contains(MARKER);
        assertThat(client.toString()).contains(client.memberNames().iterator().next());
    }

    @ParameterizedTest
    @FieldSource("SECRET_PLACES")
    void secretOfCredentials_isInNoToString(String members) {
        String json = "{" + members.replace("$", MARKER) + "}";
        JsonObject tree = ClientInformation.fromJson(json).toJsonObject();
        tree.addProperty("client_id", "a");
        ManagementCredentials credentials = ManagementCredentials.fromJson(tree.toString());

        assertThat(credentials.toJson()).contains(MARKER);
        assertThat(credentials.toString()).doesNotContain(MARKER).contains("client_id=\"a\"");
        assertThat(credentials.toBuilder().toString()).doesNotContain(MARKER);
    }

    @ParameterizedTest
    @FieldSource("SECRET_PLACES")
    void secret_isInNoTreeThatGsonMakesOfTheFields(String members) {
        String json = "{" + members.replace("$", MARKER) + "}";
        Gson gson = new Gson();

        assertThat(gson.toJson(ClientInformation.fromJson(json))).isEqualTo("{}");
        assertThat(gson.toJson(ClientMetadata.fromJson(json))).isEqualTo("{}");
        assertThat(gson.toJson(TokenResponse.fromJson(json))).isEqualTo("{}");
        assertThat(gson.toJson(ClientInformation.fromJson(json).toBuilder())).isEqualTo("{}");
        assertThat(gson.toJson(ManagementCredentials.builder("a")
                        .clientSecret(Secret.of(MARKER))
                        .build()))
                .isEqualTo("{}");
        assertThat(gson.toJson(ManagementCredentials.builder("a").clientSecret(Secret.of(MARKER))))
                .isEqualTo("{}");
    }

    @Test
    void members_arePrintedInOrderWithValueOrSize() {
        ClientInformation client = ClientInformation.fromJson(
                "{\"client_id\":\"s6BhdRkqt3\",\"client_secret\":\"12345\","
                        + "\"client_secret_expires_at\":1577858400,\"client_name\":\"Pretzel\",\"client_name#fr\":\"Bretzel\","
                        + "\"redirect_uris\":[\"https://a.example\",\"https://b.example\"],\"grant_types\":[],"
                        + "\"require_auth_time\":false,\"default_max_age\":1.0,\"scope\":null,\"jwks\":{\"keys\":[]},"
                        + "\"contacts\":[\"a\"],\"one\":\"1\",\"none\":\"\",\"two\":{\"a\":1,\"b\":2},\"nothing\":null,\"n\":17}");

        assertThat(client)
                .hasToString("ClientInformation{client_id=\"s6BhdRkqt3\", client_secret=<5 characters>, "
                        + "client_secret_expires_at=1577858400, client_name=\"Pretzel\", client_name#fr=\"Bretzel\", "
                        + "redirect_uris=[\"https://a.example\",\"https://b.example\"], grant_types=[], "
                        + "require_auth_time=false, default_max_age=1.0, scope=null, jwks=<1 member>, "
                        + "contacts=<1 item>, one=<1 character>, none=<0 characters>, two=<2 members>, nothing=<null>, "
                        + "n=<2 characters>}");
        assertThat(ClientMetadata.builder().build()).hasToString("ClientMetadata{}");
        assertThat(TokenResponse.fromJson("{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                        + "\"scope\":\"register\"}"))
                .hasToString("TokenResponse{access_token=<3 characters>, token_type=<6 characters>, expires_in=3600, "
                        + "scope=\"register\"}");
    }

    @Test
    void printedMembers_areTheseAndNoOthers() {
        List<String> names = new ArrayList<>();
        ClientInformation.Builder builder = ClientInformation.builder();
        for (var member : ClientMetadataMembersTest.METADATA) {
            names.add(member.name());
        }
        for (var member : ClientMetadataMembersTest.ISSUED) {
            names.add(member.name());
        }
        names.forEach(name -> builder.member(name, new JsonPrimitive("value-of-" + name)));
        String printed = builder.build().toString();
        Set<String> hidden = new TreeSet<>();
        for (String name : names) {
            if (printed.contains(", " + name + "=<") || printed.contains("{" + name + "=<")) {
                hidden.add(name);
            } else {
                assertThat(printed).contains(name + "=\"value-of-" + name + "\"");
            }
        }

        // A member that leaves this list is shown in every log from then on.
        assertThat(hidden)
                .containsExactlyInAnyOrder(
                        "authorization_details_types",
                        "backchannel_client_notification_endpoint",
                        "backchannel_logout_uri",
                        "backchannel_token_delivery_mode",
                        "claims_redirect_uris",
                        "client_registration_types",
                        "client_secret",
                        "client_uri",
                        "contacts",
                        "default_acr_values",
                        "description",
                        "encrypted_response_enc_values_supported",
                        "frontchannel_logout_uri",
                        "information_uri",
                        "initiate_login_uri",
                        "jwks",
                        "jwks_uri",
                        "keywords",
                        "logo_uri",
                        "organization_name",
                        "organization_uri",
                        "policy_uri",
                        "post_logout_redirect_uris",
                        "registration_access_token",
                        "registration_client_uri",
                        "request_uris",
                        "sector_identifier_uri",
                        "signed_jwks_uri",
                        "software_statement",
                        "tls_client_auth_san_dns",
                        "tls_client_auth_san_email",
                        "tls_client_auth_san_ip",
                        "tls_client_auth_san_uri",
                        "tls_client_auth_subject_dn",
                        "tos_uri",
                        "vp_formats_supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\t", "\u0000", "\u001b[31m", "\b", "\u2028", "\u2029"})
    void controlCharacter_inNamesAndValues_doesNotBreakTheLine(String control) {
        String broken = "a" + control + "b";
        ClientInformation client = ClientInformation.builder()
                .clientName(broken)
                .redirectUris(broken)
                .clientSecret(Secret.of(broken))
                .member(broken, new JsonPrimitive(broken))
                .member("client_name#" + broken, new JsonPrimitive(broken))
                .build();
        ManagementCredentials credentials =
                ManagementCredentials.builder(broken).build();

        assertThat(List.of(client, credentials)).allSatisfy(model -> assertThat(model.toString())
                .doesNotContain(control.substring(0, 1), "\n", "\r")
                .contains("a\\"));
        assertThat(client.clientName()).contains(broken);
    }

    @Test
    void languageTagWithoutEnd_isCut() {
        ClientMetadata metadata =
                ClientMetadata.fromJson("{\"client_name#fr" + "-a".repeat(50_000) + "\":\"Bretzel\"}");

        assertThat(metadata.toString())
                .startsWith("ClientMetadata{client_name#fr-a-a")
                .hasSizeLessThan(1_000);
    }

    @Test
    void manyMembers_areCounted() {
        ClientMetadata.Builder builder = ClientMetadata.builder();
        for (int i = 0; i < 203; i++) {
            builder.member("x_" + i, new JsonPrimitive(i));
        }

        assertThat(builder.build().toString()).endsWith("x_199=<3 characters>, 3 more}");
        assertThat(ClientMetadata.fromJson(builder.remove("x_0")
                                .remove("x_1")
                                .remove("x_2")
                                .build()
                                .toJson())
                        .toString())
                .endsWith("x_202=<3 characters>}");
    }

    @Test
    void longValuesAndNames_areCut() {
        String text = "x".repeat(10_000);
        ClientMetadata metadata = ClientMetadata.builder()
                .clientName(text)
                .softwareId("short")
                .redirectUris(text, text)
                .member(text, new JsonPrimitive(text))
                .build();

        assertThat(metadata.toString())
                .hasSizeLessThan(1_000)
                .startsWith("ClientMetadata{client_name=\"xxx")
                .contains("xxx..., software_id=\"short\", redirect_uris=[\"xxx")
                .endsWith("xxx...=<10000 characters>}");
    }

    @Test
    void valueAtTheBound_isNotCutAndOneOverIs() {
        // 200 characters with the quotes.
        String text = "x".repeat(198);

        assertThat(ClientMetadata.builder().clientName(text).build())
                .hasToString("ClientMetadata{client_name=\"" + text + "\"}");
        assertThat(ClientMetadata.builder().clientName(text + "yz").build())
                .hasToString("ClientMetadata{client_name=\"" + text + "y...}");
    }

    @Test
    void credentials_printWhatTheyBelongTo() {
        ManagementCredentials credentials = ManagementCredentials.builder("s6BhdRkqt3")
                .clientSecret(Secret.of("12345"))
                .clientSecretExpiresAt(SecretExpiry.never())
                .clientIdIssuedAt(Instant.ofEpochSecond(1373311847))
                .registrationAccessToken(Secret.of("1234567"))
                .registrationClientUri("https://as.example.com/register/s6BhdRkqt3")
                .build();

        assertThat(credentials)
                .hasToString("ManagementCredentials{client_id=\"s6BhdRkqt3\", client_secret=<5 characters>, "
                        + "client_secret_expires_at=0, client_id_issued_at=1373311847, "
                        + "registration_access_token=<7 characters>, registration_client_uri=<42 characters>}");
    }
}
