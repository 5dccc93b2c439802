package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Purchases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** What the map shows, and what it says of itself. */
class MapPageTest extends ServedPage {

  /** What is done every so often is done once when it is told how much time has passed since. */
  private static final String HELD_BACK =
      "let now = 0; const acts = []; performance.now = () => now;"
          + " window.setInterval = (act) => acts.push(act);"
          + " window.pass = (ms) => { now += ms; acts.forEach((act) => act()); };";

  @Test
  void ratesAreOfTheTimeThatHasPassed_asInATabThatWasInTheBackground() {
    String hook = browser.beforeEachPage(HELD_BACK);
    try {
      browser.open(server);
    } finally {
      browser.noLongerBeforeEachPage(hook);
    }
    for (int i = 0; i < 200; i++) {
      publish("basket_updated", "many-" + i);
    }
    browser.until("all have arrived", () -> depth("purchase-events").equals("200"));

    browser.script("window.pass(10_000)");

    assertThat(browser.text("#accepted-rate")).isEqualTo("20");
    assertThat(browser.all(".edge.streaming .rate"))
        .isNotEmpty()
        .allMatch(rate -> rate.getText().equals("20/s"));
  }

  @Test
  void mapShowsEveryResourceThatEventsPass() {
    browser.open(server);

    List<String> labels =
        browser.until(
            "the map is drawn",
            () -> {
              List<String> found =
                  browser.all(".node .label").stream().map(WebElement::getText).toList();
              return found.isEmpty() ? null : found;
            });
    assertThat(labels)
        .contains("basket-events", "checkout-events", "domain-events", "purchase-events")
        .contains("purchase-events-dlq", "basket-events-dlq", "checkout-events-dlq");
  }

  @Test
  void mapDrawsWhatTheAccountProvidesDashed() {
    browser.open(server);

    assertThat(browser.node("bus", "domain-events").getCssValue("border-top-style"))
        .isEqualTo("dashed");
    assertThat(browser.node("rule", "purchase-events").getCssValue("border-top-style"))
        .isEqualTo("solid");
  }

  @Test
  void mapCountsTheMessagesThatArrive() {
    browser.open(server);

    publish("basket_updated", "count-1");
    publish("basket_updated", "count-2");

    browser.until("two have arrived", () -> depth("purchase-events").equals("2"));
    assertThat(browser.node("queue", "purchase-events").getDomAttribute("aria-label"))
        .contains("SQS queue, 2 messages waiting");
  }

  @Test
  void mapIsDrawnAnewAfterADeployment() {
    browser.open(server);
    int before = browser.until("the map is drawn", () -> atLeast(1, browser.all(".node").size()));

    server.deploy(Purchases.recorded(Map.of("debugRule", "true")), note -> {});

    browser.until("the debug rule shows", () -> browser.all(".node").size() > before);
  }

  private static Integer atLeast(int least, int count) {
    return count >= least ? count : null;
  }

  @Test
  void aRouteIsHighlightedOnTheMap() {
    publish("basket_updated", "way-1");
    browser.open(server);

    openRoute();

    assertThat(browser.node("topic", "basket-events").getDomAttribute("class")).contains("on-way");
    assertThat(browser.node("topic", "checkout-events").getDomAttribute("class"))
        .doesNotContain("on-way");
  }

  @Test
  void aDeadLetterQueueWithMessagesIsMarked() {
    browser.open(server);

    send("jane-purchase-events-dlq", "{\"n\":1}");

    browser.until("it is marked", () -> alarming("purchase-events-dlq"));
    assertThat(depth("purchase-events-dlq")).isEqualTo("⚠ 1");
    assertThat(browser.node("queue", "purchase-events-dlq").getDomAttribute("aria-label"))
        .endsWith("attention");
  }

  @Test
  void withReducedMotionNothingFlies() {
    browser.prefers("prefers-reduced-motion", "reduce");
    browser.open(server);

    publish("basket_updated", "calm-1");
    browser.until("it has arrived", () -> depth("purchase-events").equals("1"));

    assertThat(browser.all(".dot")).isEmpty();
  }

  @Test
  void timeIsPausedAndRunsOn() {
    browser.open(server);

    browser.click("#pause");
    browser.until("it stands", () -> browser.text("#pause").contains("Run on"));
    browser.click("#pause");

    browser.until("it runs", () -> browser.text("#pause").contains("Pause"));
  }

  @Test
  void whatFailedIsToldUntilThePersonDismissesIt() {
    browser.open(server);
    refusePosts();

    browser.click("#pause");
    browser.until("it is told", () -> browser.text("#map-notice").contains("refused for once"));
    publish("basket_updated", "tick-1");
    browser.until("ticks have come", () -> depth("purchase-events").equals("1"));
    assertThat(browser.text("#map-notice")).contains("refused for once");
    browser.click("#map-notice button");

    assertThat(browser.one("#map-notice").isDisplayed()).isFalse();
  }

  @Test
  void whatFailedIsNotToldForEver() {
    browser.open(server);
    refusePosts();
    browser.script(
        "const wait = window.setTimeout; window.waits = [];"
            + " window.setTimeout = (act, ms) => { window.waits.push(ms); return wait(act, ms / 50); };");

    browser.click("#pause");

    browser.until(
        "its end is set", () -> (Boolean) browser.script("return window.waits.includes(15000)"));
    browser.until("it is gone", () -> !browser.one("#map-notice").isDisplayed());
  }

  /** What a map of its own says of a queue that it draws after it was told of it. */
  private static final String TOLD_BEFORE =
      "import(new URL('assets/map.js', document.baseURI)).then(({ ResourceMap }) => {"
          + " const still = { watch() {}, resize() {} };"
          + " const plane = document.createElement('div');"
          + " const map = new ResourceMap(document.createElement('div'), plane, still);"
          + " map.update({ q: { visible: 3, inFlight: null, delayed: null, rate: 0 } });"
          + " const box = { x: 0, y: 0, width: 9, height: 9 };"
          + " map.draw({ ...box, clusters: [], edges: [],"
          + " nodes: [{ ...box, id: 'q', kind: 'queue', label: 'new', name: 'jane-new' }] });"
          + " arguments[arguments.length - 1](plane.querySelector('.depth').textContent); });";

  @Test
  void whatWasToldOfAQueueBeforeItIsDrawnIsShown() {
    browser.open(server);

    assertThat(browser.asyncScript(TOLD_BEFORE)).isEqualTo("3");
  }
}
