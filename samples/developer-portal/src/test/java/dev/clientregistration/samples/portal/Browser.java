package dev.clientregistration.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium, without a window, as somebody uses it who reads the labels of fields and the words on buttons. */
final class Browser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private long pages;
    private URI portal = URI.create("about:blank");

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser start() {
        return start(Map.of());
    }

    static Browser withoutScripts() {
        return start(Map.of("profile.managed_default_content_settings.javascript", 2));
    }

    private static Browser start(Map<String, Object> preferences) {
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium").toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // which it needs where it runs as root
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,900",
                "--user-data-dir=" + newFolder());
        options.setExperimentalOption("prefs", preferences);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        // Named, so that Selenium looks for none and downloads none.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver"))
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    // ---- going about

    /** Somebody nobody knows, before the portal. */
    Browser visit(URI portal) {
        this.portal = portal;
        driver.manage().deleteAllCookies();
        console(); // of whatever was there before
        return this;
    }

    Browser go(String path) {
        driver.get(portal.resolve(path).toString());
        return this;
    }

    Browser signUp(String name) {
        return go("/sign-up")
                .type("Name", name)
                .type("Password", Visitor.PASSWORD)
                .press("Sign up");
    }

    Browser signIn(String name) {
        return go("/sign-in")
                .type("Name", name)
                .type("Password", Visitor.PASSWORD)
                .press("Sign in");
    }

    /** Fills in the form for a client that every server takes. */
    Browser newClient(String suffix) {
        return go("/clients/new")
                .type("Client id suffix", suffix)
                .type("Name", "Super Pedometer")
                .type("Callback URL 1", "https://app.example.com/callback");
    }

    /** Writes into the field of a label, in place of what is there. */
    Browser type(String label, String text) {
        WebElement input = field(label);
        input.clear();
        input.sendKeys(text);
        return this;
    }

    Browser choose(String label) {
        field(label).click();
        return this;
    }

    /** Presses a button and waits for the page that it leads to. */
    Browser press(String button) {
        WebElement pressed = button(button);
        return toAnotherPage(pressed::click);
    }

    Browser follow(String link) {
        WebElement followed = visible(By.tagName("a"))
                .filter(a -> named(a, link))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no link \"" + link + "\" in\n" + text()));
        return toAnotherPage(followed::click);
    }

    Browser doubleClick(String button) {
        new Actions(driver).doubleClick(button(button)).perform();
        return this;
    }

    /** Presses keys, wherever the focus is. */
    Browser keys(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    /** Presses keys that lead to another page. */
    Browser keysToAnotherPage(CharSequence... keys) {
        return toAnotherPage(() -> keys(keys));
    }

    /** Goes on with the tabulator until something of this name has the focus. */
    Browser tabTo(String name) {
        for (int i = 0; i < 60; i++) {
            keys(Keys.TAB);
            if (named(focused(), name)) {
                return this;
            }
        }
        throw new AssertionError("the tabulator does not lead to \"" + name + "\"");
    }

    Browser back() {
        return toAnotherPage(() -> driver.navigate().back());
    }

    Browser reload() {
        driver.navigate().refresh();
        return this;
    }

    Browser phone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
        return this;
    }

    Browser desktop() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        return this;
    }

    Browser colors(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** Lets pages write to the clipboard and the test read it. */
    Browser allowClipboard() {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        return this;
    }

    // ---- what is there to see

    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    String title() {
        return driver.getTitle();
    }

    /** What people see of the page's own part. */
    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    String value(String label) {
        return String.valueOf(field(label).getDomProperty("value"));
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    WebElement element(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> elements(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    Object script(String script) {
        return driver.executeScript(script);
    }

    String clipboard() {
        return String.valueOf(driver.executeAsyncScript("navigator.clipboard.readText().then(arguments[0])"));
    }

    Browser awaitText(String text) {
        new WebDriverWait(driver, PATIENCE).until(current -> text().contains(text));
        return this;
    }

    /** What the browser complains of since it was asked the last time. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Looks at a page as the reviewers of this portal do: its picture is kept, nothing is wrong with it. */
    Browser inspect(String name) {
        screenshot(name);
        assertThat(barriers()).as("barriers on " + name).isEmpty();
        assertThat(scrollsSideways()).as(name + " scrolls sideways").isFalse();
        assertThat(console()).as("console of " + name).isEmpty();
        return this;
    }

    boolean scrollsSideways() {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    /** What axe-core finds wrong with the page, by the Web Content Accessibility Guidelines and by good practice. */
    private List<?> barriers() {
        driver.executeScript(resource("/axe.min.js"));
        return (List<?>) driver.executeAsyncScript("""
                const done = arguments[0];
                axe.run(document).then(
                    result => done(result.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join(" "))),
                    error => done([String(error)]));""");
    }

    /** The whole page, not only what fits the window. */
    private void screenshot(String name) {
        Map<String, Object> metrics = driver.executeCdpCommand("Page.getLayoutMetrics", Map.of());
        Map<?, ?> size = (Map<?, ?>) metrics.get("cssContentSize");
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1)));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"),
                    Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    // ---- finding

    private WebElement field(String label) {
        WebElement element = driver.findElements(By.tagName("label")).stream()
                .filter(found ->
                        String.valueOf(found.getDomProperty("textContent")).equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field \"" + label + "\" in\n" + text()));
        return driver.findElement(By.id(element.getDomAttribute("for")));
    }

    private WebElement button(String text) {
        return visible(By.tagName("button"))
                .filter(button -> named(button, text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button \"" + text + "\" in\n" + text()));
    }

    private Stream<WebElement> visible(By by) {
        return driver.findElements(by).stream().filter(WebElement::isDisplayed);
    }

    /** By what a screen reader says. */
    private static boolean named(WebElement element, String name) {
        return element.getAccessibleName().equals(name);
    }

    /** Another page does not know the number that this one was given last. */
    private Browser toAnotherPage(Runnable action) {
        long number = ++pages;
        driver.executeScript("window.pageNumber = arguments[0]", number);
        action.run();
        new WebDriverWait(driver, PATIENCE)
                .ignoring(WebDriverException.class)
                .until(current -> Boolean.TRUE.equals(driver.executeScript(
                        "return window.pageNumber !== arguments[0] && document.readyState === 'complete'", number)));
        return this;
    }

    private static File onPath(String program) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .map(folder -> new File(folder, program))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(program + " is not on the PATH: Debian's packages chromium"
                        + " and chromium-driver have what these tests need"));
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("portal-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
