package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final String MARKER = "marker-1f0c7e";

    private final Secret secret = Secret.of(MARKER);

    @Test
    void reveal_givesTheText() {
        assertThat(secret.reveal()).isEqualTo(MARKER);
        assertThat(Secret.of(" \u00e9\n").reveal()).isEqualTo(" \u00e9\n");
    }

    @Test
    void toString_isTheSameForEveryText() {
        assertThat(secret).hasToString("Secret[***]");
        assertThat(Secret.of("x")).hasToString("Secret[***]");
        assertThat(String.format("%s %s", secret, List.of(secret, Map.of("k", Optional.of(secret)))))
                .doesNotContain(MARKER);
    }

    @Test
    void equality_isThatOfTheTexts() {
        String copy = new StringBuilder(MARKER).toString();

        assertThat(secret).isEqualTo(Secret.of(copy)).hasSameHashCodeAs(Secret.of(copy));
        assertThat(secret)
                .isNotEqualTo(Secret.of(MARKER + "x"))
                .isNotEqualTo(Secret.of(MARKER.toUpperCase(Locale.ROOT)))
                .isNotEqualTo(MARKER)
                .isNotEqualTo(null);
        assertThat(Set.of(secret)).contains(Secret.of(copy)).doesNotContain(Secret.of("x"));
    }

    @Test
    void emptyText_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of("")).withMessage("secret must not be empty");
    }

    @Test
    void null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> Secret.of(null)).withMessage("secret must not be null");
    }

    @Test
    void gson_seesNothing() {
        record Holder(Secret token, List<Secret> more) {}

        assertThat(new Gson().toJson(secret)).isEqualTo("{}");
        assertThat(new GsonBuilder().serializeNulls().create().toJson(secret)).isEqualTo("{}");
        assertThat(new Gson().toJson(new Holder(secret, List.of(secret)))).doesNotContain(MARKER);
    }

    @Test
    void javaSerialization_isRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            assertThatExceptionOfType(NotSerializableException.class).isThrownBy(() -> out.writeObject(secret));
        }

        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain(MARKER);
    }

    @Test
    void fields_areTransient() {
        assertThat(Arrays.asList(Secret.class.getDeclaredFields()))
                .filteredOn(field -> !Modifier.isStatic(field.getModifiers()))
                .isNotEmpty()
                .allSatisfy(field ->
                        assertThat(Modifier.isTransient(field.getModifiers())).isTrue());
    }
}
