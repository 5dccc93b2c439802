package io.tributary.console;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.sns.MalformedAttributesException;
import io.tributary.cloud.sns.MessageAttributesJson;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Publishes messages as the deploying user, one or a burst of equal ones. */
final class Sending {

  /** The longest burst. */
  static final int MOST = 100_000;

  /** So many are published between two looks at what else the loop has to do. */
  private static final int AT_ONCE = 50;

  private static final int EVENTS_TOLD = 5;

  private final LocalServer server;
  private final Run run;
  private final List<Example> examples;

  Sending(LocalServer server, Run run, List<Example> examples) {
    this.server = server;
    this.run = run;
    this.examples = List.copyOf(examples);
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("api/examples", request -> offered()),
        Endpoint.post(
            "api/check",
            request -> CompletableFuture.completedFuture(check(request.body(Message.class)))),
        Endpoint.post("api/publish", request -> publish(request.body(Message.class))));
  }

  /** An example as the page shows it, with the ARN of its topic. */
  private record Offered(String name, String topic, String body, String attributes) {}

  /** Those whose topics the program exports as it is deployed now. */
  private List<Offered> offered() {
    Map<String, Object> outputs = server.graph().outputs();
    return examples.stream()
        .filter(example -> outputs.containsKey(example.topicArnOutput()))
        .map(
            example ->
                new Offered(
                    example.name(),
                    outputs.get(example.topicArnOutput()).toString(),
                    example.body(),
                    example.attributes()))
        .toList();
  }

  /**
   * What to publish.
   *
   * @param topic the ARN of a topic
   * @param attributes as {@code aws sns publish --message-attributes} takes them; null or empty for
   *     none
   * @param count how often; null for once
   */
  private record Message(String topic, String body, String attributes, Integer count) {

    private void check() {
      List<String> problems = new ArrayList<>();
      if (topic == null) {
        problems.add("'topic' is missing: the ARN of the topic to publish to");
      }
      if (body == null) {
        problems.add("'body' is missing: the message");
      }
      if (count != null && (count < 1 || count > MOST)) {
        problems.add("'count' takes 1 to " + MOST + ", got " + count);
      }
      if (!problems.isEmpty()) {
        throw Refusal.badRequest(String.join("; ", problems));
      }
    }

    Map<String, MessageAttributeValue> messageAttributes() {
      try {
        return attributes == null || attributes.isBlank()
            ? Map.of()
            : MessageAttributesJson.read(attributes);
      } catch (MalformedAttributesException wrong) {
        throw Refusal.badRequest(wrong.getMessage());
      }
    }

    /** Why SNS would not take its attributes; null when it would. */
    String attributesProblem() {
      try {
        messageAttributes();
        return null;
      } catch (Refusal wrong) {
        return wrong.getMessage();
      }
    }
  }

  /**
   * Whether a message is JSON; SNS takes any text, but an event pattern wants JSON.
   *
   * @param problem of the body; null when it is valid
   * @param attributesProblem why SNS would not take its attributes; null when it would
   */
  private record Check(boolean valid, Problem problem, String attributesProblem) {}

  /** What is wrong, and where, counted from 1. */
  private record Problem(String message, int line, int column) {}

  private static Check check(Message message) {
    message.check();
    Problem problem = problem(message.body());
    return new Check(problem == null, problem, message.attributesProblem());
  }

  private static Problem problem(String body) {
    try (JsonParser parser = Json.MAPPER.createParser(body)) {
      return body.isBlank() ? broken("it is empty", parser.currentLocation()) : problem(parser);
    } catch (IOException bug) {
      throw new IllegalStateException("text in memory can always be read", bug);
    }
  }

  private static Problem problem(JsonParser parser) throws IOException {
    try {
      Json.MAPPER.readTree(parser);
      return parser.nextToken() == null
          ? null
          : broken("more follows the JSON's end", parser.currentLocation());
    } catch (JsonProcessingException broken) {
      // What is nested too deep or has too many digits names no place.
      return broken(
          broken.getOriginalMessage(),
          Objects.requireNonNullElse(broken.getLocation(), parser.currentLocation()));
    }
  }

  private static Problem broken(String words, JsonLocation at) {
    return new Problem(words, at.getLineNr(), at.getColumnNr());
  }

  /** How many SNS took, and the names of the first events. */
  private record Published(int accepted, List<String> events) {}

  private CompletableFuture<Published> publish(Message message) {
    message.check();
    CompletableFuture<Published> done = new CompletableFuture<>();
    new Burst(message, done).goOn();
    return done;
  }

  /** A burst on its way; it ends early when whoever asked for it goes away. */
  private final class Burst {

    private final SnsAsyncClient sns = server.cloud().client(SnsAsyncClient.class, server.user());
    private final Journal journal = server.journal();
    private final List<String> events = new ArrayList<>();
    private final PublishRequest request;
    private final int count;
    private final CompletableFuture<Published> done;
    private int accepted;

    Burst(Message message, CompletableFuture<Published> done) {
      this.request =
          PublishRequest.builder()
              .topicArn(message.topic())
              .message(message.body())
              .messageAttributes(message.messageAttributes())
              .build();
      this.count = message.count() == null ? 1 : message.count();
      this.done = done;
    }

    void goOn() {
      for (int i = 0; i < AT_ONCE && accepted < count && !done.isDone(); i++) {
        publishOne();
      }
      if (accepted < count && !done.isDone()) {
        server.serverLoop().execute(this::goOn);
      } else {
        done.complete(new Published(accepted, events));
      }
    }

    private void publishOne() {
      CompletableFuture<?> published = sns.publish(request);
      published.whenComplete(
          (response, failure) -> {
            if (failure != null) {
              done.completeExceptionally(told(failure));
              return;
            }
            accepted++;
            if (events.size() < EVENTS_TOLD) {
              events.add(run.event(journal.newestTrace()));
            }
          });
    }

    /** With how many were published before: who believes that none was sends them all again. */
    private Throwable told(Throwable failure) {
      return Refusal.of(failure)
          .filter(refusal -> accepted > 0)
          .<Throwable>map(
              refusal -> refusal.after("published %s of %s events".formatted(accepted, count)))
          .orElse(failure);
    }
  }
}
