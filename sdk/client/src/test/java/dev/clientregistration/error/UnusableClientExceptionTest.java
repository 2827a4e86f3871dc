package dev.clientregistration.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.clientregistration.RegistrationDifference;
import dev.clientregistration.UnusableReason;
import dev.clientregistration.UnusableReason.Kind;
import dev.clientregistration.model.ClientInformation;
import dev.clientregistration.model.ClientMetadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnusableClientExceptionTest {
    private static final ClientInformation CLIENT = ClientInformation.fromJson(
            "{\"client_id\":\"c1\",\"client_secret\":\"hush-1\",\"registration_access_token\":"
                    + "\"hush-2\",\"token_endpoint_auth_method\":\"client_secret_basic\",\"redirect_uris\":[]}");
    private static final List<UnusableReason> REASONS = RegistrationDifference.between(
                    ClientMetadata.fromJson(
                            "{\"token_endpoint_auth_method\":\"none\",\"redirect_uris\":[\"https://example.com/\"]}"),
                    CLIENT)
            .unusable();

    @Test
    void exception_saysThatTheClientExistsAndWhatIsWrongWithIt() {
        UnusableClientException exception = new UnusableClientException(Operation.REGISTER, 2, CLIENT, REASONS);

        assertThat(exception)
                .hasMessage(
                        "register succeeded, but the client c1 cannot be used as it was asked for: a public client was"
                                + " asked for (token_endpoint_auth_method none), and the server registered client_secret_basic;"
                                + " redirect_uris that were asked for are not registered: https://example.com/. The client exists"
                                + " at the server: delete it, or use it as it is; it is in client().")
                .hasNoCause();
        assertThat(exception.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(exception.operation()).isEqualTo(Operation.REGISTER);
        assertThat(exception.attempts()).isEqualTo(2);
        assertThat(exception.client()).isEqualTo(CLIENT);
        assertThat(exception.reasons())
                .extracting(UnusableReason::kind)
                .containsExactly(Kind.NOT_PUBLIC, Kind.REDIRECT_URIS_MISSING);
    }

    @Test
    void exception_showsNoSecret() {
        StringWriter out = new StringWriter();
        new UnusableClientException(Operation.REGISTER, 1, CLIENT, REASONS).printStackTrace(new PrintWriter(out));

        assertThat(out.toString()).contains("c1").doesNotContain("hush");
    }

    @Test
    void exception_ofATestsClientWithoutId_isMade() {
        assertThat(new UnusableClientException(Operation.UPDATE, 0, ClientInformation.fromJson("{}"), REASONS))
                .hasMessageStartingWith("update succeeded, but the client cannot be used");
    }

    @Test
    void exception_serialized_keepsReasonsAndNoCredentials() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(new UnusableClientException(Operation.REGISTER, 1, CLIENT, REASONS));
        UnusableClientException copy = (UnusableClientException)
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(bytes.toString()).doesNotContain("hush");
        assertThat(copy.reasons()).isEqualTo(REASONS);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(copy::client)
                .withMessage("the client was not kept when this exception was serialized");
    }

    @Test
    void constructor_noReasonsOrNull_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnusableClientException(Operation.REGISTER, 1, CLIENT, List.of()))
                .withMessage("reasons must name at least one");
        assertThatNullPointerException()
                .isThrownBy(() -> new UnusableClientException(Operation.REGISTER, 1, null, REASONS))
                .withMessage("client must not be null");
    }
}
