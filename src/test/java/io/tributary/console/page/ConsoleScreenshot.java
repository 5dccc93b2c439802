package io.tributary.console.page;

import io.tributary.cli.AwsClients;
import io.tributary.cli.Purchases;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Takes the pictures of the console that the README shows, dark and light, with events in flight:
 * {@code mvn -Pscreenshot test-compile exec:java}.
 */
public final class ConsoleScreenshot {

  private static final int EVENTS_BEFORE = 14;
  private static final int DOTS = 9;

  private ConsoleScreenshot() {}

  public static void main(String[] args) throws IOException {
    try (Chromium browser = Chromium.start();
        LocalServer server = Purchases.served(Purchases.recorded(Map.of()));
        SnsClient sns = AwsClients.sns(server);
        SqsClient sqs = AwsClients.sqs(server)) {
      publish(server, sns, 0);
      letFail(sqs, "jane-purchase-events");
      for (int i = 1; i < EVENTS_BEFORE; i++) {
        publish(server, sns, i);
      }
      browser.size(1440, 860, false);
      for (String scheme : new String[] {"dark", "light"}) {
        browser.prefers("prefers-color-scheme", scheme);
        take(browser, server, sns, Path.of("docs", "console-" + scheme + ".png"));
      }
    }
  }

  /** Receives what comes into a queue and gives it back, until SQS gives it up. */
  private static void letFail(SqsClient sqs, String queue) {
    String url = sqs.getQueueUrl(it -> it.queueName(queue)).queueUrl();
    String letters = sqs.getQueueUrl(it -> it.queueName(queue + "-dlq")).queueUrl();
    while (isEmpty(sqs, letters)) {
      sqs.receiveMessage(it -> it.queueUrl(url).visibilityTimeout(0).waitTimeSeconds(1));
    }
  }

  private static boolean isEmpty(SqsClient sqs, String url) {
    return sqs.getQueueAttributes(
            it ->
                it.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        .attributesAsStrings()
        .containsValue("0");
  }

  private static void take(Chromium browser, LocalServer server, SnsClient sns, Path file)
      throws IOException {
    browser.open(server, Chromium.event(server, 3));
    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);
    int[] published = {EVENTS_BEFORE};
    browser.until(
        "events are in flight",
        () -> {
          publish(server, sns, published[0]++);
          return browser.all(".dot[visibility=visible]").size() >= DOTS;
        });
    Files.write(file, browser.screenshot());
  }

  private static void publish(LocalServer server, SnsClient sns, int number) {
    String domain = number % 3 == 0 ? "checkout" : "basket";
    String event =
        "{\"event_domain\":\"%s\",\"event_name\":\"%s\",\"event_id\":\"%s-%04d\"}"
            .formatted(domain, number % 3 == 0 ? "paid" : "basket_updated", domain, number);
    sns.publish(it -> it.topicArn(server.output(domain + "TopicArn")).message(event));
  }
}
