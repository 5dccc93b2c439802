package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.AwsClients;
import io.tributary.cli.Purchases;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The console by the rules of axe-core: names, roles, contrast and more, <a
 * href="https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md">as described
 * there</a>.
 */
class AccessibilityTest {

  private static final String VIOLATIONS =
      "const done = arguments[arguments.length - 1]; axe.run().then(({ violations }) =>"
          + " done(violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html,"
          + " failureSummary }) => html + ' ' + failureSummary).join(' | '))))";

  private static Chromium browser;
  private static LocalServer server;

  @BeforeAll
  static void start() {
    browser = Chromium.start();
    server = Purchases.served(Purchases.recorded(Map.of()));
    try (SnsClient sns = AwsClients.sns(server);
        SqsClient sqs = AwsClients.sqs(server)) {
      sns.publish(
          it -> it.topicArn(server.output("basketTopicArn")).message("{\"event_id\":\"e-1\"}"));
      String queue = sqs.getQueueUrl(it -> it.queueName("jane-purchase-events-dlq")).queueUrl();
      sqs.sendMessage(it -> it.queueUrl(queue).messageBody("{}"));
    }
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

  @ParameterizedTest
  @CsvSource({
    "dark,  1440, ''",
    "light, 1440, ''",
    "dark,  1440, '#event'",
    "light, 1440, '#event'",
    "dark,  1440, '#queue/jane-purchase-events-dlq'",
    "light, 1440, '#queue/jane-purchase-events-dlq'",
    "light, 1440, '#send'",
    "dark,  390,  ''",
    "light, 390,  '#event'",
  })
  void nothingIsFoundAgainst(String scheme, int width, String address) {
    browser.size(width, 900, width < 600);
    browser.prefers("prefers-color-scheme", scheme);
    browser.open(server, address.equals("#event") ? Chromium.event(server, 1) : address);
    browser.until("the event is listed", () -> browser.all("#events li").size() == 2);
    browser.until("the panel is filled", () -> !browser.text("body").contains("Loading"));
    browser.script(axe());

    assertThat((List<?>) browser.asyncScript(VIOLATIONS)).isEmpty();
  }

  private static String axe() {
    try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
