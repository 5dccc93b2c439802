package io.tributary.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.sqs.MessageView;
import io.tributary.cloud.sqs.QueueView;
import io.tributary.local.LocalServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What lies in a queue, and what it carries. Looking receives nothing. */
final class QueuePages {

  private static final int MOST_MESSAGES = 50;

  /**
   * How many bytes of messages one answer holds, as an open page asks every few moments: the size
   * of the <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">largest
   * message</a>, counted in the same way, so that the first always fits.
   */
  private static final int MOST_BYTES = 1_048_576;

  private final LocalServer server;
  private final Run run;
  private final Chart chart;
  private final SqsAsyncClient root;

  QueuePages(LocalServer server, Run run, Chart chart) {
    this.server = server;
    this.run = run;
    this.chart = chart;
    LocalCloud cloud = server.cloud();
    this.root = cloud.client(SqsAsyncClient.class, Principal.Root.of(cloud.account()));
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("api/queues/*", request -> shown(queue(server, request.variable()))));
  }

  /**
   * A queue of the running cloud, whoever created it.
   *
   * @throws Refusal 404
   */
  static QueueView queue(LocalServer server, String name) {
    return server.cloud().sqs().inventory().stream()
        .filter(queue -> queue.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("there is no queue " + name));
  }

  /** The queues whose dead letters go to a queue. */
  static List<QueueView> sources(LocalServer server, QueueView deadLetterQueue) {
    return server.cloud().sqs().inventory().stream()
        .filter(queue -> deadLetterQueue.arn().equals(queue.deadLetterTargetArn()))
        .toList();
  }

  /** A queue as the page shows it; {@code more} messages are there beside those listed. */
  private record Shown(
      String name,
      String arn,
      String url,
      boolean deadLetter,
      Map<String, String> attributes,
      List<Statement> policy,
      List<Waiting> messages,
      int more,
      List<String> sources) {}

  private record Statement(String sid, String words, String json) {}

  /**
   * A message as it lies there.
   *
   * @param bytes of the body
   * @param body null when the messages before it leave no room; so are its attributes then
   * @param event the event's name; null when it is not known
   */
  private record Waiting(
      String id,
      String sentAt,
      int receiveCount,
      String state,
      String visibleAt,
      int bytes,
      String body,
      Map<String, String> attributes,
      String event) {}

  private Shown shown(QueueView queue) {
    Map<String, String> attributes = attributes(queue);
    List<String> sources = sources(server, queue).stream().map(QueueView::name).toList();
    List<Waiting> messages = messages(queue);
    return new Shown(
        queue.name(),
        queue.arn(),
        queue.url(),
        // A redrive policy may name it that was set at run time, which the deployment does not
        // know.
        !sources.isEmpty() || chart.takesDeadLetters(queue.arn()),
        attributes,
        statements(attributes.get("Policy"), queue.arn()),
        messages,
        queue.visible() + queue.inFlight() + queue.delayed() - messages.size(),
        sources);
  }

  private List<Waiting> messages(QueueView queue) {
    List<Waiting> messages = new ArrayList<>();
    int room = MOST_BYTES;
    for (MessageView view : server.cloud().sqs().peek(queue.arn(), MOST_MESSAGES)) {
      int size = view.size();
      boolean fits = size <= room;
      room -= fits ? size : 0;
      messages.add(waiting(view, fits));
    }
    return messages;
  }

  private Map<String, String> attributes(QueueView queue) {
    return new TreeMap<>(
        root.getQueueAttributes(
                it -> it.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
            .join()
            .attributesAsStrings());
  }

  private static List<Statement> statements(String policy, String arn) {
    List<Statement> statements = new ArrayList<>();
    if (policy != null) {
      JsonNode element = read(policy).path("Statement");
      for (JsonNode statement : element.isArray() ? element : List.of(element)) {
        statements.add(
            new Statement(
                statement.path("Sid").asText(null),
                PolicyWords.of(statement, arn),
                statement.toString()));
      }
    }
    return statements;
  }

  private static JsonNode read(String policy) {
    try {
      return Json.MAPPER.readTree(policy);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("SQS keeps no policy that is not JSON", bug);
    }
  }

  private Waiting waiting(MessageView message, boolean whole) {
    return new Waiting(
        message.messageId(),
        Instant.ofEpochMilli(message.sentMillis()).toString(),
        message.receiveCount(),
        message.state().toLowerCase(Locale.ROOT).replace('_', ' '),
        Instant.ofEpochMilli(message.availableMillis()).toString(),
        message.body().getBytes(StandardCharsets.UTF_8).length,
        whole ? message.body() : null,
        whole ? texts(message.attributes()) : null,
        message.trace() == 0 ? null : run.event(message.trace()));
  }

  private static Map<String, String> texts(Map<String, MessageAttributeValue> attributes) {
    Map<String, String> texts = new TreeMap<>();
    attributes.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  /** A binary value in base64, as in an answer of SQS. */
  private static String text(MessageAttributeValue value) {
    return value.binaryValue() == null
        ? value.stringValue()
        : Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe());
  }
}
