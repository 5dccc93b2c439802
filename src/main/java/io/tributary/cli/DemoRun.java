package io.tributary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.local.LocalServer;
import io.tributary.route.Route;
import io.tributary.route.RouteHop;
import io.tributary.route.RouteText;
import io.tributary.route.Routes;
import io.tributary.system.Demo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * One run of a system's demo against a running local cloud, through its gateway, as a user's own
 * program would.
 */
final class DemoRun {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** So long it waits for a message at one queue before it looks at the next. */
  private static final int LOOK_SECONDS = 1;

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

  int run() {
    terminal.out().println(Greeting.deployed(server));
    OthersQueues.note(server.graph()).ifPresent(terminal.out()::println);
    Map<String, Demo.Example> published;
    Map<String, Set<String>> lacking;
    try (SnsClient sns = AwsClients.sns(server)) {
      published = publish(sns);
    }
    try (SqsClient sqs = AwsClients.sqs(server)) {
      lacking = receive(sqs, published);
    }
    published.forEach((messageId, example) -> printRoute(messageId, demo.name(example)));
    return reportAmiss(published, lacking);
  }

  /** Publishes every example; the answer is each by its SNS message id. */
  private Map<String, Demo.Example> publish(SnsClient sns) {
    Map<String, Demo.Example> published = new LinkedHashMap<>();
    for (Demo.Example example : demo.examples()) {
      String topic = server.output(example.topicArnOutput());
      String message = ExampleFile.read(directory, example);
      var attributes = ExampleFile.attributes(directory, example);
      published.put(
          sns.publish(it -> it.topicArn(topic).message(message).messageAttributes(attributes))
              .messageId(),
          example);
    }
    return published;
  }

  /** Receives what comes; the answer is the queues by URL that each message did not come to. */
  private Map<String, Set<String>> receive(SqsClient sqs, Map<String, Demo.Example> published) {
    Map<String, Set<String>> lacking = new LinkedHashMap<>();
    published.forEach((messageId, example) -> lacking.put(messageId, queueUrls(example)));
    long deadline = System.nanoTime() + patience.toNanos();
    for (Set<String> awaited = all(lacking);
        !awaited.isEmpty() && System.nanoTime() < deadline;
        awaited = all(lacking)) {
      awaited.forEach(queueUrl -> receive(sqs, queueUrl, lacking));
    }
    return lacking;
  }

  private Set<String> queueUrls(Demo.Example example) {
    return example.queueUrlOutputs().stream()
        .map(server::output)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> all(Map<String, Set<String>> queueUrls) {
    return queueUrls.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void receive(SqsClient sqs, String queueUrl, Map<String, Set<String>> lacking) {
    var answer =
        sqs.receiveMessage(
            it -> it.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(LOOK_SECONDS));
    for (Message message : answer.messages()) {
      print(queueUrl, message);
      publishedAs(message, lacking.keySet()).forEach(id -> lacking.get(id).remove(queueUrl));
      sqs.deleteMessage(it -> it.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
    }
  }

  /** Which of the published messages a received one is: their hops are on the same route. */
  private List<String> publishedAs(Message message, Set<String> published) {
    return routeOf(message.messageId()).stream()
        .flatMap(route -> route.hops().stream())
        .map(RouteHop::id)
        .filter(published::contains)
        .distinct()
        .toList();
  }

  private Optional<Route> routeOf(String id) {
    Routes routes = new Routes(server.journal(), server.cloud().pipes()::runs);
    return server.read(() -> routes.byId(id));
  }

  private void print(String queueUrl, Message message) {
    terminal.out().println();
    terminal.out().println(queue(queueUrl) + " received:");
    terminal.out().println(pretty(message.body()));
  }

  private static String pretty(String body) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body));
    } catch (JsonProcessingException notJson) {
      return body;
    }
  }

  private void printRoute(String messageId, String example) {
    terminal.out().println();
    terminal.out().println("The route of " + example + ":");
    routeOf(messageId)
        .map(RouteText::lines)
        .ifPresent(lines -> lines.forEach(terminal.out()::println));
  }

  private static String queue(String queueUrl) {
    return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
  }

  /** A pipe that may not delete what it has passed on would pass it on again and again. */
  private int reportAmiss(
      Map<String, Demo.Example> published, Map<String, Set<String>> allLacking) {
    int code = ExitCode.OK;
    for (Map.Entry<String, Demo.Example> event : published.entrySet()) {
      Optional<Route> route = routeOf(event.getKey());
      Set<String> lacking = allLacking.get(event.getKey());
      if (!lacking.isEmpty() || route.filter(Route::stopped).isPresent()) {
        code = ExitCode.FOUND;
        terminal.err().println("tributary: " + demo.name(event.getValue()) + amiss(lacking));
        route.map(Route::endings).ifPresent(it -> it.forEach(terminal.err()::println));
      }
    }
    return code;
  }

  private String amiss(Set<String> lacking) {
    return lacking.isEmpty()
        ? " arrived, but not all of its way went well."
        : lacking.stream()
            .map(queueUrl -> "queue " + queue(queueUrl))
            .collect(
                Collectors.joining(
                    " and ", " did not arrive in ", " within " + patience.toSeconds() + " s."));
  }
}
