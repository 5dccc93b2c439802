package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Purchases;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page without a mouse. */
class KeyboardTest extends ServedPage {

  @Test
  void keysLeadFromTheMapToAQueueAndBack() {
    browser.open(server);
    WebElement topic = browser.node("topic", "basket-events");
    browser.script("arguments[0].focus()", topic);

    browser.press(Keys.ARROW_RIGHT);
    assertThat(browser.focused().getDomAttribute("aria-label")).startsWith("basket-events, SQS");
    browser.press(Keys.ENTER);
    browser.until("the queue is open", () -> browser.text("#panel-title").contains("basket"));
    browser.until("it has the focus", () -> "panel-title".equals(focusedId()));
    browser.press(Keys.ESCAPE);

    assertThat(browser.one("#panel").isDisplayed()).isFalse();
    assertThat(browser.focused().getDomAttribute("aria-label")).startsWith("basket-events, SQS");
  }

  @Test
  void keysWalkTheEventsAndOpenOne() {
    publish("basket_updated", "older-1");
    publish("basket_updated", "newer-2");
    browser.open(server);
    browser.until("both are listed", () -> browser.all("#events li").size() == 2);
    browser.script("document.querySelector('#events a').focus()");

    browser.press(Keys.ARROW_DOWN);
    browser.press(Keys.ENTER);

    browser.until("the older is open", () -> browser.text("#panel").contains("older-1"));
  }

  @Test
  void theFirstStopOfTheTabKeyLeadsToTheEvents() {
    browser.open(server);

    browser.press(Keys.TAB);
    assertThat(browser.focused().getText()).isEqualTo("Skip to the events");
    browser.press(Keys.ENTER);

    browser.until("the events have the focus", () -> "events-region".equals(focusedId()));
  }

  private static String focusedId() {
    return browser.focused().getDomAttribute("id");
  }

  @Test
  void everyNodeAndLineIsReachedByTab() {
    browser.open(server);
    browser.node("bus", "domain-events");

    assertThat(browser.all(".edge:not([tabindex='0'])")).isEmpty();
    assertThat(browser.all(".edge[tabindex='0']")).isNotEmpty();
    assertThat(browser.all(".node")).allMatch(node -> node.getTagName().equals("button"));
    assertThat(browser.all(".node:is([tabindex='-1'], :disabled)")).isEmpty();
  }

  @Test
  void theFocusStaysWhereAPersonTypesWhenAPanelIsReadAnew() {
    browser.open(server);
    browser.node("bus", "domain-events").click();
    browser.until("it is shown", () -> !browser.all("#panel tbody").isEmpty());
    browser.one("#filter-text").sendKeys("nee");
    browser.script("document.querySelector('#panel tbody').id = 'old'");

    deploy();
    browser.until(
        "the panel is read anew",
        () -> browser.all("#old").isEmpty() && !browser.all("#panel tbody").isEmpty());

    assertThat(browser.focused().getDomAttribute("id")).isEqualTo("filter-text");
  }

  @Test
  void theFocusStaysInAPanelThatIsReadAnew() {
    browser.open(server);
    browser.node("bus", "domain-events").click();
    browser.until("it is shown", () -> !browser.all("#panel-body a").isEmpty());
    browser.script("document.querySelector('#panel-body a').focus()");

    deploy();

    browser.until(
        "the focus is in the panel",
        () -> "panel-title".equals(browser.focused().getDomAttribute("id")));
  }

  @Test
  void theFocusStaysOnAMapThatIsDrawnAnew() {
    browser.open(server);
    browser.script("arguments[0].focus()", browser.node("queue", "purchase-events"));
    deploy();
    assertThat(browser.focused().getDomAttribute("aria-label")).startsWith("purchase-events, SQS");

    browser.script("document.querySelector('.edge').focus()");
    String edge = browser.focused().getDomAttribute("data-edge");
    server.deploy(Purchases.recorded(Map.of()), note -> {});
    browser.until("the map is drawn anew", () -> browser.all(".node[title$=-debug]").isEmpty());

    assertThat(browser.focused().getDomAttribute("data-edge")).isEqualTo(edge);
  }

  @Test
  void escapeLeadsBackToAMapThatWasDrawnAnew() {
    browser.open(server);
    browser.script("arguments[0].focus()", browser.node("queue", "purchase-events"));
    browser.press(Keys.ENTER);
    browser.until("the queue has the focus", () -> "panel-title".equals(focusedId()));

    deploy();
    browser.press(Keys.ESCAPE);

    assertThat(browser.focused().getDomAttribute("aria-label")).startsWith("purchase-events, SQS");
  }

  @Test
  void keysWithAltCtrlOrMetaAreLeftToTheBrowser() {
    publish("basket_updated", "older-1");
    publish("basket_updated", "newer-2");
    browser.open(server);
    browser.until("both are listed", () -> browser.all("#events li").size() == 2);
    String zoom = browser.one("#plane").getCssValue("transform");

    assertThat(isTaken(browser.node("queue", "basket-events"), "ArrowLeft", "altKey")).isFalse();
    assertThat(browser.focused().getDomAttribute("aria-label")).startsWith("basket-events, SQS");
    assertThat(isTaken(browser.one("#zoom-fit"), "-", "ctrlKey")).isFalse();
    assertThat(browser.one("#plane").getCssValue("transform")).isEqualTo(zoom);
    assertThat(isTaken(browser.one("#events a"), "ArrowDown", "metaKey")).isFalse();
  }

  /** Focuses an element and presses a key there; whether the page keeps it from the browser. */
  private static boolean isTaken(WebElement element, String key, String with) {
    return (Boolean)
        browser.script(
            "arguments[0].focus(); return !arguments[0].dispatchEvent(new KeyboardEvent('keydown',"
                + " { key: arguments[1], [arguments[2]]: true, bubbles: true, cancelable: true }))",
            element,
            key,
            with);
  }

  @Test
  void escapeInTheFilterEmptiesItAndLeavesThePanelOpen() {
    publish("basket_updated", "filtered-1");
    browser.open(server);
    browser.one("#events a").sendKeys(Keys.ENTER);
    browser.until("the route has the focus", () -> "panel-title".equals(focusedId()));
    browser.one("#filter-text").sendKeys("nothing");
    browser.until("it is listed no more", () -> browser.all("#events li").isEmpty());

    browser.press(Keys.ESCAPE);

    browser.until("it is listed again", () -> browser.all("#events li").size() == 1);
    assertThat(browser.one("#panel").isDisplayed()).isTrue();
    assertThat(focusedId()).isEqualTo("filter-text");
    assertThat(browser.one("#filter-text").getDomProperty("value")).isEmpty();
    browser.press(Keys.ESCAPE);
    assertThat(browser.one("#panel").isDisplayed()).isFalse();
    assertThat(browser.focused().getDomProperty("hash")).isEqualTo(Chromium.event(server, 1));
  }

  @Test
  void theFocusStaysOnPublish_soThatEnterPublishesAgain() {
    browser.open(server, "#send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    browser.script("document.querySelector('.send button[type=submit]').focus()");

    browser.press(Keys.ENTER);
    browser.until("it is published", () -> browser.all("#announce p").size() == 1);
    assertThat(browser.focused().getText()).isEqualTo("Publish");
    browser.press(Keys.ENTER);

    browser.until("it is published again", () -> browser.all("#announce p").size() == 2);
  }

  /** Holds the first answer to what is published back until it is released; counts the asking. */
  private static final String HELD_PUBLISH =
      "const ask = window.fetch; window.asked = 0;"
          + " const held = new Promise((go) => { window.release = go; });"
          + " window.fetch = async (path, options) => { const answer = ask(path, options);"
          + " if (path === 'api/publish') { window.asked++; await held; } return answer; };";

  @Test
  void whilePublishing_aSecondEnterPublishesNothing() {
    browser.open(server, "#send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    browser.script(HELD_PUBLISH);
    WebElement publish = browser.one(".send button[type=submit]");

    publish.sendKeys(Keys.ENTER);
    assertThat(publish.getDomAttribute("aria-disabled")).isEqualTo("true");
    publish.sendKeys(Keys.ENTER);
    browser.one("#send-count").sendKeys(Keys.ENTER);
    browser.script("window.release()");

    browser.until("it is published", () -> browser.all("#announce p").size() == 1);
    assertThat(browser.script("return window.asked")).isEqualTo(1L);
    assertThat(publish.getDomAttribute("aria-disabled")).isNull();
  }

  @Test
  void escapeThatEndsACompositionLeavesTheFormOpen() {
    browser.open(server, "#send");

    browser.script(
        "arguments[0].dispatchEvent(new KeyboardEvent('keydown',"
            + " { key: 'Escape', isComposing: true, bubbles: true }))",
        browser.one("#send-body"));

    assertThat(browser.one("#panel").isDisplayed()).isTrue();
  }

  @Test
  void escapeFromARouteThatIsListedNoMoreLeadsToTheEvents() {
    publish("basket_updated", "gone-1");
    browser.open(server);
    browser.one("#events a").sendKeys(Keys.ENTER);
    browser.until("the route has the focus", () -> "panel-title".equals(focusedId()));
    browser.one("#filter-text").sendKeys("nothing");
    browser.until("it is listed no more", () -> browser.all("#events li").isEmpty());
    browser.script("document.querySelector('#panel-title').focus()");

    browser.press(Keys.ESCAPE);

    assertThat(focusedId()).isEqualTo("events-region");
  }

  @Test
  void escapeFromAResourceThatIsThereNoMoreLeadsToTheMap() {
    browser.open(server);
    deploy();
    browser.script("arguments[0].focus()", browser.node("rule", "purchase-events-debug"));
    browser.press(Keys.ENTER);
    browser.until("it has the focus", () -> "panel-title".equals(focusedId()));
    server.deploy(Purchases.recorded(Map.of()), note -> {});
    browser.until("it is told", () -> browser.text("#panel").contains("There is no resource"));

    browser.press(Keys.ESCAPE);

    assertThat(browser.focused().getDomAttribute("class")).contains("node");
  }

  @Test
  void aPanelIsReadAnewAlsoAfterTheLinkToTheEvents() {
    browser.open(server);
    deploy();
    browser.node("rule", "purchase-events-debug").click();
    browser.until("it is open", () -> !browser.all("#panel tbody").isEmpty());
    browser.script("document.querySelector('.skip').focus()");
    browser.press(Keys.ENTER);

    server.deploy(Purchases.recorded(Map.of()), note -> {});

    browser.until("it is told", () -> browser.text("#panel").contains("There is no resource"));
    assertThat(browser.text("#panel-title"))
        .endsWith("/jane-domain-events/jane-purchase-events-debug");
    assertThat(browser.one("#map-notice").isDisplayed()).isFalse();
  }
}
