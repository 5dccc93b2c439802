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
      String letters = sqs.getQueueUrl(it -> it.queueName("jane-checkout-events-dlq")).queueUrl();
      sqs.sendMessage(it -> it.queueUrl(letters).messageBody("{\"event_name\":\"unreadable\"}"));
      for (int i = 0; i < EVENTS_BEFORE; i++) {
        publish(server, sns, i);
      }
      browser.size(1440, 860, false);
      for (String scheme : new String[] {"dark", "light"}) {
        browser.prefers("prefers-color-scheme", scheme);
        take(browser, server, sns, Path.of("docs", "console-" + scheme + ".png"));
      }
    }
  }

  private static void take(Chromium browser, LocalServer server, SnsClient sns, Path file)
      throws IOException {
    browser.open(server, "#event/3");
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
