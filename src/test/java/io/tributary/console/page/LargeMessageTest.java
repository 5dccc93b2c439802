package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.AwsClients;
import io.tributary.cli.Purchases;
import io.tributary.local.LocalServer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Messages whose every value, were it drawn, would let the page stand still. */
class LargeMessageTest {

  private static final String QUEUE = "jane-purchase-events-dlq";

  private static Chromium browser;
  private static LocalServer server;

  @BeforeAll
  static void start() {
    browser = Chromium.start();
    server = Purchases.served(Purchases.recorded(Map.of()));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static void show(String body) {
    String id;
    try (SqsClient sqs = AwsClients.sqs(server)) {
      String url = sqs.getQueueUrl(it -> it.queueName(QUEUE)).queueUrl();
      id = sqs.sendMessage(it -> it.queueUrl(url).messageBody(body)).messageId();
    }
    browser.open(server, "#queue/" + QUEUE);
    browser.click("[data-message='" + id + "'] > summary");
    browser.until("it is shown", () -> !browser.all("[data-message] .message").isEmpty());
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "1" + "]".repeat(levels);
  }

  @Test
  void aHundredValuesAreShownAtOnce() {
    show(numbers(100));

    assertThat(browser.all(".tree .leaf")).hasSize(100);
    assertThat(browser.all(".tree .next")).noneMatch(next -> next.isDisplayed());
  }

  @Test
  void ofMoreTheRestIsShownOnDemand() {
    show(numbers(30_000));
    assertThat(browser.all(".tree .leaf")).hasSize(100);
    assertThat(browser.text(".tree .next")).isEqualTo("29,900 more");

    browser.click(".tree .next");

    assertThat(browser.all(".tree .leaf")).hasSize(200);
    assertThat(browser.text(".tree .next")).isEqualTo("29,800 more");
  }

  @Test
  void whatIsNestedAHundredLevelsDeepIsATree() {
    show(nested(100));

    assertThat(browser.one("[data-message] .tree").isDisplayed()).isTrue();
  }

  @Test
  void whatIsNestedDeeperIsShownAsText() {
    show(nested(101));

    assertThat(browser.all("[data-message] .tree")).isEmpty();
    assertThat(browser.text("[data-message] .verbatim")).isEqualTo(nested(101));
  }
}
