package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.AwsClients;
import io.tributary.cli.Purchases;
import io.tributary.local.LocalServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An event is open while the journal, full, forgets its hops. */
class ForgottenEventTest {

  /** Each hop of the event holds about as much text as one that drives it out of the journal. */
  private static final String LONG = "x".repeat(100_000);

  private static final String LONGER = "x".repeat(250_000);

  /** So many of the longer ones still leave the journal room for the event. */
  private static final int LONGER_ONES = 240;

  private static Chromium browser;

  private LocalServer server;
  private SnsClient sns;
  private SqsClient sqs;
  private String otherQueueUrl;

  @BeforeAll
  static void start() {
    browser = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openAnEvent() {
    server = Purchases.served(Purchases.recorded(Map.of()));
    sns = AwsClients.sns(server);
    sqs = AwsClients.sqs(server);
    otherQueueUrl = sqs.getQueueUrl(it -> it.queueName("jane-checkout-events-dlq")).queueUrl();
    String event = "{\"event_name\":\"basket_updated\",\"long\":\"" + LONG + "\"}";
    sns.publish(it -> it.topicArn(server.output("basketTopicArn")).message(event));
    browser.open(server, Chromium.event(server, 1));
    browser.until("its whole route is shown", () -> hops().size() == kept());
    for (int i = 0; i < LONGER_ONES; i++) {
      send(LONGER);
    }
  }

  @AfterEach
  void close() {
    sns.close();
    sqs.close();
    server.close();
  }

  private static List<WebElement> hops() {
    return browser.all(".hops .hop");
  }

  private int kept() {
    return server.read(() -> server.journal().route(1).size());
  }

  private void writeUntilKept(int atMost) {
    while (kept() > atMost) {
      send(LONG);
    }
  }

  private void send(String body) {
    sqs.sendMessage(it -> it.queueUrl(otherQueueUrl).messageBody(body));
  }

  /** Makes a hop long after the others, which is kept when they are forgotten. */
  private void receive() {
    int shown = hops().size();
    String url = server.output("purchaseQueueUrl");
    sqs.receiveMessage(it -> it.queueUrl(url));
    browser.until("the receipt is shown", () -> hops().size() > shown);
  }

  @Test
  void aNewHopIsAddedThoughEarlierOnesAreForgotten() {
    int shown = hops().size();
    String facts = browser.text(".event-head .facts");
    writeUntilKept(shown - 2);

    receive();

    assertThat(hops()).hasSize(shown + 1);
    assertThat(hops().get(0).getText()).contains("publish");
    assertThat(hops().get(shown).getText()).contains("receive");
    assertThat(browser.text(".event-head .facts")).isEqualTo(facts).contains("basket-events");
  }

  @Test
  void howItStandsIsWhatWasKnownLast_onceEarlierHopsAreForgotten() {
    receive();
    String head = browser.text(".event-head");
    writeUntilKept(1);

    browser.until("it is told", () -> isCut() || !browser.text(".event-head").equals(head));
    assertThat(browser.text(".event-head")).isEqualTo(head).contains("arrived", "It lies in");
  }

  @Test
  void howItStandsIsToldAsEarlier_onceHopsAreAddedToWhatWasKnownLast() {
    writeUntilKept(hops().size() - 2);
    browser.until("it is told", ForgottenEventTest::isCut);

    receive();

    assertThat(browser.text("#panel")).contains("it did since is in the list of its hops");
  }

  private static boolean isCut() {
    return browser.text("#panel").contains("no longer keeps its first hops");
  }

  @Test
  void aDeploymentLeavesARouteWhoseEarlierHopsAreForgotten() {
    receive();
    int shown = hops().size();
    writeUntilKept(1);

    server.deploy(Purchases.recorded(Map.of("debugRule", "true")), note -> {});

    browser.node("rule", "purchase-events-debug");
    browser.until("its way is shown", () -> !browser.all(".node.on-way").isEmpty());
    assertThat(hops()).hasSize(shown);
  }

  @Test
  void anEventThatIsNoLongerKept_isToldAndNotAskedForAgain() {
    int shown = hops().size();
    writeUntilKept(0);
    browser.until("it is told", () -> browser.text("#panel").contains("no longer keeps"));

    List<String> asked = browser.requestsUntil(4, "/api/events?", () -> send("one more"));

    assertThat(asked).noneMatch(url -> url.contains("/api/events/"));
    assertThat(hops()).hasSize(shown);
    assertThat(browser.one("#map-notice").isDisplayed()).isFalse();
  }
}
