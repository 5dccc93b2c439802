package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.AwsClients;
import io.tributary.cli.Purchases;
import io.tributary.local.LocalServer;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a person does with the console. */
class ConsolePageTest {

  private static final String EVENT =
      "{\"event_domain\":\"basket\",\"event_name\":\"%s\",\"event_id\":\"%s\"}";

  private static Chromium browser;
  private static ResourceGraph graph;

  private LocalServer server;
  private SnsClient sns;
  private SqsClient sqs;

  @BeforeAll
  static void start() {
    browser = Chromium.start();
    graph = Purchases.recorded(Map.of());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void serve() {
    server = Purchases.served(graph);
    sns = AwsClients.sns(server);
    sqs = AwsClients.sqs(server);
    browser.size(1440, 900, false);
    browser.prefers("prefers-reduced-motion", "no-preference");
  }

  @AfterEach
  void close() {
    sns.close();
    sqs.close();
    server.close();
  }

  private void publish(String name, String id) {
    publish(EVENT.formatted(name, id));
  }

  private void publish(String body) {
    sns.publish(it -> it.topicArn(server.output("basketTopicArn")).message(body));
  }

  private String queueUrl(String name) {
    return sqs.getQueueUrl(it -> it.queueName(name)).queueUrl();
  }

  private void openRoute() {
    browser.click("#events li:first-child a");
    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);
  }

  private String depth(String queue) {
    return browser.node("queue", queue).findElement(By.className("depth")).getText();
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

    server.deploy(Purchases.recorded(Map.of("debugRule", "true")));

    browser.until("the debug rule shows", () -> browser.all(".node").size() > before);
  }

  private static Integer atLeast(int least, int count) {
    return count >= least ? count : null;
  }

  @Test
  void anEventIsSentAndItsRouteOpened() {
    browser.open(server);

    browser.click("#open-send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    browser.click(".send button[type=submit]");
    browser.click(".send a[href^='#event/']");

    browser.until("it is seen to match", () -> browser.text(".hops").contains("match"));
    assertThat(browser.text(".hops"))
        .contains("publish", "SNS topic basket-events", "put event", "pattern matched");
    browser.until("it arrives", () -> browser.text("#events").contains("arrived"));
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
  void aDeadLetterQueueWithMessagesIsMarked() {
    browser.open(server);

    send("jane-purchase-events-dlq", "{\"n\":1}");

    browser.until("it is marked", () -> alarming("purchase-events-dlq"));
    assertThat(depth("purchase-events-dlq")).isEqualTo("⚠ 1");
    assertThat(browser.node("queue", "purchase-events-dlq").getDomAttribute("aria-label"))
        .endsWith("attention");
  }

  @Test
  void redriveBringsDeadLettersBack() {
    deadLetter("{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.until("it is marked", () -> alarming("purchase-events-dlq"));

    browser.click(".redrive .primary");
    browser.click(".redrive .danger");

    browser.until(
        "it is told", () -> browser.text(".redrive .result").equals("1 message moved back."));
    browser.until("the mark is gone", () -> !alarming("purchase-events-dlq"));
    browser.until("it is back", () -> depth("purchase-events").equals("1"));
  }

  @Test
  void aDeadLetterFromNowhereIsRedrivenToAChosenQueue() {
    send("jane-purchase-events-dlq", "{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events-dlq");
    browser.click(".redrive .primary");
    browser.click(".redrive .danger");
    browser.until("it is refused", () -> !browser.all(".redrive .problem").isEmpty());

    browser.click(".redrive .primary");
    browser.one("#redrive-to").sendKeys("jane-purchase-events");
    browser.click(".redrive .danger");

    browser.until("it is there", () -> depth("purchase-events").equals("1"));
  }

  @Test
  void redriveIsAskedForTwice() {
    send("jane-purchase-events-dlq", "{\"n\":1}");
    browser.open(server, "#queue/jane-purchase-events-dlq");

    browser.click(".redrive .primary");
    browser.click(".confirm .quiet");

    assertThat(browser.one(".confirm").isDisplayed()).isFalse();
    assertThat(depth("purchase-events-dlq")).isEqualTo("⚠ 1");
  }

  private void send(String queue, String body) {
    sqs.sendMessage(it -> it.queueUrl(queueUrl(queue)).messageBody(body));
  }

  /** Lets a message fail so often that SQS gives it up. */
  private void deadLetter(String body) {
    send("jane-purchase-events", body);
    String url = queueUrl("jane-purchase-events");
    while (!sqs.receiveMessage(it -> it.queueUrl(url).visibilityTimeout(0)).messages().isEmpty()) {
      // Received, and given back at once.
    }
  }

  private boolean alarming(String queue) {
    return browser.node("queue", queue).getDomAttribute("class").contains("alarming");
  }

  @Test
  void lookingIntoAQueueReceivesNothing() {
    send("jane-purchase-events-dlq", "{\"colour\":\"blue\"}");
    browser.open(server, "#queue/jane-purchase-events-dlq");

    browser.click("[data-message] summary");

    browser.until("it is shown", () -> browser.text("[data-message]").contains("blue"));
    assertThat(
            sqs.receiveMessage(
                    it ->
                        it.queueUrl(queueUrl("jane-purchase-events-dlq"))
                            .messageSystemAttributeNamesWithStrings("ApproximateReceiveCount"))
                .messages()
                .get(0)
                .attributesAsStrings())
        .containsEntry("ApproximateReceiveCount", "1");
  }

  @Test
  void aQueueTellsItsPolicyInWords() {
    browser.open(server, "#queue/jane-basket-events");

    browser.until("the policy is told", () -> browser.text("#panel").contains("Policy"));
    assertThat(browser.text("section[aria-label=Policy]")).containsIgnoringCase("SNS");
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
  void brokenJsonIsToldWithItsPlace() {
    browser.open(server, "#send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));

    WebElement body = browser.one("#send-body");
    body.clear();
    body.sendKeys("{\n  \"a\": nope\n}");

    browser.until("the place is told", () -> browser.text("#send-check").contains("Line 2"));
    assertThat(body.getDomAttribute("aria-invalid")).isEqualTo("true");
  }

  @Test
  void aBurstLeavesThePageMoving() {
    browser.open(server, "#send");
    browser.until("it is checked", () -> browser.text("#send-check").contains("valid JSON"));
    browser.script(
        "window.frames_ = 0; window.mostDots = 0; const look = () => { window.frames_++;"
            + " window.mostDots = Math.max(window.mostDots, document.querySelectorAll('.dot').length);"
            + " requestAnimationFrame(look); }; look();");

    WebElement count = browser.one("#send-count");
    count.clear();
    count.sendKeys("10000");
    browser.click(".send button[type=submit]");

    WebElement queue = browser.node("queue", "purchase-events");
    browser.until(
        "all have arrived",
        () -> queue.getDomAttribute("aria-label").contains("10,000 messages waiting"));
    long frames = (Long) browser.script("return window.frames_");
    browser.until(
        "frames go on", () -> (Long) browser.script("return window.frames_") > frames + 5);
    assertThat((Long) browser.script("return window.mostDots")).isBetween(1L, 120L);
    assertThat(browser.all("#events li").size()).isLessThanOrEqualTo(1000);
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

  private static void refusePosts() {
    browser.script(
        "const ask = window.fetch; window.fetch = (path, options) => options.method === 'POST'"
            + " ? Promise.resolve(Response.json({ message: 'refused for once' }, { status: 409 }))"
            + " : ask(path, options);");
  }

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
    assertThat(browser.all(".node")).allMatch(node -> node.getTagName().equals("button"));
  }

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
  void aPhoneScrollsNothingSideways() {
    publish("basket_updated", "phone-1");
    browser.size(390, 844, true);
    for (String address : List.of("", "#event/1", "#queue/jane-purchase-events", "#send")) {
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
}
