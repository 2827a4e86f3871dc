package dev.clientregistration.authlete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.Gson;
import com.google.gson.JsonPrimitive;
import dev.clientregistration.Secret;
import dev.clientregistration.authlete.model.Action;
import dev.clientregistration.authlete.model.AuthleteResult;
import dev.clientregistration.authlete.model.Client;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.authlete.model.Pair;
import dev.clientregistration.model.JsonView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** No {@code toString} tells a secret, wherever Authlete or a client has put it. */
class AuthleteToStringTest {
    private static final String MARKER = "s3cr3t-MARKER";

    /** Documents with a secret, each in another place. */
    static final List<JsonView> SECRETS = List.of(
            ClientRegistrationRequest.builder()
                    .json("{\"client_secret\":\"" + MARKER + "\"}")
                    .build(),
            ClientRegistrationRequest.builder().token(Secret.of(MARKER)).build(),
            ClientRegistrationRequest.fromJson("{\"json\":{\"software_statement\":\"" + MARKER + "\"}}"),
            ClientRegistrationRequest.fromJson("{\"clientId\":{\"token\":\"" + MARKER + "\"}}"),
            ClientRegistrationRequest.builder()
                    .member("other", new JsonPrimitive(MARKER))
                    .build(),
            ClientRegistrationResponse.builder()
                    .responseContent(Secret.of("{\"client_secret\":\"" + MARKER + "\"}"))
                    .build(),
            ClientRegistrationResponse.fromJson("{\"responseContent\":{\"client_secret\":\"" + MARKER + "\"}}"),
            ClientRegistrationResponse.fromJson("{\"resultMessage\":\"the token " + MARKER + " is wrong\"}"),
            ClientRegistrationResponse.fromJson("{\"client\":{\"clientSecret\":\"" + MARKER + "\"}}"),
            ClientRegistrationResponse.fromJson("{\"action\":{\"clientSecret\":\"" + MARKER + "\"}}"),
            ClientRegistrationResponse.fromJson("{\"resultCode\":[[\"" + MARKER + "\"]]}"),
            ClientRegistrationResponse.fromJson("{\"other\":\"" + MARKER + "\"}"),
            AuthleteResult.fromJson("{\"resultMessage\":\"" + MARKER + "\",\"other\":\"" + MARKER + "\"}"),
            Client.builder().clientSecret(Secret.of(MARKER)).build(),
            Client.builder().registrationAccessTokenHash(MARKER).build(),
            Client.builder().customMetadata("{\"password\":\"" + MARKER + "\"}").build(),
            Client.builder().jwks("{\"keys\":[{\"d\":\"" + MARKER + "\"}]}").build(),
            Client.builder().trustChain(MARKER).build(),
            Client.builder()
                    .attributes(Pair.builder().key("a").value(MARKER).build())
                    .build(),
            Client.fromJson("{\"extension\":{\"other\":\"" + MARKER + "\"}}"),
            Client.fromJson("{\"clientName\":{\"secret\":\"" + MARKER + "\"}}"),
            Client.fromJson("{\"redirectUris\":[{\"secret\":\"" + MARKER + "\"}]}"),
            Client.fromJson("{\"other\":\"" + MARKER + "\"}"),
            Pair.builder().key("password").value(MARKER).build());

    @ParameterizedTest
    @FieldSource("SECRETS")
    void secret_isInTheDocumentAndNotInItsToString(JsonView view) {
        assertThat(view.toJson()).contains(MARKER);
        assertThat(view.toString())
                .doesNotContain(MARKER)
                .contains(view.memberNames().iterator().next());
        assertThat(new Gson().toJson(view)).doesNotContain(MARKER);
    }

    @Test
    void secretOfABuilder_isNotInItsToString() {
        assertThat(List.of(
                        ClientRegistrationRequest.builder().json(MARKER).token(Secret.of(MARKER)),
                        ClientRegistrationResponse.builder().responseContent(Secret.of(MARKER)),
                        Client.builder().clientSecret(Secret.of(MARKER)),
                        AuthleteClientRegistration.builder().accessToken(Secret.of(MARKER))))
                .allSatisfy(builder -> assertThat(builder.toString()).doesNotContain(MARKER));
    }

    @Test
    void facade_doesNotShowItsToken() {
        try (AuthleteClientRegistration authlete = AuthleteClientRegistration.builder()
                .serviceId("1")
                .accessToken(Secret.of(MARKER))
                .build()) {
            assertThat(authlete.toString()).doesNotContain(MARKER);
            assertThat(authlete.forService("2").toString()).doesNotContain(MARKER);
        }
    }

    @Test
    void requestAndResponse_showWhatIsKnownToBeHarmlessAndTheSizeOfTheRest() {
        assertThat(ClientRegistrationRequest.builder()
                        .json("{}")
                        .token(Secret.of("12345"))
                        .clientId("26837717140341")
                        .build())
                .hasToString("ClientRegistrationRequest{json=<2 characters>, token=<5 characters>, "
                        + "clientId=\"26837717140341\"}");
        assertThat(ClientRegistrationResponse.builder()
                        .resultCode("A202001")
                        .resultMessage("[A202001] x")
                        .action(Action.CREATED)
                        .responseContent(Secret.of("{}"))
                        .client(Client.builder().clientName("a").build())
                        .build())
                .hasToString("ClientRegistrationResponse{resultCode=\"A202001\", resultMessage=<11 characters>, "
                        + "action=\"CREATED\", responseContent=<2 characters>, client=<1 member>}");
    }

    @Test
    void textThatIsNoDocument_isRefusedWithoutRepeatingIt() {
        assertThat(List.of(
                        catchThrowable(() -> ClientRegistrationRequest.fromJson("{\"token\":\"" + MARKER)),
                        catchThrowable(() -> ClientRegistrationResponse.fromJson("{\"responseContent\":" + MARKER)),
                        catchThrowable(() -> Client.fromJson("[\"" + MARKER + "\"]")),
                        catchThrowable(() -> AuthleteResult.fromJson(MARKER))))
                .allSatisfy(refusal -> {
                    assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
                    assertThat(refusal.toString()).doesNotContain(MARKER);
                    assertThat(refusal.getCause()).isNull();
                });
    }
}
