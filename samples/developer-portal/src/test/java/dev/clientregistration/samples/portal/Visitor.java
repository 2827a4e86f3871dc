package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.helper.HttpConnection;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** Somebody with a browser that runs no scripts: looks at a page, fills in its form, presses a button. */
final class Visitor {
    static final String PASSWORD = "correct horse battery";

    private final URI portal;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private HttpResponse<String> response;
    private Document page;

    Visitor(URI portal) {
        this.portal = portal;
    }

    // ---- going about

    Visitor go(String path) {
        return show(await(request(HttpRequest.newBuilder(portal.resolve(path)))));
    }

    /** Follows the first link that reads so. */
    Visitor follow(String text) {
        Element link = page.select("a").stream()
                .filter(a -> a.text().equals(text) || a.ownText().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link \"" + text + "\" in\n" + page.text()));
        return go(link.attr("href"));
    }

    Visitor fill(String input, String value) {
        Element element = page.selectFirst("#" + input);
        assertThat(element).as("input " + input + " in\n" + page.text()).isNotNull();
        if (element.attr("type").equals("radio")) {
            page.select("[name=" + element.attr("name") + "]").removeAttr("checked");
            element.attr("checked", true);
        } else {
            element.val(value);
        }
        return this;
    }

    /** Chooses a flow by its name. */
    Visitor choose(String flow) {
        return fill("flow-" + flow, flow);
    }

    /** Presses the first button that reads so, and follows where it leads. */
    Visitor press(String button) {
        return show(await(pressing(button)));
    }

    /** Presses a button and does not wait; the page stays as it is. */
    CompletableFuture<HttpResponse<String>> pressing(String button) {
        Element element = page.select("button").stream()
                .filter(found -> found.text().equals(button))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button \"" + button + "\" in\n" + page.text()));
        FormElement form = (FormElement) element.closest("form");
        List<KeyVal> values = new ArrayList<>(form.formData());
        if (!element.attr("name").isEmpty()) {
            values.add(HttpConnection.KeyVal.create(element.attr("name"), element.val()));
        }
        return post(
                form.attr("action"),
                values.stream()
                        .map(value -> encoded(value.key()) + "=" + encoded(value.value()))
                        .collect(Collectors.joining("&")));
    }

    CompletableFuture<HttpResponse<String>> post(String path, String body) {
        return post(path, body, "same-origin");
    }

    /** Sends a form of a page of such a site, as browsers call it; null for a browser that does not say. */
    CompletableFuture<HttpResponse<String>> post(String path, String body, @Nullable String site) {
        HttpRequest.Builder request = form(path, "application/x-www-form-urlencoded", body);
        return request(site == null ? request : request.header("Sec-Fetch-Site", site));
    }

    /** Sends a form of another type. */
    CompletableFuture<HttpResponse<String>> postAs(String path, String type, String body) {
        return request(form(path, type, body));
    }

    private HttpRequest.Builder form(String path, String type, String body) {
        return HttpRequest.newBuilder(portal.resolve(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** Takes a response for the page that is looked at. */
    Visitor show(HttpResponse<String> response) {
        this.response = response;
        page = Jsoup.parse(response.body(), response.uri().toString());
        return this;
    }

    // ---- what visitors do

    Visitor signUp(String name) {
        return go("/sign-up").fill("name", name).fill("password", PASSWORD).press("Sign up");
    }

    Visitor signIn(String name) {
        return go("/sign-in").fill("name", name).fill("password", PASSWORD).press("Sign in");
    }

    /** Fills in the form for a client that every server takes. */
    Visitor newClient(String suffix) {
        return go("/clients/new")
                .fill("suffix", suffix)
                .fill("client_name", "Super Pedometer")
                .fill("callback_url-0", "https://app.example.com/callback");
    }

    /** Registers a client that every server takes. */
    Visitor register(String suffix) {
        return newClient(suffix).press("Register client");
    }

    // ---- what is there to see

    Document page() {
        return page;
    }

    /** The text of the page, as people read it. */
    String text() {
        return page.text();
    }

    String main() {
        return page.selectFirst("main").text();
    }

    String title() {
        return page.title();
    }

    int status() {
        return response.statusCode();
    }

    String path() {
        return response.uri().getPath();
    }

    /** The path of the client whose page is looked at. */
    String clientPath() {
        return path().replaceAll("(/clients/[0-9a-f-]{36}).*", "$1");
    }

    String value(String input) {
        return page.selectFirst("#" + input).val();
    }

    HttpResponse<String> response() {
        return response;
    }

    List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    static HttpResponse<String> await(CompletableFuture<HttpResponse<String>> response) {
        return response.join();
    }

    private CompletableFuture<HttpResponse<String>> request(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
