package dev.clientregistration.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRequestTest {
    @ParameterizedTest
    @CsvSource({
        "https://as.example.com, https://as.example.com/a%20b?text=%2B+%26%C3%A9&flag=false",
        "https://as.example.com/x/, https://as.example.com/x/a%20b?text=%2B+%26%C3%A9&flag=false",
    })
    void query_isEncodedAndStandsBehindThePath(URI base, String expected) {
        ApiRequest request = ApiRequest.builder("GET", base)
                .path("/{p}")
                .pathParameter("p", "a b")
                .query("absent", (String) null)
                .query("text", "+ &\u00e9")
                .query("none", (Boolean) null)
                .query("flag", false)
                .build();

        assertThat(request.uri()).hasToString(expected);
        // Nobody knows what a query holds.
        assertThat(request).hasToString("GET " + expected.substring(0, expected.indexOf('?')));
    }

    @Test
    void query_isAddedToTheOneThatAGivenUriHas() {
        URI given = URI.create("https://as.example.com/register?client_id=a%2Fb");

        assertThat(ApiRequest.builder("GET", given)
                        .query("validAt", "any")
                        .build()
                        .uri())
                .hasToString("https://as.example.com/register?client_id=a%2Fb&validAt=any");
    }

    @Test
    void requestWithMoreToIt_keepsItsQueryAndBody() {
        ApiRequest request = ApiRequest.builder("POST", URI.create("https://as.example.com"))
                .path("/c")
                .query("a", "b")
                .json("{}")
                .build();

        ApiRequest more = request.toBuilder().basic("u", Secret.of("p\u00e9")).build();

        assertThat(more.uri()).hasToString("https://as.example.com/c?a=b");
        assertThat(more.body()).asString().isEqualTo("{}");
        assertThat(more.headers())
                .containsEntry("Authorization", "Basic dTpww6k=")
                .containsAllEntriesOf(request.headers());
    }
}
