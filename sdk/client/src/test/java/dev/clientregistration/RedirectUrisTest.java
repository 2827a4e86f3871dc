package dev.clientregistration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.clientregistration.model.ApplicationType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost/",
                "http://localhost:8080/callback?a=b",
                "HTTP://LocalHost:8080/callback",
                "http://localhost:*/callback",
                "http://localhost?state",
                "http://localhost#fragment",
                "http://127.0.0.1:0/callback",
                "http://127.255.0.9/callback",
                "http://[::1]:8080/callback",
                "http://[0:0:0:0:0:0:0:1]/callback",
                "com.example.app:/oauth2redirect",
                "com.example.app://callback",
                "pretzel://callback",
                "pretzel:",
                "ms-app+1.x://callback",
                "urn:ietf:wg:oauth:2.0:oob",
                "httpx://example.com"
            })
    void applicationType_loopbackOrOwnScheme_isNative(String uri) {
        assertThat(RedirectUris.applicationType(List.of(uri))).contains(ApplicationType.NATIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/callback",
                "HTTPS://example.com",
                "https://localhost/callback",
                "https://127.0.0.1/callback",
                "https://*.example.com/callback",
                "http://example.com/callback",
                // They only begin or end like a loopback host, or are another host to those who follow them.
                "http://localhost.example.com/callback",
                "http://localhostess.example/callback",
                "http://my-localhost/callback",
                "http://localhost@example.com/callback",
                "http://localhost:8080@example.com/callback",
                "http://localhost\\@example.com/callback",
                "http://localhost:80\\@example.com/callback",
                "http://127.0.0.1.example.com/callback",
                "http://127.0.0.1@example.com/callback",
                "http://127.0.0.256/callback",
                "http://127.0.0/callback",
                "http://128.0.0.1/callback",
                "http://0.0.0.0/callback",
                "http://[::2]/callback",
                "http://[::1].example.com/callback"
            })
    void applicationType_httpsOrHttpElsewhere_isWeb(String uri) {
        assertThat(RedirectUris.applicationType(List.of(uri))).contains(ApplicationType.WEB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/callback",
                "//example.com/callback",
                "example.com/callback",
                "https:",
                "https:/example.com",
                "https:///callback",
                "http://",
                "http:opaque",
                " https://example.com/callback",
                "1app://callback"
            })
    void applicationType_noAbsoluteUri_isEmpty(String uri) {
        assertThat(RedirectUris.applicationType(List.of(uri))).isEmpty();
        assertThat(RedirectUris.applicationType(List.of("https://example.com/callback", uri)))
                .isEmpty();
    }

    @Test
    void applicationType_ofSeveral_isTheirCommonOne() {
        assertThat(RedirectUris.applicationType(List.of("http://127.0.0.1/a", "com.example.app:/b", "http://[::1]/c")))
                .contains(ApplicationType.NATIVE);
        assertThat(RedirectUris.applicationType(List.of("https://a.example/", "http://b.example/")))
                .contains(ApplicationType.WEB);
    }

    @Test
    void applicationType_ofBothKindsOrNone_isEmpty() {
        assertThat(RedirectUris.applicationType(List.of("https://example.com/callback", "http://localhost/callback")))
                .isEmpty();
        assertThat(RedirectUris.applicationType(List.of())).isEmpty();
    }

    @Test
    void applicationType_null_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> RedirectUris.applicationType(Arrays.asList("https://example.com/", null)))
                .withMessage("redirect URI must not be null");
    }

    @Test
    void snippet_addsTheMemberWhereItIsClear() {
        assertThat(MetadataSnippets.applicationType(List.of("http://localhost/"))
                        .applicationType())
                .contains(ApplicationType.NATIVE);
        assertThat(MetadataSnippets.applicationType(List.of()).memberNames()).containsExactly("redirect_uris");
    }
}
