package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, for how long, and which forms are believed. */
@Timeout(120)
class AccountTest {
    @TempDir
    Path folder;

    private TestPortal portal;
    private Visitor visitor;

    @BeforeEach
    void start() {
        portal = TestPortal.start(folder);
        visitor = new Visitor(portal.uri());
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    // ---- sign up, in, out

    @Test
    void signUp_signsIn() {
        visitor.signUp("ada");

        assertThat(visitor.path()).isEqualTo("/clients");
        assertThat(visitor.text()).contains("Signed in as ada");
    }

    @ParameterizedTest
    @CsvSource({
        "a, correct horse battery, A name has 2 to 100",
        "'ada lovelace', correct horse battery, A name has 2 to 100",
        "'\u0301\u0301', correct horse battery, A name has 2 to 100",
        "ada, short, A password has 12 characters or more",
        "ada, 'ääääääääääääääääääääääääääääääääääääääääääää', A password has 72 bytes at most"
    })
    void signUp_withWhatCannotBe_isRefused(String name, String password, String words) {
        visitor.go("/sign-up").fill("name", name).fill("password", password).press("Sign up");

        assertThat(visitor.page().selectFirst("#problem").text()).contains(words);
        assertThat(visitor.value("name")).isEqualTo(name);
        assertThat(visitor.page().html()).doesNotContain(password);
        assertThat(visitor.page().select("input[aria-invalid]")).hasSize(1);
    }

    @Test
    void signUp_withMoreThanTheDatabaseHolds_isRefused() {
        visitor.signUp("\ud840\udc00".repeat(60)); // letters, each of which Java and H2 count as two

        assertThat(visitor.status()).isEqualTo(200);
        assertThat(visitor.page().selectFirst("#problem").text()).contains("A name has 2 to 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0939\u093f\u0928\u094d\u0926\u0940", "\u0130stanbul", "Jose\u0301"})
    void signUp_withANameThatHasMarks_signsIn(String name) {
        assertThat(visitor.signUp(name).path()).isEqualTo("/clients");
    }

    @ParameterizedTest
    @CsvSource({"ada, ada", "ada, ADA", "ada, ' Ada '", "jos\u00e9, JOSE\u0301", "ada, \uff21\uff44\uff41"})
    void signUp_withANameThatIsTaken_isRefused(String taken, String name) {
        visitor.signUp(taken);

        Visitor other = new Visitor(portal.uri()).signUp(name);

        assertThat(other.page().selectFirst("#problem").text()).contains("Somebody has this name already");
    }

    @Test
    void signIn_worksAfterSignOut() {
        visitor.signUp("ada").press("Sign out");
        assertThat(visitor.text()).contains("You are signed out.");
        assertThat(visitor.go("/clients").path()).isEqualTo("/sign-in");

        visitor.signIn(" Ada");

        assertThat(visitor.path()).isEqualTo("/clients");
    }

    @ParameterizedTest
    @CsvSource({"ada, wrong horse battery", "bob, correct horse battery", "ada, ''", "'', ''"})
    void signIn_withWhatIsWrong_isRefusedInTheSameWords(String name, String password) {
        visitor.signUp("ada").press("Sign out");

        visitor.go("/sign-in").fill("name", name).fill("password", password).press("Sign in");

        assertThat(visitor.page().selectFirst("#problem").text())
                .contains("There is no account with this name and this password");
        assertThat(visitor.go("/clients").path()).isEqualTo("/sign-in");
    }

    @Test
    void signIn_leadsToThePageThatWasWanted() {
        visitor.signUp("ada").press("Sign out").go("/clients/new");

        visitor.fill("name", "ada").fill("password", Visitor.PASSWORD).press("Sign in");

        assertThat(visitor.path()).isEqualTo("/clients/new");
    }

    @Test
    void signIn_givesAnotherSession() {
        visitor.go("/sign-in");
        String before = visitor.cookies().get(0).getValue();

        visitor.signUp("ada");

        assertThat(visitor.cookies()).hasSize(1);
        assertThat(visitor.cookies().get(0).getValue()).isNotEqualTo(before);
    }

    @Test
    void accounts_surviveARestart_sessionsDoNot() {
        visitor.signUp("ada");

        portal.restart(Map.of());

        assertThat(new Visitor(portal.uri()).signIn("ada").path()).isEqualTo("/clients");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/clients", "/clients/new", "/clients/3f2b7c1e-0000-4000-8000-000000000000"})
    void pages_withoutSignIn_leadToIt(String path) {
        assertThat(visitor.go(path).path()).isEqualTo("/sign-in");
    }

    // ---- sessions

    @Test
    void session_afterAPause_isOver() {
        visitor.signUp("ada");
        portal.clock.advance(Sessions.LONGEST_PAUSE);
        assertThat(visitor.go("/clients").path()).isEqualTo("/clients");

        portal.clock.advance(Sessions.LONGEST_PAUSE.plusSeconds(1));

        assertThat(visitor.go("/clients").path()).isEqualTo("/sign-in");
        assertThat(visitor.text()).contains("your session was over");
    }

    @Test
    void session_evenInUse_endsOneDay() {
        visitor.signUp("ada");
        for (Duration used = Duration.ZERO; used.compareTo(Sessions.LONGEST) < 0; used = used.plusMinutes(20)) {
            assertThat(visitor.go("/clients").path()).isEqualTo("/clients");
            portal.clock.advance(Duration.ofMinutes(20));
        }
        portal.clock.advance(Duration.ofSeconds(1));

        assertThat(visitor.go("/clients").path()).isEqualTo("/sign-in");
    }

    @Test
    void session_overWhileAFormIsFilledIn_savesNothingAndSaysSo() {
        visitor.signUp("ada").newClient("superpedometer").fill("client_name", "<b>Pedometer</b>");
        portal.clock.advance(Sessions.LONGEST_PAUSE.plusSeconds(1));

        visitor.press("Register client");

        assertThat(visitor.status()).isEqualTo(403);
        assertThat(visitor.text()).contains("This form is out of date", "Nothing was saved");
        assertThat(visitor.page().select("dl").text())
                .contains(
                        "Client id superpedometer",
                        "Name <b>Pedometer</b>",
                        "Callback URLs https://app.example.com/callback");
        assertThat(portal.server().exchanges()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/sign-in, same-origin", "/clients, cross-site", "/clients, "})
    void form_thatIsNotBelieved_isShownToNobodyButWhoHasTypedIt(String path, String site) {
        visitor.show(Visitor.await(visitor.post(path, "client_name=word&name=word&password=word", site)));

        assertThat(visitor.status()).isEqualTo(403);
        assertThat(visitor.page().html()).doesNotContain("word");
    }

    @Test
    void cookie_isForThisSiteOnlyAndNotForScripts() {
        visitor.go("/sign-in");

        assertThat(visitor.response().headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://portal.example.com", "HTTPS://portal.example.com/"})
    void cookie_behindHttps_isForHttpsOnly(String publicUrl) {
        portal.restart(Map.of("PUBLIC_URL", publicUrl));

        assertThat(new Visitor(portal.uri()).go("/sign-in").response().headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("__Host-portal=")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/");
    }

    @Test
    void sessionInTheUrl_isNone() {
        visitor.signUp("ada");
        String id =
                visitor.cookies().stream().map(HttpCookie::getValue).findFirst().orElseThrow();

        assertThat(new Visitor(portal.uri()).go("/clients;jsessionid=" + id).text())
                .doesNotContain("Signed in as");
    }

    // ---- forms

    @ParameterizedTest
    @ValueSource(strings = {"/clients", "/sign-out", "/sign-in", "/sign-up"})
    void form_withoutItsToken_isNotBelieved(String path) {
        visitor.signUp("ada");

        for (String body : List.of("name=ada", "csrf=", "csrf=AAAA", "csrf=" + "A".repeat(43))) {
            HttpResponse<String> response = Visitor.await(visitor.post(path, body));

            assertThat(response.statusCode()).isEqualTo(403);
        }
        assertThat(visitor.go("/clients").text()).contains("Signed in as ada");
    }

    @Test
    void form_ofAnotherSession_isNotBelieved() {
        visitor.signUp("ada");
        Visitor bob = portal.signUp("bob");
        String token = bob.page().selectFirst("input[name=csrf]").val();

        assertThat(Visitor.await(visitor.post("/sign-out", "csrf=" + token)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void form_tokenOfBeforeSignIn_isOfNoUseAfterwards() {
        String token =
                visitor.go("/sign-in").page().selectFirst("input[name=csrf]").val();
        visitor.signUp("ada");

        assertThat(Visitor.await(visitor.post("/sign-out", "csrf=" + token)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void form_withFiles_isNotEvenLookedAt() {
        visitor.signUp("ada");
        String token = visitor.page().selectFirst("input[name=csrf]").val();

        HttpResponse<String> response = Visitor.await(visitor.postAs(
                "/sign-out",
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + token + "\r\n--b--\r\n"));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void form_thatIsTooLarge_isRefused() {
        visitor.signUp("ada").newClient("superpedometer").fill("client_name", "x".repeat(70_000));

        visitor.press("Register client");

        assertThat(visitor.status()).isEqualTo(413);
        assertThat(visitor.text()).contains("Too much");
    }

    @ParameterizedTest
    @CsvSource({"flow, nonsense", "version, x", "id, 42"})
    void form_thatIsNoneOfOurs_isNotUnderstood(String input, String value) {
        visitor.signUp("ada").newClient("superpedometer");
        visitor.page().select("[name=" + input + "]").val(value);

        visitor.press("Register client");

        assertThat(visitor.status()).isEqualTo(400);
        assertThat(portal.server().exchanges()).isEmpty();
    }

    // ---- headers

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/clients", "/clients/new", "/no-such-page"})
    void everyPage_forbidsWhatItDoesNotNeed(String path) {
        visitor.signUp("ada").go(path);

        assertThat(visitor.response()
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(visitor.response().headers().firstValue("X-Content-Type-Options"))
                .contains("nosniff");
        assertThat(visitor.response().headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(visitor.response().headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(visitor.page().select("style, [style], script:not([src]), [onclick], [onload]"))
                .isEmpty();
    }

    @Test
    void assets_areThere() {
        visitor.go("/sign-in");

        for (String asset : visitor.page().select("link[href], script[src]").stream()
                .map(element -> element.hasAttr("href") ? element.attr("href") : element.attr("src"))
                .toList()) {
            visitor.go(asset);
            assertThat(visitor.status()).isEqualTo(200);
            assertThat(visitor.response().headers().firstValue("Content-Type").orElseThrow())
                    .matches("text/(css|javascript);charset=utf-8|image/svg\\+xml;charset=utf-8");
        }
    }

    @Test
    void noSuchPage_isNotFound() {
        assertThat(visitor.go("/clients/42/secret").status()).isEqualTo(200); // has to sign in first
        visitor.signUp("ada");

        for (String path : List.of("/nowhere", "/clients/42", "/clients/3f2b7c1e-0000-4000-8000-000000000000")) {
            assertThat(visitor.go(path).status()).isEqualTo(404);
            assertThat(visitor.text()).contains("There is no such page, or it is none of yours");
        }
    }
}
