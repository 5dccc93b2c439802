package io.tributary.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Deployment;
import io.tributary.local.ResourceGraph;
import io.tributary.local.Stack;
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

/**
 * Any system's graph, deployed in a local cloud under virtual time with IAM enforced, and what a
 * person does with it. Topics and queues are named without the username of the stack's config,
 * which all of them have to begin with.
 */
public final class RunningProgram {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Stands still but while something here waits or {@link VirtualTime#advance} moves it. */
  public final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);

  public final LocalCloud cloud;
  public final Deployment deployment;
  private final Stack stack;
  private final Principal user;

  /** Deploys a graph in a cloud of its own. */
  public RunningProgram(ResourceGraph graph) {
    this.stack = graph.stack();
    this.user = Deployment.user(stack);
    this.cloud = new LocalCloud(time, stack.account());
    this.deployment = new Deployment(cloud);
    apply(graph);
  }

  /** Brings it to another version of its program. */
  public void apply(ResourceGraph graph) {
    time.await(deployment.apply(graph));
  }

  /** Publishes a message to a topic of the user, and lets it travel for ten seconds. */
  public RunningProgram publish(String topic, String message) {
    return publish(topic, message, Map.of());
  }

  /** Publishes a message with attributes, which are strings. */
  public RunningProgram publish(String topic, String message, Map<String, String> attributes) {
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

  /** Receives and deletes all that lies in a queue of the user. */
  public List<Message> take(String queue) {
    SqsAsyncClient sqs = cloud.client(SqsAsyncClient.class, user);
    String url = queueUrl(queue);
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

  private String queueUrl(String queue) {
    return "https://sqs.%s.amazonaws.com/%s/%s-%s"
        .formatted(stack.region(), stack.accountId(), stack.username(), queue);
  }

  /** Takes all that lies in a queue, and reads each message's body. */
  public List<JsonNode> takeJson(String queue) {
    return take(queue).stream().map(message -> json(message.body())).toList();
  }

  /**
   * Reads JSON.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(text, broken);
    }
  }

  /** The hops of a kind that ended so. */
  public List<Hop> hops(Step step, Outcome outcome) {
    return cloud
        .journal()
        .hops()
        .filter(hop -> hop.step() == step && hop.outcome() == outcome)
        .toList();
  }
}
