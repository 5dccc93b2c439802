package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Purchases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The list of events, and the route of one. */
class EventsPageTest extends ServedPage {

  /** Holds the answers about new hops back until they are released. */
  private static final String SLOW =
      "const ask = window.fetch; const held = new Promise((go) => { window.release = go; });"
          + " window.fetch = async (path, options) => { const answer = await ask(path, options);"
          + " if (path.startsWith('api/events/1?')) { await held; } return answer; };";

  /** Tells that the open event has stopped, and of no new hop. */
  private static final String NO_NEW_HOP =
      "const ask = window.fetch; window.fetch = async (path, options) => {"
          + " const answer = await ask(path, options);"
          + " if (!path.startsWith('api/events/1?')) { return answer; }"
          + " const event = { ...await answer.json(), hops: [], outcome: 'stopped',"
          + " endings: ['stopped there'] }; return Response.json(event); };";

  /** What is done when something happens before the first answer, up to the second question. */
  private static final String AWAITED =
      "import(new URL('assets/asking.js', document.baseURI)).then(({ Asking }) => {"
          + " const end = arguments[arguments.length - 1]; const done = []; let answer;"
          + " const asking = new Asking(0, () => { done.push('asked');"
          + " if (done.length > 2) { end(done.join(', ')); }"
          + " return new Promise((go) => { answer = go; }); });"
          + " asking.now(); asking.touched();"
          + " setTimeout(() => { done.push('answered'); answer(); }); });";

  /** Lets the first question to the list with a part fail when it is told to. */
  private static final String LATE =
      "const ask = window.fetch; window.fetch = (path, options) =>"
          + " !/^api.events.*%s/.test(path) || window.fail ? ask(path, options)"
          + " : new Promise((none, fail) => {"
          + " window.fail = () => fail(new TypeError('late')); });";

  /** How long it takes until what happens is asked for, by a clock that is set back an hour. */
  private static final String SET_BACK =
      "import(new URL('assets/asking.js', document.baseURI)).then(({ Asking }) => {"
          + " const end = arguments[arguments.length - 1]; const clock = Date.now;"
          + " const wait = window.setTimeout; const asking = new Asking(700, async () => {});"
          + " Date.now = () => clock() - 3600000; window.setTimeout = (act, ms) => end(ms);"
          + " asking.touched(); Date.now = clock; window.setTimeout = wait; });";

  /**
   * Tells of so many hops, 1,200 at first, of which the fifth was denied; counts those that are
   * added to the page.
   */
  private static final String ENDLESS =
      "window.told = 1200; window.added = 0; new MutationObserver((changes) => changes.forEach("
          + "({ addedNodes }) => addedNodes.forEach((node) => {"
          + " window.added += node.matches?.('.hop') ? 1 : 0; })))"
          + ".observe(document.body, { childList: true, subtree: true });"
          + " const ask = window.fetch; window.fetch = async (path, options) => {"
          + " if (!path.startsWith('api/events/1')) { return ask(path, options); }"
          + " const { hops: [hop], ...event } = await (await ask('api/events/1', options)).json();"
          + " const hops = Array.from({ length: window.told },"
          + " (none, i) => ({ ...hop, number: i + 1, detail: `hop ${i + 1}` }));"
          + " Object.assign(hops[4], { outcome: 'denied', change: '{\"Sid\":\"AllowIt\"}' });"
          + " return Response.json({ ...event, hops }); };";

  @Test
  void aRouteTellsHowTheMessageWasWrapped() {
    publish("basket_updated", "wrapped-1");
    browser.open(server);

    openRoute();

    assertThat(browser.text(".hops")).contains("wrapped: the message before is now in");
  }

  @Test
  void aRouteIsFoundAgainByItsAddress() {
    publish("basket_updated", "address-1");

    browser.open(server, "#event/1");

    browser.until("the route is shown", () -> browser.text(".hops").contains("publish"));
    assertThat(browser.text("#panel")).contains("address-1");
  }

  @Test
  void anEventThatIsNotKnownIsToldAsSuch() {
    browser.open(server, "#event/4711");

    browser.until("it is refused", () -> browser.text("#panel .problem").contains("4711"));
  }

  @Test
  void eventsAreFilteredByTheirText() {
    publish("basket_updated", "needle-1");
    publish("basket_updated", "hay-2");
    browser.open(server);
    browser.until("both are listed", () -> browser.all("#events li").size() == 2);

    browser.one("#filter-text").sendKeys("needle");

    browser.until("one is left", () -> browser.all("#events li").size() == 1);
    assertThat(browser.text("#events")).contains("needle-1");
  }

  @Test
  void hostileTextInAnEventStaysText() {
    String hostile = "<img src=x onerror=window.hacked=1><script>window.hacked=2</script>";
    publish(EVENT.formatted(hostile, hostile));
    send("jane-purchase-events-dlq", hostile);

    browser.open(server, "#event/1");
    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);
    assertThat(browser.text("#panel")).contains(hostile);
    browser.until("both are listed", () -> browser.all("#events li").size() == 2);
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.click("[data-message] summary");
    browser.until("it is shown", () -> browser.text("[data-message]").contains(hostile));

    assertThat(browser.script("return window.hacked ?? null")).isNull();
    assertThat(browser.all("main img, main script")).isEmpty();
  }

  @Test
  void aTreeMarksWhatStoodNowhereInTheMessageBefore() {
    browser.open(server);

    assertThat(fresh("{\"tags\":[\"a\",1,[null]],\"n\":2}", "{\"m\":[[null],1,\"a\"]}"))
        .containsExactly("n: 2");
    assertThat(fresh("[\"a\",\"b\"]", "{\"tags\":[\"a\"],\"c\":\"b\"}")).containsExactly("\"b\"");
  }

  /** The leaves of a message that are marked as new against the one before. */
  private static List<String> fresh(String text, String before) {
    Object marked =
        browser.asyncScript(
            "import(new URL('assets/json.js', document.baseURI)).then(({ message }) =>"
                + " arguments[arguments.length - 1]([...message('%s', '%s')".formatted(text, before)
                + ".querySelectorAll('.fresh')].map((leaf) => leaf.textContent)));");
    return ((List<?>) marked).stream().map(String::valueOf).toList();
  }

  @Test
  void olderEventsThatWereAskedForStayWhenNewOnesCome() {
    publish("basket_updated", "needle-1");
    for (int i = 0; i < 20; i++) {
      send("jane-checkout-events-dlq", "x".repeat(250_000));
    }
    browser.open(server);
    browser.one("#filter-text").sendKeys("needle");
    browser.until("it lies too far back", () -> browser.text("#events-empty").contains("older"));
    browser.click("#events-older");
    browser.until("it is found", () -> browser.all("#events li").size() == 1);

    publish("basket_updated", "needle-2");

    browser.until("the new one is listed", () -> browser.text("#events").contains("needle-2"));
    assertThat(browser.text("#events")).contains("needle-1");
    assertThat(browser.one("#events-older").isDisplayed()).isFalse();
  }

  @Test
  void eventsBeyondAGapAreListedOnceTheyAreAskedFor() {
    publish("basket_updated", "before-the-gap");
    browser.open(server, "#send");
    browser.until("it is listed", () -> browser.all("#events li").size() == 1);

    WebElement count = browser.one("#send-count");
    count.clear();
    count.sendKeys("150");
    browser.click(".send button[type=submit]");

    browser.until("the newest are listed", () -> browser.all("#events li").size() == 100);
    browser.click("#events-older");
    browser.until("all are listed", () -> browser.all("#events li").size() == 151);
    assertThat(browser.text("#events li:last-child")).contains("before-the-gap");
  }

  @Test
  void anEventBeyondTheNewestHundredShowsWhatBecameOfIt() {
    server.run(server::pause);
    browser.open(server);
    publishAndAwait(60, 60);
    publishAndAwait(90, 150);
    assertThat(browser.text("#events li:last-child")).contains("on its way");
    browser.script(
        "document.querySelector('#events li:last-child a').focus();"
            + " window.lastRow = document.querySelector('#events li:last-child');"
            + " window.scrolled = document.querySelector('#events-scroll').scrollTop;");

    server.run(server::resume);

    browser.until("all have arrived", () -> browser.all("#events .badge.good").size() == 150);
    assertThat(
            browser.script(
                "return window.lastRow === document.activeElement.closest('li') && window.scrolled > 0"
                    + " && window.scrolled === document.querySelector('#events-scroll').scrollTop"))
        .isEqualTo(true);
  }

  @Test
  void anOlderEventThatFitsTheFilterNoMoreIsListedNoMore() {
    for (int i = 0; i < 150; i++) {
      send(i < 50 ? "jane-purchase-events-dlq" : "jane-checkout-events-dlq", "{}");
    }
    browser.open(server);
    browser.one("#filter-outcome option[value=dead-letter]").click();
    browser.until("the newest are listed", () -> browser.all("#events li").size() == 100);
    browser.click("#events-older");
    browser.until("all are listed", () -> browser.all("#events li").size() == 150);

    sqs.purgeQueue(it -> it.queueUrl(queueUrl("jane-purchase-events-dlq")));

    browser.until("the others are left", () -> browser.all("#events li").size() == 100);
  }

  private void publishAndAwait(int count, int listed) {
    for (int i = 0; i < count; i++) {
      publish("basket_updated", "many-" + i);
    }
    browser.until("they are listed", () -> browser.all("#events li").size() == listed);
  }

  @Test
  void anOpenRouteIsAskedForNoMoreOftenThanTheList() {
    publish("basket_updated", "open-1");
    browser.open(server, "#event/1");
    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);

    List<String> asked =
        browser.requestsUntil(5, "/api/events?", () -> publish("basket_updated", "other"));

    assertThat(Chromium.count(asked, "/api/events/1"))
        .isBetween(1L, Chromium.count(asked, "/api/events?") + 1);
    assertThat(asked).noneMatch(url -> url.endsWith("/api/events/1"));
  }

  @Test
  void aRouteWhoseAnswerIsSlowIsAskedForOnceAtATime() {
    publish("basket_updated", "slow-1");
    browser.open(server, "#event/1");
    browser.until("it has arrived", () -> browser.text(".event-head").contains("arrived"));
    browser.script(SLOW);

    List<String> asked =
        browser.requestsUntil(5, "/api/events?", () -> send("jane-checkout-events-dlq", "{}"));
    assertThat(Chromium.count(asked, "/api/events/1")).isLessThanOrEqualTo(1);
    sqs.receiveMessage(it -> it.queueUrl(queueUrl("jane-purchase-events")));
    browser.until("the message is in flight", () -> inFlight("purchase-events"));
    browser.script("window.release()");

    browser.until("the receipt is shown", () -> browser.text(".hops").contains("receive"));
  }

  @Test
  void whatHappensWhileAnAnswerIsAwaitedIsAskedForAfterIt() {
    browser.open(server);

    assertThat(browser.asyncScript(AWAITED)).isEqualTo("asked, answered, asked");
  }

  @Test
  void aListThatIsAskedForInVainTellsNothingBesideTheNext() {
    publish("basket_updated", "needle-1");
    publish("basket_updated", "hay-2");
    browser.open(server);
    browser.until("both are listed", () -> browser.all("#events li").size() == 2);
    browser.script(LATE.formatted("text=n"));
    browser.one("#filter-text").sendKeys("n");
    browser.until("it is asked", () -> browser.script("return Boolean(window.fail)"));
    browser.one("#filter-text").sendKeys("eedle");
    browser.until("one is left", () -> browser.all("#events li").size() == 1);

    browser.script("window.fail()");

    assertThat(browser.one("#events-empty").isDisplayed()).isFalse();
  }

  @Test
  void olderEventsThatAreAskedForInVainTellNothingBesideOtherFilters() {
    for (int i = 0; i < 150; i++) {
      publish("basket_updated", "many-" + i);
    }
    browser.open(server);
    browser.until("the newest are listed", () -> browser.all("#events li").size() == 100);
    browser.click("#events-older");
    browser.until("all are listed", () -> browser.all("#events li").size() == 150);
    browser.script(LATE.formatted("limit=200"));
    publish("basket_updated", "needle-1");
    browser.until("they are asked for", () -> browser.script("return Boolean(window.fail)"));
    browser.one("#filter-text").sendKeys("needle");
    browser.until("one is left", () -> browser.all("#events li").size() == 1);

    browser.script("window.fail()");

    assertThat(browser.one("#events-empty").isDisplayed()).isFalse();
  }

  @Test
  void whatHappensIsAskedForSoon_thoughTheClockIsSetBack() {
    browser.open(server);

    assertThat(((Number) browser.asyncScript(SET_BACK)).doubleValue()).isBetween(0.0, 700.0);
  }

  private static boolean inFlight(String queue) {
    return browser.node("queue", queue).getDomAttribute("aria-label").contains("in flight");
  }

  @Test
  void aRouteOfEndlesslyManyHopsShowsTheFirstAndTheNewest() {
    publish("basket_updated", "endless-1");
    browser.open(server);
    browser.script(ENDLESS);

    browser.script("location.hash = '#event/1'");

    browser.until("it is shown", () -> !browser.all(".hops .hop").isEmpty());
    assertThat(browser.all(".hops .hop")).hasSize(1000);
    assertThat(browser.text("#panel")).contains("the first and the newest 999 are shown");
    assertThat(browser.text(".hops li:nth-child(1)")).contains("hop 1");
    assertThat(browser.text(".hops li:nth-child(2)")).contains("hop 202");
    assertThat(browser.text(".hops li:last-child")).contains("hop 1200");
  }

  @Test
  void aRouteOfEndlesslyManyHopsBuildsThoseThatItShowsOnly() {
    publish("basket_updated", "endless-1");
    browser.open(server);
    browser.script(ENDLESS);

    browser.script("location.hash = '#event/1'");

    browser.until("it is shown", () -> !browser.all(".hops .hop").isEmpty());
    assertThat(browser.script("return window.added")).isEqualTo(1000L);
  }

  @Test
  void whatToChangeAndTheWayStayThoughTheHopsThatToldThemAreNotShownAnyMore() {
    publish("basket_updated", "endless-1");
    browser.open(server);
    browser.script(ENDLESS);
    browser.script("location.hash = '#event/1'");
    browser.until("it is shown", () -> !browser.all(".hops .hop").isEmpty());

    browser.script("window.told = 1201");
    publish("basket_updated", "other-2");

    browser.until(
        "the next is shown", () -> browser.text(".hops li:last-child").contains("hop 1201"));
    assertThat(browser.all(".hops .hop")).hasSize(1000);
    assertThat(browser.all(".remedy")).hasSize(1);
    assertThat(browser.text(".remedy")).contains("hop 5", "AllowIt");
    assertThat(browser.all(".node.stop")).hasSize(1);
  }

  @Test
  void whatToChangeKeepsTheFocusWhenHopsAreAdded() {
    publish("basket_updated", "endless-1");
    browser.open(server);
    browser.script(ENDLESS);
    browser.script("location.hash = '#event/1'");
    browser.until("it is told", () -> !browser.all(".remedy pre").isEmpty());
    browser.script("document.querySelector('.remedy pre').focus(); window.told = 1201");

    publish("basket_updated", "other-2");

    browser.until(
        "the next is shown", () -> browser.text(".hops li:last-child").contains("hop 1201"));
    assertThat(browser.focused().getTagName()).isEqualTo("pre");
  }

  @Test
  void howAnEventStandsIsToldAnew_thoughItHasMadeNoHop() {
    publish("basket_updated", "standing-1");
    browser.open(server, "#event/1");
    browser.until("it has arrived", () -> browser.text(".event-head").contains("arrived"));
    browser.script(NO_NEW_HOP);

    publish("basket_updated", "other-2");

    browser.until("it has stopped", () -> browser.text(".event-head").contains("stopped"));
    assertThat(browser.text(".event-head")).contains("stopped there");
  }

  @Test
  void theRouteOfACloudBeforeStays_andGivesItsNumberToAnEventOfTheNext() {
    publish("basket_updated", "old-1");
    browser.open(server);
    openRoute();

    restart();
    publish("basket_updated", "new-1");
    browser.until("it is listed", () -> browser.text("#events").contains("new-1"));
    browser.until("it is told", () -> browser.text("#panel").contains("in the one before"));

    assertThat(browser.text("#panel")).contains("old-1").doesNotContain("new-1");
    assertThat(browser.all("#events [aria-current]")).isEmpty();
    browser.click("#events a");
    browser.until("the new one is shown", () -> browser.text("#panel").contains("new-1"));
    assertThat(browser.text("#panel")).doesNotContain("old-1", "in the one before");
  }

  @Test
  void theRouteOfACloudBeforeStays_alsoWhereTheNextHasAnotherDeployment() {
    publish("basket_updated", "old-1");
    browser.open(server, "#event/1");
    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);

    restart(Purchases.recorded(Map.of("debugRule", "true")));
    browser.node("rule", "purchase-events-debug");

    browser.until("it is told", () -> browser.text("#panel").contains("in the one before"));
    assertThat(browser.text("#panel")).contains("old-1");
    browser.until("its way is shown", () -> !browser.all(".node.on-way").isEmpty());
  }

  @Test
  void aLinkThatWasCutShortIsTold_andThePageWorksAllTheSame() {
    browser.open(server, "#queue/caf%C3");

    browser.until("it is told", () -> browser.text("#panel .problem").contains("'caf%C3'"));
    assertThat(browser.text("#panel-title")).isEqualTo("caf%C3");
  }

  @Test
  void aLinkThatWasCutShortLeavesNothingOfThePanelBefore() {
    browser.open(server, "#queue/jane-purchase-events");
    browser.until("it is shown", () -> !browser.all("section[aria-label=Messages]").isEmpty());

    browser.script("location.hash = '#resource/arn%3'");

    browser.until("it is told", () -> browser.text("#panel .problem").contains("'arn%3'"));
    assertThat(browser.text("#panel")).doesNotContain("jane-purchase-events");
  }
}
