package dev.clientregistration.samples.portal;

import static dev.clientregistration.testing.LedgerEntry.Event.DELETED;
import static dev.clientregistration.testing.LedgerEntry.Event.REGISTERED;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client Details for a client that is new: what is sent, what is refused, what is in doubt, and that it happens once. */
@Timeout(120)
class RegisterTest {
    @TempDir
    Path folder;

    private TestPortal portal;
    private Visitor ada;

    @BeforeEach
    void start() {
        portal = TestPortal.start(folder);
        ada = portal.signUp("ada");
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    private MockRegistrationServer server() {
        return portal.server();
    }

    // ---- success

    @Test
    void register_wholeForm_sendsWhatItHoldsAndShowsTheSecret() {
        ada.newClient("superpedometer")
                .fill("scope", "  openid   profile ")
                .fill("logo_uri", "https://app.example.com/logo.png")
                .choose("hybrid")
                .press("Register client");

        String metadata = portal.onlyClient().metadata().toString();
        assertThat(metadata)
                .contains("\"client_name\":\"Super Pedometer\"")
                .contains("\"redirect_uris\":[\"https://app.example.com/callback\"]")
                .contains("\"grant_types\":[\"authorization_code\",\"implicit\"]")
                .contains("\"response_types\":[\"code id_token\",\"code token\",\"code id_token token\"]")
                .contains("\"scope\":\"openid profile\"")
                .contains("\"logo_uri\":\"https://app.example.com/logo.png\"")
                .contains("\"token_endpoint_auth_method\":\"client_secret_basic\"");
        assertThat(ada.path()).endsWith("/secret");
        assertThat(ada.main())
                .contains("The client is registered.")
                .contains(portal.onlyClient().clientId());
        assertThat(ada.value("secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
    }

    @Test
    void register_emptyFields_areNotSent() {
        ada.go("/clients/new")
                .fill("suffix", "superpedometer")
                .fill("callback_url-0", "https://app.example.com/callback")
                .press("Register client");

        assertThat(server().exchanges().get(0).requestBody()).doesNotContain("client_name", "logo_uri", "scope");
    }

    @Test
    void register_implicit_isAPublicClientWithoutSecret() {
        ada.newClient("superpedometer").choose("implicit").press("Register client");

        assertThat(portal.onlyClient().clientSecret()).isEmpty();
        assertThat(portal.onlyClient()
                        .metadata()
                        .get("token_endpoint_auth_method")
                        .getAsString())
                .isEqualTo("none");
        assertThat(ada.path()).doesNotEndWith("/secret");
        assertThat(ada.go(ada.path() + "/secret").main()).contains("This client has no secret");
    }

    @Test
    void register_asksForThePrefixOfTheDeveloperAndShowsWhatTheServerGave() {
        ada.newClient("superpedometer");
        String prefix = ada.page().selectFirst("#suffix-prefix code").text();
        ada.press("Register client").follow("Client details");

        assertThat(prefix).matches("[0-9a-f]{64}");
        assertThat(server().exchanges().get(0).requestBody())
                .contains("\"client_id\":\"" + prefix + ".superpedometer\"");
        assertThat(ada.page().selectFirst("section.changes").text())
                .contains("Client id " + prefix + ".superpedometer "
                        + portal.onlyClient().clientId());
    }

    @Test
    void register_serverThatChoosesIds_isNotAskedForOne() {
        portal.restart(Map.of("REQUEST_CLIENT_ID", "false"));
        Visitor bob = portal.signUp("bob");

        bob.newClient("superpedometer");
        assertThat(bob.main()).contains("the server chooses the client id");
        bob.press("Register client").follow("Client details");

        assertThat(server().exchanges().get(0).requestBody()).doesNotContain("client_id");
        assertThat(bob.page().selectFirst("section.changes").text()).contains("Registered as you asked.");
    }

    // ---- callback URLs, without a script

    @Test
    void callbackUrls_areAddedAndRemoved_withoutAScriptAndWithoutSaving() {
        ada.newClient("superpedometer")
                .press("Add a callback URL")
                .fill("callback_url-1", "https://app.example.com/second")
                .press("Add a callback URL")
                .fill("callback_url-2", "https://app.example.com/third");
        assertThat(ada.page().select("[autofocus]").eachAttr("id")).containsExactly("callback_url-2");

        ada.press("Remove callback URL 2");

        assertThat(ada.page().select("[name=callback_url]").eachAttr("value"))
                .containsExactly("https://app.example.com/callback", "https://app.example.com/third");
        assertThat(ada.page().select("[autofocus]").eachAttr("id")).containsExactly("callback_url-1");
        assertThat(ada.value("suffix")).isEqualTo("superpedometer");
        assertThat(server().exchanges()).isEmpty();

        ada.press("Register client");
        assertThat(portal.onlyClient().metadata().get("redirect_uris").toString())
                .isEqualTo("[\"https://app.example.com/callback\",\"https://app.example.com/third\"]");
    }

    @Test
    void callbackUrls_theLastOneRemoved_leavesAnEmptyField() {
        ada.newClient("superpedometer").press("Remove callback URL 1");

        assertThat(ada.page().select("[name=callback_url]").eachAttr("value")).containsExactly("");
    }

    @Test
    void form_theButtonThatEnterPresses_isNotOneThatRemovesAField() {
        ada.newClient("superpedometer");

        assertThat(ada.page().selectFirst("main form button").val()).isEqualTo("save");
    }

    // ---- refusals, at the field that they name

    @ParameterizedTest
    @ValueSource(strings = {"Super", "super-pedometer", "super_pedometer", "", "supér", "a.b"})
    void suffix_thatCannotBeOne_isRefusedAtItsFieldAndNotSent(String suffix) {
        ada.newClient(suffix).press("Register client");

        assertThat(ada.page().selectFirst("#suffix-error").text()).contains("suffix of a Lenus client id must");
        assertThat(ada.page().selectFirst("#suffix").attr("aria-invalid")).isEqualTo("true");
        assertThat(ada.page().selectFirst("#suffix").attr("aria-describedby")).startsWith("suffix-error");
        assertThat(ada.page().selectFirst("#problem a").attr("href")).isEqualTo("#suffix");
        assertThat(ada.value("suffix")).isEqualTo(suffix);
        assertThat(ada.title()).startsWith("Error: ");
        assertThat(server().exchanges()).isEmpty();
    }

    @Test
    void suffix_ofAnotherClientOfTheDeveloper_isRefusedAtItsFieldAndNotSent() {
        ada.register("superpedometer");

        ada.register("superpedometer");

        assertThat(ada.page().selectFirst("#suffix-error").text())
                .contains("You have a client with this suffix already");
        assertThat(server()).hasReceived(Operation.REGISTER, 1);
    }

    @Test
    void suffix_ofAnotherDeveloper_canBeOnesOwn() {
        ada.register("superpedometer");

        portal.signUp("bob").register("superpedometer");

        assertThat(server()).hasRegistered(2);
    }

    @Test
    void suffix_longerThanTheDatabaseHolds_isRefusedAtItsField() {
        ada.newClient("a".repeat(101)).press("Register client");

        assertThat(ada.page().selectFirst("#suffix-error").text()).contains("100");
        assertThat(server().exchanges()).isEmpty();
    }

    @Test
    void callbackUrl_thatTheServerRefuses_isMarkedAmongTheOthers() {
        ada.newClient("superpedometer")
                .press("Add a callback URL")
                .press("Add a callback URL")
                .fill("callback_url-2", "https://app.example.com/#fragment")
                .press("Register client");

        assertThat(ada.page().selectFirst("#callback_url-error").text())
                .contains("must not have a fragment", "invalid_redirect_uri");
        assertThat(ada.page().select("[name=callback_url][aria-invalid]").eachAttr("id"))
                .containsExactly("callback_url-2");
        assertThat(ada.page().selectFirst("#problem a").attr("href")).isEqualTo("#callback_url-2");
        assertThat(server()).hasRegistered(0);
    }

    @Test
    void callbackUrl_missing_isRefusedByTheServerAtTheField() {
        ada.newClient("superpedometer").fill("callback_url-0", "").press("Register client");

        assertThat(ada.page().selectFirst("#callback_url-error").text()).contains("redirect_uris must not be empty");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_client_metadata, the grant_types of this client are not allowed, flow",
        "invalid_client_metadata, client_name is offensive, client_name",
        "invalid_client_metadata, The logo_uri must be an https URI and not a scope, logo_uri",
        "invalid_scope, no such scope, scope",
        "invalid_client_metadata, scope agency_api is not for you, scope",
        "invalid_client_metadata, client_id is taken, suffix",
        "invalid_redirect_uri, no, callback_url"
    })
    void refusal_isShownAtTheFieldThatItNames(String code, String description, String input) {
        server().answerNext(MockAnswer.json(
                400, "{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}"));

        ada.register("superpedometer");

        assertThat(ada.page().selectFirst("#" + input + "-error").text()).contains(description, code, "HTTP 400");
        assertThat(ada.value("client_name")).isEqualTo("Super Pedometer");
        assertThat(ada.go("/clients").main()).contains("You have no clients yet");
    }

    @Test
    void refusal_thatNamesNoField_isShownAboveTheForm() {
        server().answerNext(MockAnswer.json(422, "{\"error\":\"invalid_client_metadata\"}"));

        ada.register("superpedometer");

        assertThat(ada.page().selectFirst("#problem").text())
                .contains("Nothing was saved", "it gives no reason (HTTP 422 invalid_client_metadata)");
        assertThat(ada.page().select(".error")).isEmpty();
    }

    @Test
    void refusal_withMarkup_isShownAsText() {
        server().answerNext(MockAnswer.json(
                400, "{\"error\":\"x\",\"error_description\":\"<script>alert(1)</script> \\\" onclick=\"}"));

        ada.newClient("superpedometer").fill("client_name", "\"><img src=x>").press("Register client");

        assertThat(ada.page().select("main script, main img, main [onclick]")).isEmpty();
        assertThat(ada.main()).contains("<script>alert(1)</script>");
        assertThat(ada.value("client_name")).isEqualTo("\"><img src=x>");
    }

    @Test
    void refusal_thenCorrected_registersWithTheSameForm() {
        ada.newClient("superpedometer").fill("callback_url-0", "nonsense").press("Register client");

        ada.fill("callback_url-0", "https://app.example.com/callback").press("Register client");

        assertThat(server()).hasRegistered(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, does not let this portal register clients (HTTP 401)",
        "403, does not let this portal register clients (HTTP 403)",
        "302, makes no sense here (HTTP 302)"
    })
    void refusal_ofThePortalItself_saysWhoMustSeeToIt(int status, String words) {
        server().answerNext(MockAnswer.of(status));

        ada.register("superpedometer");

        assertThat(ada.page().selectFirst("#problem").text()).contains(words, "Nothing was saved");
        assertThat(ada.value("suffix")).isEqualTo("superpedometer");
    }

    @Test
    void tooManyRequests_saysWhenToComeBack() {
        server().fault(Fault.status(429, Duration.ofSeconds(90)).always());

        ada.register("superpedometer");

        assertThat(ada.page().selectFirst("#problem").text())
                .contains("takes no more requests at the moment. Try again in 90 seconds.", "Nothing was saved");
    }

    @Test
    void serverDown_nothingIsSavedAndNothingIsLostOfTheForm() {
        server().close();

        ada.register("superpedometer");

        assertThat(ada.page().selectFirst("#problem").text())
                .contains("The server cannot be reached", "what you have typed is still here");
        assertThat(ada.value("callback_url-0")).isEqualTo("https://app.example.com/callback");
        assertThat(ada.go("/clients").main()).contains("You have no clients yet");
    }

    // ---- in doubt

    @Test
    void lostReply_isInDoubtAndSaysWhatToDo() {
        server().fault(Fault.dropAfterApplying().on(Operation.REGISTER));

        ada.register("superpedometer");

        assertThat(ada.main())
                .contains("Nobody can know whether this client is registered", "Ask whoever runs the server");
        assertThat(ada.page().selectFirst("main form button[value=save]").text())
                .isEqualTo("Register again");
        assertThat(server()).hasReceived(Operation.REGISTER, 1);
        assertThat(ada.go("/clients").main()).contains("In doubt").contains("Nobody can know");
    }

    @Test
    void lostReply_reloadedOrSentAgain_registersNothingMore() {
        server().fault(Fault.dropAfterApplying().on(Operation.REGISTER));
        ada.newClient("superpedometer");
        CompletableFuture<HttpResponse<String>> first = ada.pressing("Register client");
        Visitor.await(first);

        ada.press("Register client"); // what a browser sends when the page is reloaded

        assertThat(ada.main()).contains("Nobody can know whether this client is registered");
        assertThat(server()).hasLedger(REGISTERED).hasReceived(Operation.REGISTER, 1);
    }

    @Test
    void lostReply_survivesARestart() {
        server().fault(Fault.dropAfterApplying().on(Operation.REGISTER));
        ada.register("superpedometer");

        portal.restart(Map.of());

        assertThat(new Visitor(portal.uri()).signIn("ada").main()).contains("In doubt");
    }

    @Test
    void inDoubt_registeredAgainOnPurpose_isAClientAsAnyOther() {
        server().fault(Fault.dropAfterReading().on(Operation.REGISTER));
        ada.register("superpedometer");

        ada.press("Register again");

        assertThat(ada.path()).endsWith("/secret");
        assertThat(ada.value("secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
        assertThat(ada.go("/clients").main()).contains("Registered").doesNotContain("In doubt");
    }

    @Test
    void inDoubt_registeredAgainAndRefused_staysInDoubt() {
        server().fault(Fault.dropAfterReading().on(Operation.REGISTER));
        ada.register("superpedometer");
        server().answerNext(MockAnswer.json(
                400,
                "{\"error\":\"invalid_client_metadata\",\"error_description\":\"client_id is registered already\"}"));

        ada.press("Register again");

        assertThat(ada.page().selectFirst("#suffix-error").text()).contains("client_id is registered already");
        assertThat(ada.go("/clients").main()).contains("In doubt");
    }

    @Test
    void inDoubt_registeredAgainTwiceAtOnce_registersOnce() {
        server().fault(Fault.dropAfterReading().on(Operation.REGISTER));
        ada.register("superpedometer");
        CompletableFuture<HttpResponse<String>> first = ada.pressing("Register again");
        CompletableFuture<HttpResponse<String>> second = ada.pressing("Register again");

        assertThat(Visitor.await(first).body() + Visitor.await(second).body()).doesNotContain("Nothing was saved");
        assertThat(server()).hasLedger(REGISTERED);
    }

    @Test
    void answerThatCannotBeUsed_isRegisteredWithoutCredentials() {
        server().fault(Fault.garbageJson().on(Operation.REGISTER));

        ada.register("superpedometer");

        assertThat(ada.main()).contains("This client is registered, but its credentials are lost");
        assertThat(ada.go("/clients").main()).contains("Credentials lost");
    }

    @Test
    void processThatWasKilledInBetween_leavesTheClientInDoubt() {
        ada.register("superpedometer");
        portal.sql("update client set state = 'REGISTERING'"); // as it stood while the server had not answered

        portal.restart(Map.of());

        assertThat(new Visitor(portal.uri()).signIn("ada").main()).contains("In doubt");
    }

    @Test
    void processThatIsToldToEnd_waitsForTheServersAnswer() throws Exception {
        server().fault(Fault.stall().on(Operation.REGISTER));
        ada.newClient("superpedometer");
        ada.pressing("Register client");
        server().faults().awaitStalled(1, Duration.ofSeconds(30));
        CompletableFuture<Void> restart = CompletableFuture.runAsync(() -> portal.restart(Map.of()));
        portal.awaitClosing();

        server().faults().release();

        restart.get(60, TimeUnit.SECONDS);
        assertThat(new Visitor(portal.uri()).signIn("ada").main())
                .contains("Registered", portal.onlyClient().clientId())
                .doesNotContain("In doubt");
    }

    // ---- once

    @Test
    void doubleClick_registersOnceAndBothSeeTheClient() {
        server().fault(Fault.stall().on(Operation.REGISTER));
        ada.newClient("superpedometer");
        CompletableFuture<HttpResponse<String>> first = ada.pressing("Register client");
        server().faults().awaitStalled(1, Duration.ofSeconds(30));
        CompletableFuture<HttpResponse<String>> second = ada.pressing("Register client");

        server().faults().release();

        List<Visitor> seen = List.of(seenBy(first), seenBy(second));
        String secret = portal.onlyClient().clientSecret().orElseThrow();
        assertThat(seen).allMatch(page -> page.path().endsWith("/secret"));
        assertThat(seen)
                .filteredOn(page -> page.page().select("#secret").val().equals(secret))
                .hasSize(1);
        assertThat(server()).hasLedger(REGISTERED).hasReceived(Operation.REGISTER, 1);
    }

    private Visitor seenBy(CompletableFuture<HttpResponse<String>> response) {
        return new Visitor(portal.uri()).show(Visitor.await(response));
    }

    @Test
    void formSentAgainWithSomethingElse_savesNothingMoreAndSaysSo() {
        ada.newClient("superpedometer");
        Visitor.await(ada.pressing("Register client"));

        ada.fill("client_name", "Round Pedometer").press("Register client"); // after the Back button

        assertThat(ada.main()).contains("Nothing more was saved", "begin with a new form");
        assertThat(portal.onlyClient().metadata().get("client_name").getAsString())
                .isEqualTo("Super Pedometer");
    }

    @Test
    void twoTabs_withTheSameSuffix_registerOnce() {
        server().fault(Fault.stall().on(Operation.REGISTER));
        ada.newClient("superpedometer");
        CompletableFuture<HttpResponse<String>> first = ada.pressing("Register client");
        server().faults().awaitStalled(1, Duration.ofSeconds(30));

        ada.register("superpedometer"); // the form of another tab, with a number of its own

        assertThat(ada.page().selectFirst("#suffix-error").text())
                .contains("You have a client with this suffix already");
        server().faults().release();
        Visitor.await(first);
        assertThat(server()).hasLedger(REGISTERED);
    }

    @Test
    void form_ofAnotherDeveloper_isNotTheirs() {
        ada.register("superpedometer");
        String id = ada.clientPath().substring("/clients/".length());
        Visitor bob = portal.signUp("bob").newClient("pedometer");
        bob.page().selectFirst("input[name=id]").val(id);

        bob.press("Register client");

        assertThat(bob.main()).doesNotContain("superpedometer");
        assertThat(server()).hasRegistered(1);
    }

    // ---- what cannot be kept

    @Test
    void clientThatCanBeNeitherKeptNorTakenBack_isShownAsLost() {
        ada.newClient("superpedometer");
        portal.sql("alter table client add constraint forgetful check (credentials is null)");
        server().fault(Fault.status(403).on(Operation.DELETE));

        ada.press("Register client");

        assertThat(ada.status()).isEqualTo(500);
        assertThat(ada.go("/clients").main()).contains("Credentials lost");
    }

    @Test
    void databaseThatFails_takesTheClientBack() {
        server().fault(Fault.stall().on(Operation.REGISTER));
        ada.newClient("superpedometer");
        CompletableFuture<HttpResponse<String>> saving = ada.pressing("Register client");
        server().faults().awaitStalled(1, Duration.ofSeconds(30));
        portal.sql("alter table client drop column trouble");

        server().faults().release();

        assertThat(Visitor.await(saving).statusCode()).isEqualTo(500);
        assertThat(server()).hasLedger(REGISTERED, DELETED);
    }
}
