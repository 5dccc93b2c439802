package io.tributary.audit;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Deployment;
import io.tributary.local.GraphResource;
import io.tributary.local.Provided;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** A graph in a cloud and a time of its own, and what the stack's user does there. */
final class Site {

  private static final Instant START = Instant.parse("2025-01-15T12:00:00Z");

  private final VirtualTime time;
  private final LocalCloud cloud;
  private final Places places;
  private final ResourceGraph graph;
  private final List<Event> events;
  private final List<Asked> asked;
  private final List<Denial> refused = new ArrayList<>();
  private final Map<Long, String> traces = new TreeMap<>();

  /**
   * Deploys a graph.
   *
   * @param asked where every question to IAM is added, from the first of the deployment on
   * @throws CompletionException behind which is the {@link
   *     io.tributary.local.DeploymentFailedException}, if a resource cannot be made
   */
  Site(ResourceGraph graph, List<Event> events, long seed, List<Asked> asked) {
    this.time = new VirtualTime(START, seed);
    this.graph = graph;
    this.cloud = new LocalCloud(time, graph.stack().account());
    this.places = new Places(graph);
    this.events = events;
    this.asked = asked;
    cloud.iam().listen((decision, policy) -> asked.add(new Asked(decision, policy)));
    time.await(new Deployment(cloud).apply(graph));
  }

  Places places() {
    return places;
  }

  LocalCloud cloud() {
    return cloud;
  }

  /** What IAM was asked so far. */
  List<Asked> asked() {
    return List.copyOf(asked);
  }

  void advance(Duration duration) {
    time.advance(duration);
  }

  /** A client of the account's root, who may do all that no resource's policy denies. */
  <C extends SdkClient> C root(Class<C> client) {
    return cloud.client(client, Principal.Root.of(graph.stack().account()));
  }

  <T> T await(CompletableFuture<T> answer) {
    return time.await(answer);
  }

  private <C extends SdkClient> C user(Class<C> client) {
    return cloud.client(client, Deployment.user(graph.stack()));
  }

  /** What a call answers; empty, and noted, when IAM denies it. */
  <T> Optional<T> attempt(CompletableFuture<T> call) {
    return attempt(null, call);
  }

  private <T> Optional<T> attempt(String example, CompletableFuture<T> call) {
    try {
      return Optional.of(time.await(call));
    } catch (CompletionException failed) {
      Decision decision = AccessDenied.behind(failed.getCause()).orElseThrow(() -> failed);
      refused.add(new Denial(call(example, decision.request()), example, decision));
      return Optional.empty();
    }
  }

  /** Puts every event where it begins. */
  void publish() {
    for (Event event : events) {
      attempt(event.name(), event.put().apply(this))
          .ifPresent(id -> traces.put(traceOf(id), event.name()));
    }
  }

  /** A client of whoever the events of a topic come from. */
  SnsAsyncClient publisher(String topicArn) {
    return cloud.client(SnsAsyncClient.class, Provided.publisher(graph, topicArn));
  }

  private long traceOf(String id) {
    return cloud
        .journal()
        .newestFirst()
        .filter(hop -> id.equals(hop.id()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the journal holds no hop of " + id))
        .trace();
  }

  /** Receives what can be received from a queue now, at most ten messages, as the user. */
  List<Message> receive(GraphResource queue) {
    return attempt(
            user(SqsAsyncClient.class)
                .receiveMessage(
                    it ->
                        it.queueUrl(queue.id())
                            .maxNumberOfMessages(10)
                            .messageAttributeNames("ERROR_CODE")))
        .map(ReceiveMessageResponse::messages)
        .orElse(List.of());
  }

  /** Moves all messages of a dead-letter queue to another queue, as the user. */
  void redrive(String deadLetterQueueArn, String destinationArn) {
    attempt(
        user(SqsAsyncClient.class)
            .startMessageMoveTask(
                it -> it.sourceArn(deadLetterQueueArn).destinationArn(destinationArn)));
  }

  /** Where every example ended: the user looks into, and empties, all queues and log groups. */
  Endings endings() {
    Endings endings = new Endings(events.stream().map(Event::name).toList());
    cloud.journal().hops().forEach(hop -> endings.passed(traces.get(hop.trace()), hop));
    for (GraphResource queue : places.queues()) {
      for (List<Message> batch = receive(queue); !batch.isEmpty(); batch = receive(queue)) {
        batch.forEach(message -> take(queue, message, endings));
      }
    }
    places.logGroups().stream().filter(this::isWritten).forEach(endings::written);
    return endings;
  }

  private void take(GraphResource queue, Message message, Endings endings) {
    attempt(
        user(SqsAsyncClient.class)
            .deleteMessage(it -> it.queueUrl(queue.id()).receiptHandle(message.receiptHandle())));
    String example = traces.get(traceOf(message.messageId()));
    if (example == null) {
      return; // An alarm's message ends nowhere that the audit asks for.
    }
    String why =
        message.hasMessageAttributes()
            ? Endings.WITH_ERROR + message.messageAttributes().get("ERROR_CODE").stringValue()
            : "";
    endings.found(example, "queue " + queue.outputs().get("name") + why);
  }

  private boolean isWritten(String logGroup) {
    return attempt(
            user(CloudWatchLogsAsyncClient.class)
                .filterLogEvents(it -> it.logGroupName(logGroup).limit(1)))
        .map(found -> !found.events().isEmpty())
        .orElse(false);
  }

  /**
   * The denials that the journal tells of, and those of the user's and the root's own calls. A
   * denied publish of an example is among the latter, with its example: in the journal it has a
   * trace of no event. One of a service, as CloudWatch's for an alarm, is in the journal alone.
   */
  Stream<Denial> denials() {
    return Stream.concat(
        cloud
            .journal()
            .hops()
            .filter(hop -> hop.decision() != null && !isOfExample(hop))
            .map(this::denial),
        refused.stream());
  }

  private static boolean isOfExample(Hop denied) {
    return denied.step() == Step.SNS_PUBLISH
        && !(denied.decision().request().caller().principal() instanceof Principal.Service);
  }

  private static String call(String example, AccessRequest request) {
    Principal caller = request.caller().principal();
    if (example != null) {
      return caller.arn() + ": " + Step.SNS_PUBLISH.verb() + " to " + request.resource();
    }
    return "a call of " + (caller instanceof Principal.Root ? "the account's root" : "the user");
  }

  private Denial denial(Hop hop) {
    return new Denial(way(hop), traces.get(hop.trace()), hop.decision());
  }

  /** Who did what, and with which resource. */
  private static String way(Hop hop) {
    String verb = ": " + hop.step().verb();
    if (hop.peer() == null) {
      return hop.resource() + verb;
    }
    if (!hop.step().comesFromPeer()) {
      return hop.resource() + verb + " to " + hop.peer();
    }
    boolean takes = hop.step() == Step.SQS_RECEIVE || hop.step() == Step.SQS_DELETE;
    return hop.peer() + verb + (takes ? " from " : " to ") + hop.resource();
  }
}
