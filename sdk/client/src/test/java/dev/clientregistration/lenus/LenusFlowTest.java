package dev.clientregistration.lenus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.model.GrantType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenusFlowTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorization_code | AUTHORIZATION_CODE | [\"authorization_code\"] | [\"code\"]",
                "implicit | IMPLICIT | [\"implicit\"] | [\"id_token\",\"id_token token\"]",
                "hybrid | HYBRID | [\"authorization_code\",\"implicit\"] |"
                        + " [\"code id_token\",\"code token\",\"code id_token token\"]",
            })
    void flow_standsForGrantTypesAndResponseTypes(
            String name, LenusFlow expected, String grantTypes, String responseTypes) {
        LenusFlow flow = LenusFlow.of(name);
        ClientMetadata.Builder metadata = ClientMetadata.builder()
                .clientName("Pedometer")
                .grantTypes(GrantType.DEVICE_CODE)
                .responseTypes();

        assertThat(flow).isEqualTo(expected).hasToString(name);
        assertThat(flow.flowName()).isEqualTo(name);
        assertThat(flow.applyTo(metadata)).isSameAs(metadata);
        assertThat(metadata.build().toJson())
                .isEqualTo("{\"client_name\":\"Pedometer\",\"grant_types\":" + grantTypes + ",\"response_types\":"
                        + responseTypes + "}");
        assertThat(metadata.build().grantTypes()).isEqualTo(flow.grantTypes());
        assertThat(metadata.build().responseTypes()).isEqualTo(flow.responseTypes());
    }

    @ParameterizedTest
    @EnumSource
    void everyResponseType_isKnownAndGoesWithItsGrantType(LenusFlow flow) {
        // OpenID Connect Dynamic Client Registration 1.0 section 2: code needs the one, a token or ID token the other.
        assertThat(flow.responseTypes()).isNotEmpty().allSatisfy(type -> {
            assertThat(type.isKnown()).isTrue();
            assertThat(flow.grantTypes().contains(GrantType.AUTHORIZATION_CODE))
                    .isEqualTo(type.value().contains("code"));
            assertThat(flow.grantTypes().contains(GrantType.IMPLICIT))
                    .isEqualTo(type.value().contains("token"));
        });
    }

    @Test
    void typicalUse_isToldForEveryFlow() {
        assertThat(LenusFlow.HYBRID.typicalUse()).isEqualTo(LenusFlow.AUTHORIZATION_CODE.typicalUse());
        assertThat(LenusFlow.AUTHORIZATION_CODE.typicalUse()).contains("keep a secret");
        assertThat(LenusFlow.IMPLICIT.typicalUse()).contains("cannot keep a secret", "refresh tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "code", "Hybrid", "client_credentials"})
    void nameOfNoFlow_isRefusedWithThoseThatThereAre(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LenusFlow.of(name))
                .withMessage("flowName must be one of [authorization_code, implicit, hybrid], but is \"" + name + "\"");
    }

    @Test
    void null_isRefused() {
        assertThatNullPointerException().isThrownBy(() -> LenusFlow.of(null)).withMessage("flowName must not be null");
        assertThatNullPointerException().isThrownBy(() -> LenusFlow.HYBRID.applyTo(null));
    }
}
