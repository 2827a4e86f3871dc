package dev.clientregistration.samples.portal;

import static dev.clientregistration.testing.LedgerEntry.Event.DELETED;
import static dev.clientregistration.testing.LedgerEntry.Event.REGISTERED;
import static dev.clientregistration.testing.LedgerEntry.Event.UPDATED;
import static dev.clientregistration.testing.assertj.RegistrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockAnswer;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** People before the portal: with mouse, keyboard, phone, and whatever goes wrong. Every page leaves its picture. */
@Timeout(300)
class PortalBrowserIT {
    private static Browser browser;

    @TempDir
    Path folder;

    private TestPortal portal;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void endBrowser() {
        browser.close();
    }

    @BeforeEach
    void start() {
        portal = TestPortal.start(folder);
        browser.desktop().colors("light").visit(portal.uri());
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    private MockRegistrationServer server() {
        return portal.server();
    }

    // ---- the walk

    @Test
    void walk_fromSignUpToTheEndOfAClient() {
        browser.go("/").inspect("01-sign-in");
        browser.follow("Sign up").inspect("02-sign-up");
        browser.type("Name", "ada").type("Password", Visitor.PASSWORD).press("Sign up");
        browser.inspect("03-my-clients-empty");

        browser.follow("Register your first client").inspect("04-client-details-new");
        browser.type("Client id suffix", "superpedometer")
                .type("Name", "Super Pedometer")
                .type("Callback URL 1", "https://app.example.com/callback")
                .press("Add a callback URL")
                .type("Callback URL 2", "https://staging.example.com/callback")
                .choose("hybrid")
                .type("Scopes", "openid profile agency_api")
                .inspect("05-client-details-filled-in")
                .press("Register client");

        assertThat(browser.value("Secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
        browser.inspect("06-client-secret-once");
        browser.reload();
        assertThat(browser.text())
                .contains("The secret of this client is hidden")
                .doesNotContain("The client is registered.");
        browser.inspect("07-client-secret-hidden");
        browser.press("Show the secret");
        assertThat(browser.value("Secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());

        browser.follow("Done");
        assertThat(browser.element("section.changes").getText()).contains("Client id", "superpedometer");
        browser.inspect("08-client-details");
        browser.type("Name", "Round Pedometer").press("Save changes");
        assertThat(browser.text()).contains("Your changes are saved.", "Round Pedometer");

        browser.follow("My clients");
        assertThat(browser.text())
                .contains("Round Pedometer", "Registered", portal.onlyClient().clientId());
        browser.inspect("09-my-clients");
        browser.follow("Delete Round Pedometer").inspect("10-delete");
        browser.press("Delete this client");
        assertThat(browser.text()).contains("You have no clients yet");
        assertThat(server()).hasLedger(REGISTERED, UPDATED, DELETED);
        browser.press("Sign out");
        assertThat(browser.text()).contains("You are signed out.");
    }

    // ---- refusals

    @Test
    void refusal_ofTheSuffix_isHeardFirstAndLeadsToTheField() {
        browser.signUp("ada").newClient("Super-Pedometer").press("Register client");

        assertThat(browser.title()).startsWith("Error: ");
        assertThat(browser.focused().getText()).contains("Nothing was saved", "character 1 is \"S\"");
        browser.inspect("11-refusal-of-the-suffix");
        browser.element("#problem a").click();
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("suffix");
        assertThat(server()).hasReceivedNothing();
    }

    @Test
    void refusal_ofACallbackUrl_isMarkedAtThatOne() {
        browser.signUp("ada")
                .newClient("superpedometer")
                .press("Add a callback URL")
                .type("Callback URL 2", "https://app.example.com/#fragment")
                .press("Register client");

        assertThat(browser.elements("[aria-invalid]"))
                .singleElement()
                .satisfies(input -> assertThat(input.getDomAttribute("id")).isEqualTo("callback_url-1"));
        browser.inspect("12-refusal-of-a-callback-url");
        browser.type("Callback URL 2", "https://app.example.com/second").press("Register client");
        assertThat(server()).hasRegistered(1);
    }

    @Test
    void refusal_ofScopes_isShownThere() {
        server().answerNext(MockAnswer.json(
                400, "{\"error\":\"invalid_scope\",\"error_description\":\"agency_api is not for you\"}"));

        browser.signUp("ada")
                .newClient("superpedometer")
                .type("Scopes", "agency_api")
                .press("Register client");

        assertThat(browser.element("#scope-error").getText()).contains("agency_api is not for you");
        browser.inspect("13-refusal-of-scopes");
    }

    @Test
    void refusal_ofThePortal_isNobodysField() {
        server().answerNext(MockAnswer.of(401));

        browser.signUp("ada").newClient("superpedometer").press("Register client");

        assertThat(browser.element("#problem").getText()).contains("does not let this portal register clients");
        browser.inspect("14-refusal-of-the-portal");
    }

    // ---- in doubt, down, gone

    @Test
    void unknownOutcome_saysWhatToDo_andAReloadRegistersNothing() {
        server().fault(Fault.dropAfterApplying().on(Operation.REGISTER));

        browser.signUp("ada").newClient("superpedometer").press("Register client");
        assertThat(browser.text()).contains("Nobody can know whether this client is registered");
        browser.inspect("15-in-doubt").reload();

        assertThat(server()).hasReceived(Operation.REGISTER, 1);
        browser.go("/clients").inspect("16-my-clients-in-doubt");
        browser.follow("Details of Super Pedometer").press("Register again");
        assertThat(browser.path()).endsWith("/secret");
        assertThat(server()).hasReceived(Operation.REGISTER, 2);
    }

    @Test
    void answerThatCannotBeUsed_saysWhatToDo() {
        server().fault(Fault.garbageJson().on(Operation.REGISTER));

        browser.signUp("ada").newClient("superpedometer").press("Register client");

        assertThat(browser.text()).contains("its credentials are lost");
        browser.inspect("17-credentials-lost");
    }

    @Test
    void serverDown_keepsWhatWasTyped_andTheListSaysSo() {
        browser.signUp("ada").newClient("superpedometer").press("Register client");
        browser.newClient("second");
        server().close();

        browser.press("Register client");
        assertThat(browser.text()).contains("The server cannot be reached", "what you have typed is still here");
        assertThat(browser.value("Client id suffix")).isEqualTo("second");
        browser.inspect("18-server-down");

        browser.go("/clients");
        assertThat(browser.text()).contains("Not read back");
        browser.inspect("19-my-clients-server-down");
    }

    @Test
    void sessionOver_whileAFormIsFilledIn_showsWhatWasTyped() {
        browser.signUp("ada").newClient("superpedometer");
        portal.clock.advance(Sessions.LONGEST_PAUSE.plusSeconds(1));

        browser.press("Register client");

        assertThat(browser.console()).singleElement().asString().contains("403");
        assertThat(browser.text()).contains("This form is out of date", "What you have typed", "superpedometer");
        browser.inspect("22-form-out-of-date");
    }

    @Test
    void restart_inBetween_everythingIsThereAgain() {
        browser.signUp("ada").newClient("superpedometer").press("Register client");
        browser.newClient("second");

        portal.restart(Map.of());

        browser.visit(portal.uri()).signIn("ada");
        assertThat(browser.text()).contains("Super Pedometer", "Registered");
        browser.follow("Secret of Super Pedometer").press("Show the secret");
        assertThat(browser.value("Secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
    }

    @Test
    void restart_ofTheServerThatForgets_offersToRegisterAgain() {
        browser.signUp("ada").newClient("superpedometer").press("Register client");
        server().reset();

        browser.go("/clients").inspect("20-my-clients-gone");
        browser.follow("Details of Super Pedometer").inspect("21-gone");
        browser.press("Register again");

        assertThat(browser.value("Secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
    }

    // ---- once

    @Test
    void doubleClick_onSave_registersOnce() {
        server().fault(Fault.stall().on(Operation.REGISTER));
        browser.signUp("ada").newClient("superpedometer");
        // Meanwhile, since the driver may wait for the page that a click leads to.
        CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> {
            server().faults().awaitStalled(1, Duration.ofSeconds(60));
            server().faults().release();
        });

        browser.doubleClick("Register client");

        answer.join();
        browser.awaitText("Secret");
        assertThat(browser.value("Secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
        assertThat(server()).hasLedger(REGISTERED).hasReceived(Operation.REGISTER, 1);
    }

    @Test
    void backAndSaveAgain_registersOnce() {
        browser.signUp("ada")
                .newClient("superpedometer")
                .press("Register client")
                .back();

        browser.press("Register client");

        assertThat(server()).hasReceived(Operation.REGISTER, 1);
        assertThat(browser.text()).contains("Super Pedometer");
    }

    // ---- two developers

    @Test
    void twoDevelopers_neverSeeEachOthersClients() {
        browser.signUp("ada").newClient("superpedometer").press("Register client");
        String path = browser.path();

        try (Browser bobs = Browser.start()) {
            bobs.visit(portal.uri()).signUp("bob");
            assertThat(bobs.text()).contains("You have no clients yet");
            bobs.go(path);
            assertThat(bobs.text()).contains("Not found").doesNotContain("Pedometer");
            bobs.newClient("superpedometer").press("Register client");
            assertThat(bobs.path()).endsWith("/secret");
        }

        assertThat(server()).hasRegistered(2);
    }

    // ---- secrets

    @Test
    void secret_isCopied() {
        browser.signUp("ada")
                .newClient("superpedometer")
                .press("Register client")
                .allowClipboard();

        browser.element("button.copy").click();

        browser.awaitText("Copied.");
        assertThat(browser.clipboard())
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
    }

    @Test
    void secret_isNotInTheHistoryOfTheBrowser() {
        browser.signUp("ada").newClient("superpedometer").press("Register client");
        String secret = portal.onlyClient().clientSecret().orElseThrow();
        browser.follow("Done").back().awaitText("The secret of this client is hidden");

        browser.press("Show the secret").press("Sign out").back();
        assertThat(browser.script("return document.documentElement.outerHTML").toString())
                .doesNotContain(secret);
    }

    // ---- hands and eyes

    @Test
    void keyboardAlone_isEnough() {
        browser.go("/sign-up")
                .tabTo("Skip to content")
                .keys(Keys.ENTER)
                .tabTo("Name")
                .keys("ada", Keys.TAB, Visitor.PASSWORD)
                .keysToAnotherPage(Keys.ENTER);
        browser.tabTo("New client").keysToAnotherPage(Keys.ENTER);
        browser.tabTo("Client id suffix")
                .keys("superpedometer", Keys.TAB, "Super Pedometer", Keys.TAB, "https://app.example.com/callback");
        browser.tabTo("Add a callback URL").keysToAnotherPage(Keys.SPACE);
        browser.keys("https://app.example.com/second"); // the new field has the focus
        browser.tabTo("authorization_code").keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        browser.tabTo("Register client").keysToAnotherPage(Keys.ENTER);

        assertThat(portal.onlyClient().metadata().get("redirect_uris").toString())
                .isEqualTo("[\"https://app.example.com/callback\",\"https://app.example.com/second\"]");
        assertThat(portal.onlyClient().metadata().get("grant_types").toString())
                .isEqualTo("[\"authorization_code\",\"implicit\"]");
        browser.tabTo("Client details").keysToAnotherPage(Keys.ENTER);
        browser.tabTo("Delete").keysToAnotherPage(Keys.ENTER);
        browser.tabTo("Delete this client").keysToAnotherPage(Keys.ENTER);
        assertThat(server()).hasNoClients();
    }

    @Test
    void enter_inAnyField_savesAndRemovesNothing() {
        browser.signUp("ada").newClient("superpedometer").keysToAnotherPage(Keys.ENTER);

        assertThat(server()).hasRegistered(1);
        assertThat(portal.onlyClient().metadata().get("redirect_uris").toString())
                .isEqualTo("[\"https://app.example.com/callback\"]");
    }

    @Test
    void focus_canBeSeen() {
        browser.signUp("ada").go("/clients/new").tabTo("Client id suffix");

        assertThat(browser.focused().getCssValue("outline-style")).isEqualTo("solid");
        assertThat(browser.focused().getCssValue("outline-width")).isEqualTo("3px");
    }

    @Test
    void phone_fitsEveryPage() {
        browser.phone().go("/sign-in").inspect("30-phone-sign-in");
        browser.signUp("ada").inspect("31-phone-my-clients-empty");
        browser.newClient("superpedometer")
                .inspect("32-phone-client-details-new")
                .press("Register client");
        browser.inspect("33-phone-client-secret");
        browser.follow("Client details").inspect("34-phone-client-details");
        browser.follow("Delete").inspect("35-phone-delete");
        browser.go("/clients").inspect("36-phone-my-clients");
        server().reset();
        browser.follow("Details of Super Pedometer").inspect("37-phone-gone");
        browser.newClient("Super-Pedometer").press("Register client").inspect("38-phone-refusal");
    }

    @Test
    void darkColors_haveContrastToo() {
        browser.colors("dark").go("/sign-in").inspect("40-dark-sign-in");
        browser.signUp("ada").newClient("superpedometer").press("Register client");
        browser.inspect("41-dark-client-secret");
        browser.follow("Client details").inspect("42-dark-client-details");
        browser.follow("Delete").inspect("43-dark-delete");
        browser.newClient("Super-Pedometer").press("Register client").inspect("44-dark-refusal");
        server().reset();
        browser.go("/clients").inspect("45-dark-my-clients-gone");
        browser.follow("Details of Super Pedometer").inspect("46-dark-gone");
    }

    @Test
    void withoutScripts_everythingWorksButTheCopyButton() {
        try (Browser plain = Browser.withoutScripts()) {
            plain.visit(portal.uri()).signUp("ada").newClient("superpedometer");
            plain.press("Add a callback URL")
                    .type("Callback URL 2", "https://app.example.com/second")
                    .press("Remove callback URL 1")
                    .press("Register client");

            assertThat(plain.value("Secret"))
                    .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
            assertThat(plain.element("button.copy").isDisplayed()).isFalse();
            assertThat(portal.onlyClient().metadata().get("redirect_uris").toString())
                    .isEqualTo("[\"https://app.example.com/second\"]");
        }
    }
}
