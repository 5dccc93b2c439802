package io.tributary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.local.LocalServer;
import io.tributary.route.Route;
import io.tributary.route.RouteText;
import io.tributary.route.Routes;
import io.tributary.system.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One run of a system's demo against a running local cloud, through its gateway, as a user's own
 * program would.
 */
final class DemoRun {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Shows numbers as they were sent: 1.50 is not 1.5. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final LocalServer server;
  private final Path directory;
  private final Demo demo;
  private final Terminal terminal;
  private final Duration patience;

  /**
   * A run.
   *
   * @param demo what it shows
   * @param directory where the example events are
   * @param patience how long after the last publish every event must have arrived
   */
  DemoRun(LocalServer server, Demo demo, Path directory, Terminal terminal, Duration patience) {
    this.server = server;
    this.demo = demo;
    this.directory = directory;
    this.terminal = terminal;
    this.patience = patience;
  }

  int run() throws IOException {
    terminal.out().println(Greeting.deployed(server));
    OthersQueues.note(server.graph()).ifPresent(terminal.out()::println);
    Map<String, Route> arrived;
    Map<String, String> published;
    try (SnsClient sns = AwsClients.sns(server)) {
      published = publish(sns);
    }
    try (SqsClient sqs = AwsClients.sqs(server)) {
      arrived = receive(sqs, published);
    }
    published.forEach((messageId, file) -> printRoute(messageId, file));
    return reportAmiss(published, arrived);
  }

  /** Publishes every example; the answer is the SNS message id of each file. */
  private Map<String, String> publish(SnsClient sns) throws IOException {
    Map<String, String> published = new LinkedHashMap<>();
    for (Demo.Example example : demo.examples()) {
      String topic = server.output(example.topicArnOutput());
      String message = ExampleFile.read(directory, example);
      var attributes = ExampleFile.attributes(directory, example);
      published.put(
          sns.publish(it -> it.topicArn(topic).message(message).messageAttributes(attributes))
              .messageId(),
          example.file());
    }
    return published;
  }

  private Map<String, Route> receive(SqsClient sqs, Map<String, String> published) {
    String queueUrl = server.output(demo.queueUrlOutput());
    Map<String, Route> arrived = new LinkedHashMap<>();
    long deadline = System.nanoTime() + patience.toNanos();
    while (!arrived.keySet().containsAll(published.keySet()) && System.nanoTime() < deadline) {
      int wait = (int) Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toSeconds());
      var answer =
          sqs.receiveMessage(
              it ->
                  it.queueUrl(queueUrl)
                      .maxNumberOfMessages(10)
                      .waitTimeSeconds(Math.min(wait, 20)));
      for (Message message : answer.messages()) {
        print(queueUrl, message);
        publishedAs(message, published).forEach(arrived::put);
        sqs.deleteMessage(it -> it.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
    }
    return arrived;
  }

  /** Which of the published messages a received one is: their hops are on the same route. */
  private Map<String, Route> publishedAs(Message message, Map<String, String> published) {
    Map<String, Route> found = new LinkedHashMap<>();
    routeOf(message.messageId())
        .ifPresent(
            route ->
                route.hops().stream()
                    .filter(hop -> published.containsKey(hop.id()))
                    .forEach(hop -> found.put(hop.id(), route)));
    return found;
  }

  private Optional<Route> routeOf(String id) {
    Routes routes = new Routes(server.journal(), server.cloud().pipes()::runs);
    return server.read(() -> routes.byId(id));
  }

  private void print(String queueUrl, Message message) {
    String queue = queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    terminal.out().println();
    terminal.out().println(queue + " received:");
    terminal.out().println(pretty(message.body()));
  }

  private static String pretty(String body) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body));
    } catch (JsonProcessingException notJson) {
      return body;
    }
  }

  private void printRoute(String messageId, String file) {
    terminal.out().println();
    terminal.out().println("The route of " + file + ":");
    routeOf(messageId)
        .map(RouteText::lines)
        .ifPresent(lines -> lines.forEach(terminal.out()::println));
  }

  /** A pipe that may not delete what it has passed on would pass it on again and again. */
  private int reportAmiss(Map<String, String> published, Map<String, Route> arrived) {
    int code = ExitCode.OK;
    for (Map.Entry<String, String> event : published.entrySet()) {
      Optional<Route> route = routeOf(event.getKey());
      boolean came = arrived.containsKey(event.getKey());
      if (!came || route.filter(Route::stopped).isPresent()) {
        code = ExitCode.FOUND;
        terminal.err().println("tributary: " + event.getValue() + amiss(came));
        route.map(Route::endings).ifPresent(it -> it.forEach(terminal.err()::println));
      }
    }
    return code;
  }

  private String amiss(boolean came) {
    return came
        ? " arrived, but not all of its way went well."
        : " did not arrive within " + patience.toSeconds() + " s.";
  }
}
