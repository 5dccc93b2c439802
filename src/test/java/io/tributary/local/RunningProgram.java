package io.tributary.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A graph deployed in a local cloud under virtual time, and what a person does with it. */
final class RunningProgram {

  private static final ObjectMapper JSON = new ObjectMapper();

  final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  final LocalCloud cloud;
  final Deployment deployment;
  private final Stack stack;
  private final Principal user;

  RunningProgram(ResourceGraph graph) {
    this.stack = graph.stack();
    this.user = Deployment.user(stack);
    this.cloud = new LocalCloud(time, stack.account());
    this.deployment = new Deployment(cloud);
    apply(graph);
  }

  /** Brings it to another version of its program. */
  void apply(ResourceGraph graph) {
    time.await(deployment.apply(graph));
  }

  /** Publishes a message to a topic of the user, and lets it travel for ten seconds. */
  RunningProgram publish(String topic, String message) {
    return publish(topic, message, Map.of());
  }

  /** Publishes a message with attributes, which are strings. */
  RunningProgram publish(String topic, String message, Map<String, String> attributes) {
    Map<String, MessageAttributeValue> values = new TreeMap<>();
    attributes.forEach(
        (name, value) ->
            values.put(
                name,
                MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    time.await(
        cloud
            .client(SnsAsyncClient.class, user)
            .publish(
                it -> it.topicArn(topicArn(topic)).message(message).messageAttributes(values)));
    time.advance(Duration.ofSeconds(10));
    return this;
  }

  private String topicArn(String topic) {
    return stack.account().arn("sns", stack.username() + "-" + topic);
  }

  /** An example event, as a person publishes it. */
  static String example(String name) {
    try {
      return Files.readString(Path.of("example-sns-events", name + ".json"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Receives and deletes all that lies in a queue of the user. */
  List<Message> take(String queue) {
    SqsAsyncClient sqs = cloud.client(SqsAsyncClient.class, user);
    String url =
        "https://sqs.eu-west-1.amazonaws.com/"
            + stack.accountId()
            + "/"
            + stack.username()
            + "-"
            + queue;
    List<Message> taken = new ArrayList<>();
    List<Message> batch;
    do {
      batch =
          time.await(sqs.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10))).messages();
      batch.forEach(
          message ->
              time.await(
                  sqs.deleteMessage(
                      it -> it.queueUrl(url).receiptHandle(message.receiptHandle()))));
      taken.addAll(batch);
    } while (!batch.isEmpty());
    return taken;
  }

  List<JsonNode> takeJson(String queue) {
    return take(queue).stream().map(message -> json(message.body())).toList();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(text, broken);
    }
  }

  /** The hops of a kind that ended so. */
  List<Hop> hops(Step step, Outcome outcome) {
    return cloud
        .journal()
        .hops()
        .filter(hop -> hop.step() == step && hop.outcome() == outcome)
        .toList();
  }
}
