package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The list of events. */
class EventsPageTest extends ServedPage {

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

  /** Gives each event a hundred others of a source of their own. */
  private static final String SOURCES =
      "const ask = window.fetch; window.fetch = async (path, options) => {"
          + " const answer = await ask(path, options);"
          + " if (!/^api.events\\?/.test(path)) { return answer; }"
          + " const { events, ...rest } = await answer.json(); return Response.json({ ...rest,"
          + " events: events.flatMap((each) => Array.from({ length: 100 }, (none, i) => ({ ...each,"
          + " event: `${each.event}${i}`, source: `tenant-${each.trace}-${i}` }))) }); };";

  @Test
  void moreSourcesThanAPersonChoosesFromAreNotKept() {
    String hook = browser.beforeEachPage(SOURCES);
    try {
      browser.open(server);
      for (int i = 1; i <= 4; i++) {
        publish("basket_updated", "tenant-" + i);
      }
      browser.until("all are listed", () -> browser.all("#events li").size() == 400);
    } finally {
      browser.noLongerBeforeEachPage(hook);
    }

    assertThat(browser.all("#filter-source option:not([disabled])")).hasSize(1 + 200);
    assertThat(browser.text("#filter-source option:last-child"))
        .isEqualTo("Any other: by its text");
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

    browser.open(server, Chromium.event(server, 1));
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
