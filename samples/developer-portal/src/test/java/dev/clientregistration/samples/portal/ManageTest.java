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
import dev.clientregistration.testing.Quirk;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that there is: the list, its details, its secret, its end. */
@Timeout(120)
class ManageTest {
    @TempDir
    Path folder;

    private TestPortal portal;
    private Visitor ada;

    /** A portal beside such a server, and somebody with a client there, looking at its details. */
    private void start(MockRegistrationServer.Builder server, Map<String, String> variables) {
        portal = TestPortal.start(folder, server.start(), variables);
        ada = portal.signUp("ada").register("superpedometer").follow("Client details");
    }

    private void start() {
        start(MockRegistrationServer.builder(), Map.of());
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    private MockRegistrationServer server() {
        return portal.server();
    }

    private String changes() {
        return ada.page().selectFirst("section.changes").text();
    }

    // ---- My clients

    @Test
    void list_isReadBackFromTheServer() {
        start();
        String clientId = portal.onlyClient().clientId();

        ada.go("/clients");

        assertThat(ada.main()).contains("Super Pedometer", "Registered", clientId);
        assertThat(server()).lastExchange().asksFor(Operation.GET).hasStatus(200);
    }

    @Test
    void list_oneOfThreeIsGone_showsAllThree() {
        start();
        portal.clock.advance(Duration.ofSeconds(1));
        ada.register("second");
        portal.clock.advance(Duration.ofSeconds(1));
        ada.register("third");
        server().remove(server().clients().get(1).clientId());

        ada.go("/clients");

        assertThat(ada.page().select(".status").eachText())
                .containsExactly("Registered", "Unknown to the server", "Registered");
    }

    @Test
    void list_serverDown_showsWhatItSaidTheLastTime() {
        start();
        String clientId = portal.onlyClient().clientId();
        server().close();

        ada.go("/clients");

        assertThat(ada.main()).contains("Not read back", "The server cannot be reached", "the last time", clientId);
    }

    @Test
    void restart_everythingIsThereAgain() {
        start();
        portal.restart(Map.of());

        Visitor again = new Visitor(portal.uri()).signIn("ada");

        assertThat(again.main())
                .contains("Super Pedometer", "Registered", portal.onlyClient().clientId());
    }

    @Test
    void rotatedToken_isUsedTheNextTime() {
        start(MockRegistrationServer.builder().rotateRegistrationAccessTokenOnRead(true), Map.of());

        ada.go("/clients").go("/clients").go("/clients");

        assertThat(ada.main()).contains("Registered");
    }

    @Test
    void rotatedToken_manyTabsAtOnce_isNeverLost() {
        start(
                MockRegistrationServer.builder()
                        .rotateRegistrationAccessTokenOnRead(true)
                        .rotateRegistrationAccessTokenOnUpdate(true),
                Map.of());
        CompletableFuture<?>[] tabs = new CompletableFuture<?>[8];
        for (int i = 0; i < tabs.length; i++) {
            tabs[i] = ada.pressing("Save changes");
        }
        CompletableFuture.allOf(tabs).join();

        assertThat(ada.go("/clients").main()).contains("Registered").doesNotContain("Unknown to the server");
    }

    // ---- Client Details

    @Test
    void details_changed_areSavedAndShown() {
        start();

        ada.fill("client_name", "Round Pedometer").choose("hybrid").press("Save changes");

        assertThat(ada.main()).contains("Your changes are saved.", "Round Pedometer");
        assertThat(portal.onlyClient().metadata().get("client_name").getAsString())
                .isEqualTo("Round Pedometer");
        assertThat(ada.page().selectFirst("#flow-hybrid").hasAttr("checked")).isTrue();
        assertThat(server()).hasUpdated(1);
    }

    @Test
    void details_emptied_areRemovedAtTheServer() {
        start();

        ada.fill("client_name", "").press("Save changes");

        assertThat(portal.onlyClient().metadata().has("client_name")).isFalse();
        assertThat(ada.page().selectFirst("h1").text()).isEqualTo("superpedometer");
    }

    @Test
    void details_membersThatTheFormDoesNotShow_stayAsTheyAre() {
        start();
        server().answerNext(MockAnswer.json(200, onlyClientWith("\"vendor_member\":{\"a\":[1.50]}")));
        ada.go(ada.path());

        ada.press("Save changes");

        assertThat(server().exchanges().stream()
                        .filter(exchange -> exchange.method().equals("PUT")))
                .singleElement()
                .satisfies(exchange ->
                        assertThat(exchange.reveal().requestBody()).contains("\"vendor_member\":{\"a\":[1.50]}"));
    }

    private String onlyClientWith(String member) {
        return "{\"client_id\":\"" + portal.onlyClient().clientId() + "\"," + member
                + ",\"client_name\":\"Super Pedometer\"," + "\"redirect_uris\":[\"https://app.example.com/callback\"]}";
    }

    @Test
    void details_whatTheServerChanged_isShownBesideWhatWasAskedFor() {
        start();
        MockAnswer answer = MockAnswer.json(200, onlyClientWith("\"scope\":\"openid\",\"vendor_member\":true"));
        server().answerNext(answer); // to the update
        server().answerNext(answer); // to the read for the page that follows

        ada.fill("scope", "openid agency_api")
                .fill("logo_uri", "https://app.example.com/l.png")
                .press("Save changes");

        assertThat(changes())
                .contains("Scopes openid agency_api openid")
                .contains("Logo URL https://app.example.com/l.png left out of its answer")
                .contains("The server added 1 member of its own vendor_member");
    }

    @Test
    void details_valuesThatTheServerAdded_areNotShown() {
        start();
        server().answerNext(MockAnswer.json(200, onlyClientWith("\"client_secrets\":[{\"value\":\"s3cr3t\"}]")));

        ada.go(ada.path());

        assertThat(changes()).contains("client_secrets");
        assertThat(ada.page().html()).doesNotContain("s3cr3t");
    }

    @Test
    void details_publicClientMadeConfidential_isCalledUnusable() {
        portal = TestPortal.start(
                folder,
                MockRegistrationServer.builder()
                        .quirks(Quirk.NONE_BECOMES_BASIC)
                        .start(),
                Map.of());
        ada = portal.signUp("ada")
                .newClient("superpedometer")
                .choose("implicit")
                .press("Register client")
                .follow("Client details");

        assertThat(changes()).contains("This client cannot be used as you asked for it", "client_secret_basic");
    }

    @Test
    void update_refused_changesNothingAndKeepsTheForm() {
        start();

        ada.fill("callback_url-0", "https://app.example.com/#x").press("Save changes");

        assertThat(ada.page().selectFirst("#callback_url-error").text()).contains("must not have a fragment");
        assertThat(ada.value("callback_url-0")).isEqualTo("https://app.example.com/#x");
        assertThat(ada.go(ada.path()).value("callback_url-0")).isEqualTo("https://app.example.com/callback");
        assertThat(server()).hasUpdated(0);
    }

    @Test
    void update_lostReplies_saysThatNobodyKnowsAndShowsWhatTheServerHas() {
        start();
        server().fault(Fault.dropAfterApplying().on(Operation.UPDATE).always());

        ada.fill("client_name", "Round Pedometer").press("Save changes");

        assertThat(ada.main()).contains("Nobody can know whether your changes were saved");
        assertThat(ada.page().selectFirst("h1").text()).isEqualTo("Round Pedometer");
    }

    @Test
    void update_lostReplyAndNotApplied_showsThatTheServerHasTheOldOne() {
        start();
        server().fault(Fault.dropAfterReading().on(Operation.UPDATE).always());

        ada.fill("client_name", "Round Pedometer").press("Save changes");

        assertThat(changes()).contains("Name Round Pedometer Super Pedometer");
        assertThat(ada.value("client_name")).isEqualTo("Round Pedometer");
    }

    @Test
    void update_whatAnotherTabHasChanged_isNotOverwrittenUnseen() {
        start();
        Visitor otherTab = new Visitor(portal.uri()).signIn("ada").go(ada.path());
        otherTab.fill("client_name", "Round Pedometer").press("Save changes");

        ada.fill("client_name", "Square Pedometer").press("Save changes");

        assertThat(ada.main()).contains("was changed since you opened its page");
        assertThat(ada.value("client_name")).isEqualTo("Round Pedometer");
        assertThat(server()).hasUpdated(1);
    }

    @Test
    void update_doubleClick_savesOnce() {
        start();
        CompletableFuture<HttpResponse<String>> first = ada.pressing("Save changes");
        CompletableFuture<HttpResponse<String>> second = ada.pressing("Save changes");

        assertThat(Visitor.await(first).body() + Visitor.await(second).body())
                .contains("Your changes are saved.")
                .doesNotContain("Nothing was saved");
        assertThat(server()).hasLedger(REGISTERED, UPDATED);
    }

    @Test
    void update_thatBringsANewSecret_showsItOnce() {
        start(MockRegistrationServer.builder().rotateSecretOnUpdate(true), Map.of());

        ada.press("Save changes");

        assertThat(ada.path()).endsWith("/secret");
        assertThat(ada.value("secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
    }

    // ---- gone

    @Test
    void gone_isSaidAndCanBeRegisteredAgainWithWhatItHad() {
        start();
        server().remove(portal.onlyClient().clientId());

        ada.go(ada.path());
        assertThat(ada.main()).contains("The server does not know this client any more");
        ada.press("Register again");

        assertThat(ada.path()).endsWith("/secret");
        assertThat(ada.value("secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
        assertThat(portal.onlyClient().metadata().get("client_name").getAsString())
                .isEqualTo("Super Pedometer");
        assertThat(ada.go("/clients").main()).contains("Registered").doesNotContain("Unknown to the server");
    }

    @Test
    void gone_whileItIsChanged_offersToRegisterWhatWasTyped() {
        start();
        server().remove(portal.onlyClient().clientId());

        ada.fill("client_name", "Round Pedometer").press("Save changes");

        assertThat(ada.main()).contains("The server does not know this client any more");
        assertThat(ada.value("client_name")).isEqualTo("Round Pedometer");
        ada.press("Register again");
        assertThat(portal.onlyClient().metadata().get("client_name").getAsString())
                .isEqualTo("Round Pedometer");
    }

    @Test
    void gone_registeredAgainAndLost_isInDoubt() {
        start();
        server().remove(portal.onlyClient().clientId());
        ada.go(ada.path());
        server().fault(Fault.dropAfterApplying().on(Operation.REGISTER));

        ada.press("Register again");

        assertThat(ada.main()).contains("Nobody can know whether this client is registered");
    }

    @Test
    void gone_butBackAgain_isNotRegisteredTwice() {
        start();
        server().answerNext(MockAnswer.of(401)); // a server that errs
        ada.go(ada.path());

        ada.press("Register again");

        assertThat(ada.main()).contains("Nothing was registered: the client is not lost");
        assertThat(server()).hasLedger(REGISTERED);
    }

    @Test
    void gone_canBeTakenOffTheList() {
        start();
        server().remove(portal.onlyClient().clientId());

        ada.go(ada.path()).follow("Delete").press("Take it off my list");

        assertThat(ada.main()).contains("off your list", "You have no clients yet");
    }

    @Test
    void gone_registeredAgainWhileItIsTakenOffTheList_stays() {
        start();
        server().remove(portal.onlyClient().clientId());
        Visitor otherTab = new Visitor(portal.uri()).signIn("ada").go(ada.path() + "/delete");
        ada.go(ada.path());
        server().fault(Fault.stall().on(Operation.GET).times(1));
        CompletableFuture<HttpResponse<String>> forgetting = otherTab.pressing("Take it off my list");
        server().faults().awaitStalled(1, Duration.ofSeconds(30));
        CompletableFuture<HttpResponse<String>> saving = ada.pressing("Register again");
        portal.awaitTurn();

        server().faults().release();

        otherTab.show(Visitor.await(forgetting));
        ada.show(Visitor.await(saving));
        assertThat(otherTab.main().contains("off your list"))
                .isNotEqualTo(server().clients().size() == 1);
    }

    @Test
    void gone_whenThePortalWasKilledWhileRegisteringAgain_isInDoubtWithoutTheOldSecret() {
        start();
        portal.sql("update client set state = 'REGISTERING'"); // as it stood while the server had not answered

        portal.restart(Map.of());

        Visitor again = new Visitor(portal.uri()).signIn("ada");
        assertThat(again.main()).contains("In doubt").doesNotContain("Client id", "Secret");
    }

    @Test
    void gone_saidByNotFound_isUnderstoodToo() {
        start(MockRegistrationServer.builder().quirks(Quirk.NOT_FOUND_FOR_UNKNOWN_CLIENT), Map.of());
        server().remove(portal.onlyClient().clientId());

        assertThat(ada.go("/clients").main()).contains("Unknown to the server");
    }

    @Test
    void anotherServer_isNotAskedAboutClientsOfTheOldOne() {
        start();
        try (MockRegistrationServer other = MockRegistrationServer.start()) {
            portal.restart(
                    Map.of("REGISTRATION_ENDPOINT", other.registrationEndpoint().toString()));
            Visitor again = new Visitor(portal.uri()).signIn("ada");
            assertThat(again.main())
                    .contains(
                            "At another server", server().registrationEndpoint().toString());
            again.follow("Super Pedometer");
            assertThat(other.exchanges()).isEmpty();

            again.press("Register again");

            assertThat(other).hasRegistered(1);
            assertThat(again.go("/clients").main()).contains("Registered");
        }
    }

    // ---- Client Secret

    @Test
    void secret_isShownOnceAndAfterwardsOnPurpose() {
        start();
        String secret = portal.onlyClient().clientSecret().orElseThrow();

        ada.follow("Client secret");
        assertThat(ada.main()).contains("The secret of this client is hidden");
        assertThat(ada.page().html()).doesNotContain(secret);
        ada.press("Show the secret");

        assertThat(ada.value("secret")).isEqualTo(secret);
        assertThat(ada.main()).contains("This secret does not expire.");
        assertThat(ada.response().headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    @Test
    void secret_expiry_isTold() {
        TestClock clock = new TestClock();
        start(MockRegistrationServer.builder().clock(clock).secretLifetime(Duration.ofDays(30)), Map.of());

        ada.go(ada.path() + "/secret");
        assertThat(ada.main()).contains("This secret expires on 31 January 2030, 12:00 UTC.");

        portal.clock.advance(Duration.ofDays(30));
        ada.signIn("ada").go(ada.page().selectFirst(".client a").attr("href") + "/secret");
        assertThat(ada.main()).contains("This secret expired on 31 January 2030", "Others need a new client");
        assertThat(ada.go("/clients").main()).contains("Its secret has expired");
    }

    @Test
    void secret_expiryThatTheServerDoesNotTell_isNotCalledNever() {
        start(MockRegistrationServer.builder().quirks(Quirk.SECRET_WITHOUT_EXPIRY), Map.of());

        assertThat(ada.follow("Client secret").main()).contains("The server does not say when this secret expires.");
    }

    @Test
    void secret_thatTheServerTellsOnce_isKept() {
        start(MockRegistrationServer.builder().quirks(Quirk.SECRET_TOLD_ONCE, Quirk.TOKEN_TOLD_ONCE), Map.of());

        ada.go("/clients").follow("Super Pedometer").follow("Client secret").press("Show the secret");

        assertThat(ada.value("secret"))
                .isEqualTo(portal.onlyClient().clientSecret().orElseThrow());
    }

    // ---- delete

    @Test
    void delete_asksFirst() {
        start();

        ada.follow("Delete");

        assertThat(ada.main()).contains("This cannot be undone");
        assertThat(server()).hasClients(1);
        ada.press("Delete this client");
        assertThat(ada.main()).contains("Deleted: the client id and its secret are of no use any more.");
        assertThat(server()).hasLedger(REGISTERED, DELETED).hasNoClients();
    }

    @Test
    void delete_serverDown_keepsTheClient() {
        start();
        ada.follow("Delete");
        server().close();

        ada.press("Delete this client");

        assertThat(ada.page().selectFirst(".problem").text()).contains("cannot be reached", "Nothing was deleted");
        assertThat(ada.go("/clients").main()).contains("Super Pedometer");
    }

    @Test
    void delete_lostReply_isFoundOutBySendingItAgain() {
        start();
        server().fault(Fault.dropAfterApplying().on(Operation.DELETE));

        ada.follow("Delete").press("Delete this client");

        assertThat(ada.path()).isEqualTo("/clients");
        assertThat(ada.main()).contains("You have no clients yet");
    }

    @Test
    void delete_inDoubt_canBeRepeated() {
        start();
        server().fault(Fault.dropAfterReading().on(Operation.DELETE).times(3));

        ada.follow("Delete").press("Delete this client");
        assertThat(ada.page().selectFirst(".problem").text()).contains("deleting again does no harm");
        ada.press("Delete this client");

        assertThat(server()).hasNoClients();
    }

    @Test
    void forget_aClientThatCanBeDeleted_isRefused() {
        start();
        String csrf = ada.page().selectFirst("input[name=csrf]").val();

        ada.show(Visitor.await(ada.post(ada.path() + "/forget", "csrf=" + csrf)));

        assertThat(ada.main()).contains("it would be wrong to forget it");
        assertThat(ada.go("/clients").main()).contains("Super Pedometer");
    }

    // ---- servers that can less

    @Test
    void serverThatOnlyRegisters_isAskedForNothingElse() {
        start(MockRegistrationServer.builder().quirks(Quirk.NO_MANAGEMENT), Map.of("PROFILE", "nevis-meta"));
        int received = server().exchanges().size();

        assertThat(ada.go("/clients").main()).contains("Cannot be read back", "Super Pedometer");
        ada.follow("Super Pedometer");
        assertThat(ada.page().select("fieldset[disabled]")).hasSize(1);
        assertThat(ada.follow("Delete").main()).contains("does not let the portal delete clients");
        assertThat(server().exchanges()).hasSize(received);
        ada.press("Take it off my list");
        assertThat(ada.main()).contains("You have no clients yet");
    }

    @Test
    void protectedServer_isGivenTheInitialAccessToken() {
        start(
                MockRegistrationServer.builder().initialAccessToken("token-of-the-test"),
                Map.of("INITIAL_ACCESS_TOKEN", "token-of-the-test"));

        assertThat(server()).hasRegistered(1);
    }

    private void startWithRegistrar(String secret) {
        MockRegistrationServer server = MockRegistrationServer.builder()
                .registrar("registrar", "its secret")
                .start();
        portal = TestPortal.start(
                folder,
                server,
                Map.of(
                        "REGISTRATION_ENDPOINT",
                        "",
                        "ISSUER",
                        server.issuer().toString(),
                        "REGISTRAR_CLIENT_ID",
                        "registrar",
                        "REGISTRAR_CLIENT_SECRET",
                        secret));
    }

    @Test
    void protectedServer_givesATokenForClientCredentials() {
        startWithRegistrar("its secret");

        portal.signUp("ada").register("superpedometer");

        assertThat(server()).hasRegistered(1);
    }

    @Test
    void tokenThatCannotBeHad_saysSoAndSavesNothing() {
        startWithRegistrar("another secret");

        ada = portal.signUp("ada").register("superpedometer");

        assertThat(ada.page().selectFirst("#problem").text())
                .contains("did not get the token that it needs", "Nothing was saved");
        assertThat(ada.page().html()).doesNotContain("another secret");
    }

    // ---- others

    @Test
    void clientOfAnotherDeveloper_isNotFound() {
        start();
        String path = ada.path();
        Visitor bob = portal.signUp("bob");
        String csrf = bob.page().selectFirst("input[name=csrf]").val();

        for (String page : new String[] {"", "/secret", "/delete"}) {
            assertThat(bob.go(path + page).status()).isEqualTo(404);
            assertThat(bob.main())
                    .doesNotContain("Pedometer")
                    .doesNotContain(portal.onlyClient().clientId());
        }
        String form = "csrf=" + csrf + "&suffix=superpedometer&flow=implicit&action=";
        for (String action : new String[] {"save", "add"}) {
            assertThat(Visitor.await(bob.post(path, form + action)).statusCode())
                    .isEqualTo(404);
        }
        for (String action : new String[] {"/secret", "/forget"}) {
            assertThat(Visitor.await(bob.post(path + action, "csrf=" + csrf)).statusCode())
                    .isEqualTo(404);
        }
        Visitor.await(bob.post(path + "/delete", "csrf=" + csrf));
        assertThat(bob.go("/clients").main()).contains("You have no clients yet");
        assertThat(server()).hasLedger(REGISTERED).hasClients(1);
    }
}
