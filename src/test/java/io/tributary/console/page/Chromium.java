package io.tributary.console.page;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.gateway.Pages;
import io.tributary.local.LocalServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium that looks at the console. */
final class Chromium implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Warns of a part of Selenium that is not used here. Held, or it would be forgotten again. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; where there is none the test is skipped, but with CI=true it fails. */
  static Chromium start() {
    Path chromium = installed("chromium").or(() -> installed("google-chrome")).orElse(null);
    Path service = installed("chromedriver").orElse(null);
    if (chromium == null || service == null) {
      String missing = chromium == null ? "chromium is not installed" : "chromedriver is missing";
      if ("true".equals(System.getenv("CI"))) {
        fail(missing + ", and with CI=true this is not skipped");
      }
      abort(missing);
    }
    SELENIUM.setLevel(Level.SEVERE);
    return new Chromium(
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(service.toFile())
                .usingAnyFreePort()
                .build(),
            options(chromium)));
  }

  private static ChromeOptions options(Path chromium) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions().setBinary(chromium.toFile());
    // A container has neither what the sandbox asks of the kernel nor much shared memory.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  private static Optional<Path> installed(String tool) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv("PATH"))
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens the console of a cloud as in a new window, and waits until it is connected. */
  Chromium open(LocalServer server) {
    return open(server, "");
  }

  /**
   * The address of an event by its number; the console's own names of its run tell the rest.
   *
   * @param number of an event that need not be there, in a cloud with at least one
   */
  static String event(LocalServer server, long number) {
    URI events = server.endpoint().resolve(Pages.PATH + "api/events");
    try {
      String listed = JSON.readTree(events.toURL()).at("/events/0/event").asText();
      return "#event/" + listed.replaceFirst("-.*", "-" + number);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Opens what an address of the console names, such as {@code #send}. */
  Chromium open(LocalServer server, String fragment) {
    return open(server.endpoint().resolve(Pages.PATH + fragment));
  }

  /** Opens a page of the console as in a new window, and waits until it is ready. */
  Chromium open(URI page) {
    load(page);
    until(
        "the page is ready",
        () -> all("[data-state=live]#connection, [data-state=replay]#connection").size() == 1);
    return this;
  }

  /** Opens a page of the console as in a new window, connected or not. */
  void load(URI page) {
    driver.get("about:blank");
    driver.executeCdpCommand(
        "Storage.clearDataForOrigin",
        Map.of("origin", page.resolve("/").toString(), "storageTypes", "local_storage"));
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.manage().logs().get(LogType.BROWSER);
    driver.get(page.toString());
  }

  /** Runs a script in each page before its own; returns by what name it is taken back. */
  String beforeEachPage(String script) {
    return (String)
        driver
            .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script))
            .get("identifier");
  }

  void noLongerBeforeEachPage(String name) {
    driver.executeCdpCommand(
        "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", name));
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** The size of the page, as on a screen of a computer or of a phone. */
  void size(int width, int height, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
  }

  /** What the system prefers, such as {@code prefers-color-scheme}. */
  void prefers(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  WebElement one(String css) {
    return until("there is " + css, () -> all(css).stream().findFirst().orElse(null));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The box of a resource on the map, by its label and whether it is a queue for dead letters. */
  WebElement node(String kind, String label) {
    return until(
        "the map has the " + kind + " " + label,
        () ->
            all(".node." + kind).stream()
                .filter(node -> node.getDomAttribute("aria-label").startsWith(label + ","))
                .findFirst()
                .orElse(null));
  }

  void click(String css) {
    until(
        css + " can be clicked",
        () -> {
          one(css).click();
          return true;
        });
  }

  /** Presses a key where the focus is. */
  void press(Keys key) {
    focused().sendKeys(key);
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  String text(String css) {
    return one(css).getText();
  }

  /** Runs a script in the page. */
  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that calls its last argument with the result. */
  Object asyncScript(String script) {
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    return driver.executeAsyncScript(script);
  }

  /** Waits for something that is neither null nor false. */
  <T> T until(String what, Supplier<T> condition) {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
        .withMessage(what)
        .ignoring(StaleElementReferenceException.class)
        .until(any -> condition.get());
  }

  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /**
   * What the browser complained of since the page was opened: errors, and what a policy stopped.
   */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses that the page has asked for since it was opened. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> json(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asText().equals("Network.requestWillBeSent"))
        .map(message -> message.at("/params/request/url").asText())
        .toList();
  }

  /**
   * What the page asks for while something happens again and again, until it has asked so many
   * times for an address with a part.
   */
  List<String> requestsUntil(int times, String part, Runnable happening) {
    requests();
    List<String> asked = new ArrayList<>();
    until(
        "it has asked for " + part + " " + times + " times",
        () -> {
          happening.run();
          asked.addAll(requests());
          return count(asked, part) >= times;
        });
    return asked;
  }

  static long count(List<String> urls, String part) {
    return urls.stream().filter(url -> url.contains(part)).count();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("the browser's log is JSON", broken);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
