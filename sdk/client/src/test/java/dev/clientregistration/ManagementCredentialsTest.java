package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.SecretExpiry;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementCredentialsTest {
    private static final String MARKER = "marker-1f0c7e";
    private static final Instant ISSUED_AT = Instant.parse("2013-07-08T19:30:47Z");
    private static final Instant EXPIRES_AT = Instant.parse("2018-11-11T00:00:00Z");

    private static final String STORED = "{\"client_id\":\"s6BhdRkqt3\","
            + "\"registration_client_uri\":\"https://as.example.com/register/s6BhdRkqt3\","
            + "\"registration_access_token\":\"reg-23410913\",\"client_secret\":\"cf136dc3\","
            + "\"client_secret_expires_at\":1541894400,\"client_id_issued_at\":1373311847,"
            + "\"registration_endpoint\":\"https://as.example.com/register\",\"profile\":\"standard\"}";

    @Test
    void builder_everythingSet_isStoredAndRead() {
        ManagementCredentials credentials = ManagementCredentials.builder("s6BhdRkqt3")
                .registrationClientUri("https://as.example.com/register/s6BhdRkqt3")
                .registrationAccessToken(Secret.of("reg-23410913"))
                .clientSecret(Secret.of("cf136dc3"))
                .clientSecretExpiresAt(SecretExpiry.at(EXPIRES_AT))
                .clientIdIssuedAt(ISSUED_AT)
                .endpoint(URI.create("https://as.example.com/register"))
                .profile(ServerProfile.STANDARD)
                .build();

        assertThat(credentials.toJson()).isEqualTo(STORED);
        for (ManagementCredentials same : List.of(credentials, ManagementCredentials.fromJson(STORED))) {
            assertThat(same.clientId()).isEqualTo("s6BhdRkqt3");
            assertThat(same.registrationClientUri()).contains("https://as.example.com/register/s6BhdRkqt3");
            assertThat(same.registrationAccessToken()).contains(Secret.of("reg-23410913"));
            assertThat(same.clientSecret()).contains(Secret.of("cf136dc3"));
            assertThat(same.clientSecretExpiresAt()).isEqualTo(SecretExpiry.at(EXPIRES_AT));
            assertThat(same.clientIdIssuedAt()).contains(ISSUED_AT);
            assertThat(same.endpoint()).contains(URI.create("https://as.example.com/register"));
            assertThat(same.profile()).contains(ServerProfile.STANDARD);
        }
    }

    @Test
    void builder_nothingButTheId_leavesTheRestEmpty() {
        ManagementCredentials credentials =
                ManagementCredentials.builder("s6BhdRkqt3").build();

        assertThat(credentials.toJson()).isEqualTo("{\"client_id\":\"s6BhdRkqt3\"}");
        assertThat(credentials.registrationClientUri()).isEmpty();
        assertThat(credentials.registrationAccessToken()).isEmpty();
        assertThat(credentials.clientSecret()).isEmpty();
        assertThat(credentials.clientSecretExpiresAt()).isEqualTo(SecretExpiry.unknown());
        assertThat(credentials.clientIdIssuedAt()).isEmpty();
        assertThat(credentials.endpoint()).isEmpty();
        assertThat(credentials.profile()).isEmpty();
    }

    @Test
    void builder_null_isRefusedByName() {
        ManagementCredentials.Builder builder = ManagementCredentials.builder("a");

        assertThatNullPointerException()
                .isThrownBy(() -> ManagementCredentials.builder(null))
                .withMessage("client_id must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.registrationClientUri(null))
                .withMessage("registration_client_uri must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.registrationAccessToken(null))
                .withMessage("registration_access_token must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.clientSecret(null))
                .withMessage("client_secret must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.clientSecretExpiresAt(null))
                .withMessage("client_secret_expires_at must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.clientIdIssuedAt(null))
                .withMessage("client_id_issued_at must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.endpoint(null))
                .withMessage("endpoint must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.profile(null))
                .withMessage("profile must not be null");
        assertThat(builder.build().toJson()).isEqualTo("{\"client_id\":\"a\"}");
    }

    @Test
    void builder_goesOnAfterBuild_withoutChangingWhatItBuilt() {
        ManagementCredentials.Builder builder = ManagementCredentials.builder("a");
        ManagementCredentials first = builder.build();
        builder.clientSecret(Secret.of("later"));

        assertThat(first.clientSecret()).isEmpty();
        assertThat(builder.build().clientSecret()).contains(Secret.of("later"));
    }

    @Test
    void toBuilder_replacesWhatTheServerReplaced() {
        ManagementCredentials stored = ManagementCredentials.fromJson(STORED);
        ManagementCredentials rotated = stored.toBuilder()
                .registrationAccessToken(Secret.of("reg-2"))
                .clientSecretExpiresAt(SecretExpiry.unknown())
                .build();

        assertThat(rotated.toJson())
                .isEqualTo(STORED.replace("reg-23410913", "reg-2")
                        .replace("\"client_secret_expires_at\":1541894400,", ""));
        assertThat(stored.toJson()).isEqualTo(STORED);
    }

    @Test
    void ofAClient_takesTheIssuedMembersAsTheyStand() {
        ClientInformation client = ClientInformation.fromJson("{\"client_name\":\"n\",\"client_id\":17,"
                + "\"client_secret\":\"s\",\"client_secret_expires_at\":\"0\",\"client_id_issued_at\":1398534329550,"
                + "\"registration_access_token\":null,\"registration_client_uri\":\"/register?client_id=17\","
                + "\"software_statement\":\"j\",\"profile\":\"own\",\"registration_endpoint\":\"no URI\"}");
        ManagementCredentials credentials = ManagementCredentials.of(client);

        assertThat(credentials.toJson())
                .isEqualTo("{\"client_id\":17,\"client_secret\":\"s\",\"client_secret_expires_at\":\"0\","
                        + "\"client_id_issued_at\":1398534329550,\"registration_access_token\":null,"
                        + "\"registration_client_uri\":\"/register?client_id=17\"}");
        assertThat(credentials.clientId()).isEqualTo("17");
        assertThat(credentials.clientSecretExpiresAt()).isEqualTo(SecretExpiry.never());
        assertThat(credentials.clientIdIssuedAt()).contains(Instant.parse("2014-04-26T17:45:29.550Z"));
        assertThat(credentials.registrationAccessToken()).isEmpty();
        assertThat(credentials.registrationClientUri()).contains("/register?client_id=17");
        assertThat(credentials.endpoint()).isEmpty();
        assertThat(credentials.profile()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"client_id\":null}", "{\"client_id\":\"\"}", "{\"client_id\":{\"id\":\"a\"}}"})
    void ofAClientWithoutAnId_isRefused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManagementCredentials.of(ClientInformation.fromJson(json)))
                .withMessage("management credentials must have a client_id");
    }

    @Test
    void null_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> ManagementCredentials.of(null))
                .withMessage("client must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> ManagementCredentials.fromJson(null))
                .withMessage("json must not be null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"client_id\":\"a\"}",
                "{\"client_id\":\"a\",\"later_member\":{\"n\":[9007199254740993,1.0]},\"registration_access_token\":null}",
                "{\"profile\":\"standard\",\"client_id\":\"a\",\"profile#x\":\"\u00e9<&>\",\"client_secret_expires_at\":0}",
                "{\"client_id\":\"a\",\"registration_client_uri\":\"not a URI at all\"}"
            })
    void stored_readAndWritten_isUnchanged(String stored) {
        ManagementCredentials credentials = ManagementCredentials.fromJson(stored);

        assertThat(credentials.toJson()).isEqualTo(stored);
        assertThat(credentials.toBuilder().build().toJson()).isEqualTo(stored);
        assertThat(credentials.toBuilder().clientIdIssuedAt(ISSUED_AT).build().toJson())
                .isEqualTo(stored.substring(0, stored.length() - 1) + ",\"client_id_issued_at\":1373311847}");
    }

    @Test
    void profileThatThisVersionDoesNotHave_isKeptAndToldWhenAskedFor() {
        ManagementCredentials credentials =
                ManagementCredentials.fromJson("{\"client_id\":\"a\",\"profile\":\"of-a-later-version\"}");

        assertThat(credentials.toJson()).contains("of-a-later-version");
        assertThatIllegalArgumentException()
                .isThrownBy(credentials::profile)
                .withMessageContaining("of-a-later-version")
                .withMessageContaining("standard");
    }

    static final List<List<String>> REFUSED = List.of(
            List.of("{\"client_secret\":\"$\"}", "management credentials must have a client_id"),
            List.of("{\"client_id\":\"\",\"client_secret\":\"$\"}", "management credentials must have a client_id"),
            List.of("{\"client_id\":null,\"client_secret\":\"$\"}", "management credentials must have a client_id"),
            List.of("{\"client_id\":[\"$\"]}", "management credentials must have a client_id"),
            List.of(
                    "{\"client_id\":\"$\",\"registration_endpoint\":\"https://$ $/\"}",
                    "the registration_endpoint of management credentials must be a URI"),
            List.of(
                    "{\"client_id\":\"a\",\"client_secret\":\"$\",\"client_secret\":\"$\"}",
                    "ManagementCredentials cannot be read: the member \"client_secret\" occurs twice in one object"),
            List.of(
                    "{\"client_id\":\"a\",\"client_secret\":\"$\"",
                    "ManagementCredentials cannot be read: the text is not" + " JSON (line 1, column 49)"),
            List.of(
                    "{\"client_id\":\"a\",\"client_secret\":$}",
                    "ManagementCredentials cannot be read: the text is not" + " JSON (line 1, column 34)"),
            List.of(
                    "[\"$\"]",
                    "ManagementCredentials cannot be read: a JSON object is needed, but the text is an array"),
            List.of("\"$\"", "ManagementCredentials cannot be read: a JSON object is needed, but the text is a string"),
            List.of("", "ManagementCredentials cannot be read: the text is empty"));

    @ParameterizedTest
    @FieldSource("REFUSED")
    void storedTextThatCannotBeUsed_isRefusedByNameAndWithoutAValue(List<String> refused) {
        IllegalArgumentException refusal = catchThrowableOfType(
                IllegalArgumentException.class,
                () -> ManagementCredentials.fromJson(refused.get(0).replace("$", MARKER)));

        assertThat(refusal).hasMessage(refused.get(1)).hasNoCause();
        assertThat(refusal.getSuppressed()).isEmpty();
    }

    @Test
    void builderWithoutAnId_isRefused() {
        ManagementCredentials.Builder builder =
                ManagementCredentials.builder("").clientSecret(Secret.of(MARKER));

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("management credentials must have a client_id");
    }

    @Test
    void equality_isThatOfTheDocument() {
        ManagementCredentials credentials =
                ManagementCredentials.fromJson("{\"client_id\":\"a\",\"client_secret\":\"s\"}");
        ManagementCredentials reordered =
                ManagementCredentials.fromJson("{\"client_secret\":\"s\",\"client_id\":\"a\"}");

        assertThat(credentials).isEqualTo(reordered).hasSameHashCodeAs(reordered);
        assertThat(credentials)
                .isNotEqualTo(ManagementCredentials.builder("a").build())
                .isNotEqualTo(
                        credentials.toBuilder().clientSecret(Secret.of("t")).build())
                .isNotEqualTo(null);
        assertThat((Object) credentials)
                .isNotEqualTo(ClientInformation.fromJson("{\"client_id\":\"a\",\"client_secret\":\"s\"}"));
    }

    @Test
    void credentialsOfAClientThatWasStored_areTheSameAsBefore() {
        ClientInformation client = ClientInformation.builder()
                .clientId("a")
                .clientSecret(Secret.of("s"))
                .clientSecretExpiresAt(SecretExpiry.never())
                .member("registration_access_token", JsonNull.INSTANCE)
                .member("vendor", new JsonPrimitive(1))
                .build();
        ManagementCredentials credentials = ManagementCredentials.of(client);

        assertThat(ManagementCredentials.fromJson(credentials.toJson())).isEqualTo(credentials);
    }
}
