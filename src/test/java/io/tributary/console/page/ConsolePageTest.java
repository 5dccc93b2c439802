package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Purchases;
import io.tributary.cloud.gateway.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page as a whole. */
class ConsolePageTest extends ServedPage {

  private static final String NO_STORAGE =
      "Object.defineProperty(window, 'localStorage',"
          + " { get() { throw new DOMException('denied', 'SecurityError'); } });";

  private static final String NO_OBSERVER =
      "window.ResizeObserver = class { constructor() { throw new Error('broken for once'); } };";

  /** Clicks the route of what was sent as for another tab, which does not open. */
  private static final String CLICKED_WITH_CTRL =
      "addEventListener('click', (event) => event.preventDefault(), { once: true });"
          + " document.querySelector('.send .result a').dispatchEvent(new MouseEvent('click',"
          + " { ctrlKey: true, bubbles: true, cancelable: true }));";

  /** Lets the page connect, but not again. */
  private static final String CONNECTED_ONCE =
      "window.EventSource = class extends window.EventSource { constructor(url) { super(url);"
          + " this.addEventListener('error', () => this.close());"
          + " window.EventSource = EventTarget; } };";

  /** What a clock of its own shows when it has been told a time, and five seconds after. */
  private static final String CLOCK =
      "import(new URL('assets/time.js', document.baseURI)).then(({ Clock }) => {"
          + " const wait = window.setInterval; const now = performance.now.bind(performance);"
          + " let act; window.setInterval = (given) => { act = given; };"
          + " const shown = () => document.querySelector('#clock').textContent;"
          + " const clock = new Clock(() => {}); clock.start();"
          + " clock.told({ time: '2025-01-15T00:00:00Z', paused: false }); STOP"
          + " const before = shown(); const at = now(); performance.now = () => at + 5500; act();"
          + " const after = shown(); performance.now = now; window.setInterval = wait;"
          + " arguments[arguments.length - 1](before + ' to ' + after); });";

  @Test
  void coloursFollowTheSystemUntilThePersonChooses() {
    browser.prefers("prefers-color-scheme", "dark");
    browser.open(server);
    String dark = ground();
    browser.prefers("prefers-color-scheme", "light");
    assertThat(ground()).isNotEqualTo(dark);

    browser.click("#theme");
    browser.reload();

    browser.until("the choice is remembered", () -> ground().equals(dark));
  }

  private static String ground() {
    return browser.one("body").getCssValue("background-color");
  }

  @Test
  void whereTheBrowserKeepsNothingForThePageItWorksAllTheSame() {
    browser.prefers("prefers-color-scheme", "light");
    String kept = browser.beforeEachPage(NO_STORAGE);
    try {
      browser.open(server);
    } finally {
      browser.noLongerBeforeEachPage(kept);
    }
    String light = ground();

    browser.click("#theme");

    browser.until("it is dark", () -> !ground().equals(light));
    assertThat(browser.all(".node")).isNotEmpty();
    assertThat(browser.one("#map-notice").isDisplayed()).isFalse();
  }

  @Test
  void whatThePageCannotBeginWithoutIsTold() {
    String kept = browser.beforeEachPage(NO_OBSERVER);
    browser.load(server.endpoint().resolve(Pages.PATH));
    browser.noLongerBeforeEachPage(kept);

    browser.until("it is told", () -> browser.text("#map-notice").contains("broken for once"));
  }

  @Test
  void theClockRunsWhileNothingHappens() {
    browser.open(server);
    String shown = browser.until("it is told", () -> filled(browser.text("#clock")));

    browser.until("it goes on", () -> !browser.text("#clock").equals(shown));
    String next = browser.text("#clock");
    browser.until("and on", () -> !browser.text("#clock").equals(next));
  }

  private static String filled(String text) {
    return text.isEmpty() ? null : text;
  }

  @Test
  void theClockStandsStillWhileItIsPausedOrLost() {
    browser.open(server);

    assertThat(fiveSeconds("")).isEqualTo("00:00:00 to 00:00:05");
    assertThat(fiveSeconds("clock.told({ paused: true });")).isEqualTo("00:00:00 to 00:00:00");
    assertThat(fiveSeconds("clock.lost();")).isEqualTo("00:00:00 to 00:00:00");
  }

  private static Object fiveSeconds(String beginning) {
    return browser.asyncScript(CLOCK.replace("STOP", beginning));
  }

  @Test
  void aPhoneScrollsNothingSideways() {
    publish("basket_updated", "phone-1");
    browser.size(390, 844, true);
    for (String address :
        List.of("", Chromium.event(server, 1), "#queue/jane-purchase-events", "#send")) {
      browser.open(server, address);
      browser.until("the event is listed", () -> browser.all("#events li").size() == 1);

      assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
          .as("width of the page at '%s'", address)
          .isLessThanOrEqualTo(390);
    }
  }

  @Test
  void thePageAsksNobodyElseAndBreaksNoPolicy() {
    publish("basket_updated", "alone-1");
    browser.open(server);
    openRoute();

    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(server.endpoint() + "/_tributary/"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aLostConnectionIsTold() {
    browser.open(server);

    server.close();

    browser.until("it is told", () -> browser.text("#connection").equals("Connection lost"));
  }

  @Test
  void afterARestartOfTheCloudThePageWorksWithoutBeingLoadedAgain() {
    browser.open(server);

    restart();
    publish("basket_updated", "new-1");
    browser.until("it is connected", () -> browser.text("#events").contains("new-1"));
    browser.click("#pause");

    browser.until("it stands", () -> browser.text("#pause").contains("Run on"));
  }

  @Test
  void afterARestartOfTheCloudThePageActsAlsoBeforeItIsConnectedAgain() {
    openConnectedOnce();

    restart();
    browser.until("it is lost", () -> browser.text("#connection").equals("Connection lost"));
    browser.click("#pause");

    browser.until("it stands", () -> browser.text("#pause").contains("Run on"));
    assertThat(browser.one("#map-notice").isDisplayed()).isFalse();
  }

  private void openConnectedOnce() {
    String kept = browser.beforeEachPage(CONNECTED_ONCE);
    try {
      browser.open(server);
    } finally {
      browser.noLongerBeforeEachPage(kept);
    }
  }

  @Test
  void aRowOfTheCloudBeforeDoesNotOpenAnEventOfTheNext() {
    publish("basket_updated", "old-1");
    openConnectedOnce();
    browser.until("it is listed", () -> browser.text("#events").contains("old-1"));

    restart();
    browser.until("it is lost", () -> browser.text("#connection").equals("Connection lost"));
    publish("basket_updated", "new-1");
    browser.click("#events a");

    browser.until("it is open", () -> !browser.all("#panel :is(.problem, .hops)").isEmpty());
    assertThat(browser.text("#panel")).contains("was started anew").doesNotContain("new-1");
  }

  @Test
  void whatWasPublishedToTheNextCloudOpensAlsoBeforeThePageIsConnectedAgain() {
    openConnectedOnce();
    restart();
    browser.until("it is lost", () -> browser.text("#connection").equals("Connection lost"));
    browser.script("location.hash = '#send'");
    browser.click(".send button[type=submit]");

    browser.click(".send .result a");

    browser.until("it is open", () -> !browser.all("#panel :is(.problem, .hops)").isEmpty());
    assertThat(browser.all("#panel .hop")).isNotEmpty();
  }

  @Test
  void aLinkThatWasOpenedElsewhereDoesNotHinderARowOfTheNextCloud() {
    browser.open(server, "#send");
    browser.click(".send button[type=submit]");
    browser.until("it is published", () -> !browser.all(".send .result a").isEmpty());
    browser.script(CLICKED_WITH_CTRL);

    restart();
    publish("basket_updated", "new-1");
    browser.until("it is listed", () -> browser.text("#events").contains("new-1"));
    browser.click("#events a");

    browser.until("it is open", () -> !browser.all("#panel :is(.problem, .hops)").isEmpty());
    assertThat(browser.text("#panel")).contains("new-1").doesNotContain("was started anew");
  }

  @Test
  void aMessageOfTheCloudBeforeDoesNotOpenAnEventOfTheNext() {
    publish("basket_updated", "old-1");
    browser.open(server, "#queue/jane-purchase-events");
    browser.click("[data-message] summary");

    restart(Purchases.recorded(JOHNS));
    publish("basket_updated", "new-1");
    browser.until("it is told", () -> browser.text("#panel").contains("no such queue any more"));
    browser.until("it is listed", () -> browser.text("#events").contains("new-1"));
    browser.click("[data-message] a");

    browser.until("it is open", () -> !browser.all("#panel :is(.problem, .hops)").isEmpty());
    assertThat(browser.text("#panel")).contains("was started anew").doesNotContain("new-1");
  }

  @Test
  void aRowThatIsChosenWhileNoCloudAnswersDoesNotOpenAnEventOfTheNext() {
    publish("basket_updated", "old-1");
    browser.open(server);
    browser.until("it is listed", () -> browser.text("#events").contains("old-1"));
    server.close();
    browser.until("it is lost", () -> browser.text("#connection").equals("Connection lost"));
    browser.click("#events a");
    browser.until("it is told", () -> browser.text("#panel").contains("does not answer"));

    restart();
    publish("basket_updated", "new-1");

    browser.until("it is told", () -> browser.text("#panel").contains("was started anew"));
    assertThat(browser.text("#panel")).doesNotContain("new-1");
  }

  @Test
  void whatIsAnnouncedAtOnceIsAllSaid() {
    browser.open(server);

    send("jane-purchase-events-dlq", "{}");
    send("jane-checkout-events-dlq", "{}");
    browser.until("both alarm", () -> browser.all(".node.alarming").size() == 2);

    assertThat(browser.one("#announce").getDomProperty("textContent"))
        .contains(
            "1 message in the dead-letter queue purchase-events-dlq.",
            "1 message in the dead-letter queue checkout-events-dlq.");
  }

  @Test
  void whatIsAnnouncedAgainIsSaidAgain() {
    browser.open(server);

    deploy();
    deploy();

    assertThat(said()).containsExactly("The deployment changed.", "The deployment changed.");
  }

  private static List<String> said() {
    return browser.all("#announce p").stream()
        .map(each -> each.getDomProperty("textContent"))
        .toList();
  }

  @Test
  void aPageThatWasRefusedTriesAgain_andKeepsItsMapAndQueueAsThePersonLeftThem()
      throws IOException, InterruptedException {
    send("jane-purchase-events", "{\"n\":1}");
    List<InputStream> others = loadAmongTooMany();
    browser.until("it is drawn", () -> !browser.all(".node").isEmpty());
    browser.script("document.querySelector('.node').id = 'drawn-before'");
    browser.script("location.hash = '#queue/jane-purchase-events'");
    browser.click("[data-message] summary");
    browser.click(".message-tools button");
    panAway();
    String left = browser.one("#plane").getCssValue("transform");
    send("jane-purchase-events", "{\"n\":2}");
    connectFor(others);

    browser.until("it is asked for", () -> browser.all("[data-message]").size() == 2);
    assertThat(browser.focused().getText()).isEqualTo("As text");
    assertThat(browser.focused().getDomAttribute("aria-pressed")).isEqualTo("true");
    assertThat(browser.all("#drawn-before")).hasSize(1);
    assertThat(browser.one("#plane").getCssValue("transform")).isEqualTo(left);
    assertThat(browser.all(".node.selected")).hasSize(1);
  }

  @Test
  void aConnectionThatComesBackLeavesTheRouteAsThePersonReadsIt()
      throws IOException, InterruptedException {
    publish("basket_updated", "read-1");
    String queue = queueUrl("jane-purchase-events");
    sqs.receiveMessage(it -> it.queueUrl(queue).waitTimeSeconds(20).visibilityTimeout(0));
    List<InputStream> others = loadAmongTooMany();
    browser.until("the event is listed", () -> browser.all("#events li").size() == 1);
    openRoute();
    browser.script("document.querySelector('.hops').id = 'read-before'");
    int hops = browser.all(".hops .hop").size();
    sqs.receiveMessage(it -> it.queueUrl(queue).waitTimeSeconds(20));

    connectFor(others);

    browser.until("the receipt is shown", () -> browser.all(".hops .hop").size() > hops);
    assertThat(browser.all("#read-before")).hasSize(1);
  }

  @Test
  void aConnectionThatComesBackLeavesTheFilterAsItWasSet()
      throws IOException, InterruptedException {
    publish("basket_updated", "from-the-bus-1");
    sqs.receiveMessage(it -> it.queueUrl(queueUrl("jane-purchase-events")).waitTimeSeconds(20));
    send("jane-purchase-events-dlq", "{}");
    List<InputStream> others = loadAmongTooMany();
    browser.until("both are listed", () -> browser.all("#events li").size() == 2);
    browser.one("#filter-source").sendKeys("basket_events");
    browser.until("one is left", () -> browser.all("#events li").size() == 1);
    String source = browser.one("#filter-source").getDomProperty("value");
    browser.requests();

    connectFor(others);

    browser.until(
        "it is asked again", () -> browser.requests().stream().anyMatch(ConsolePageTest::isList));
    assertThat(browser.one("#filter-source").getDomProperty("value"))
        .isEqualTo(source)
        .isNotEmpty();
    publish("basket_updated", "from-the-bus-2");
    browser.until("the next is listed", () -> browser.all("#events li").size() == 2);
    assertThat(browser.text("#events")).contains("from-the-bus-1", "from-the-bus-2");
  }

  private static boolean isList(String url) {
    return url.contains("/api/events?");
  }

  @Test
  void aCloudThatIsStartedAnewShowsTheTimesAndIdsOfItsOwnEvents() {
    publish("basket_updated", "old-1");
    browser.open(server);
    browser.until("it is listed", () -> browser.text("#events").contains("old-1"));
    String time = browser.one("#events time").getDomProperty("dateTime");

    restart();
    publish("basket_updated", "new-1");

    browser.until("the new one is listed", () -> browser.text("#events").contains("new-1"));
    assertThat(browser.text("#events")).doesNotContain("old-1");
    assertThat(browser.one("#events time").getDomProperty("dateTime")).isNotEqualTo(time);
  }

  /** Opens the page while as many others are open as may be. */
  private List<InputStream> loadAmongTooMany() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    List<InputStream> others = new ArrayList<>();
    HttpResponse<InputStream> other = stream(client);
    for (; other.statusCode() == 200; other = stream(client)) {
      others.add(other.body());
    }
    browser.load(server.endpoint().resolve(Pages.PATH));
    browser.until(
        "it is told why",
        () -> browser.text("#connection").equals("Refused: too many pages are open"));
    return others;
  }

  private static void connectFor(List<InputStream> others) throws IOException {
    for (InputStream each : others) {
      each.close();
    }
    browser.until("it is connected", () -> browser.text("#connection").equals("Live"));
  }

  private HttpResponse<InputStream> stream(HttpClient client)
      throws IOException, InterruptedException {
    URI stream = server.endpoint().resolve(Pages.PATH + "api/stream");
    return client.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofInputStream());
  }
}
