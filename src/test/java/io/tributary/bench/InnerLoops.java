package io.tributary.bench;

import io.tributary.cli.bench.Events;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.protocol.AwsJson;
import io.tributary.cloud.gateway.protocol.AwsQuery;
import io.tributary.cloud.gateway.protocol.Protocol;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.EventPattern;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.cloud.time.VirtualTime;
import io.tributary.local.Deployment;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;

/**
 * What an event meets on its way, each alone; docs/performance.md has the command. The pipe's
 * template is measured beside it, in its own package.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InnerLoops {

  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:jane-basket-events";
  private static final String EVENT = Events.withId("0000000042");

  private final Protocol query = new AwsQuery("sns", "2010-03-31", "http://sns");
  private final Protocol json = AwsJson.of("1.0", "AmazonSQS");
  private final byte[] form = form();
  private final byte[] deletions = deletions();
  private final LocalCloud cloud;
  private final Queues queues;
  private final Caller user;
  private final AttachedPolicy policy =
      new AttachedPolicy(
          "queue policy",
          PolicyDocument.parse(
              "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                  + "{\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\""
                  + QUEUE
                  + "\"}]}"));
  private final EventPattern pattern =
      EventPattern.parse(
          "{\"source\":[\"basket\"],\"detail\":{\"event\":{\"event_name\":[\"basket_updated\"]}}}");
  private final JsonText delivered =
      JsonText.parse("{\"source\":\"basket\",\"detail\":{\"event\":" + EVENT + "}}").orElseThrow();
  private long asked;

  /** A cloud with purchase-events. */
  public InnerLoops() {
    ResourceGraph graph = PurchaseProgram.recorded();
    VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
    this.cloud = new LocalCloud(time, graph.stack().account(), 1_000);
    time.await(new Deployment(cloud).apply(graph));
    this.user = Caller.of(Deployment.user(graph.stack()));
    this.queues =
        cloud.services().stream()
            .filter(SqsService.class::isInstance)
            .map(SqsService.class::cast)
            .findFirst()
            .orElseThrow();
  }

  /** A form of ten events. */
  @Benchmark
  public SdkPojo decodeForm() {
    return decoded(query, form, "application/x-www-form-urlencoded", PublishBatchRequest.builder());
  }

  /** Ten receipt handles. */
  @Benchmark
  public SdkPojo decodeJson() {
    return decoded(
        json, deletions, "application/x-amz-json-1.0", DeleteMessageBatchRequest.builder());
  }

  private static SdkPojo decoded(Protocol protocol, byte[] body, String type, Object builder) {
    HttpCall call =
        new HttpCall("POST", "/", null, name -> name.equals("Content-Type") ? type : null, body);
    protocol.decode("Any", call, (SdkPojo) builder);
    return (SdkPojo) builder;
  }

  /** A request that was not decided before: each is about another queue. */
  @Benchmark
  public Decision evaluate() {
    return cloud.iam().decide(new AccessRequest(user, "sqs:SendMessage", QUEUE + asked++), policy);
  }

  /** A request as it was decided before. */
  @Benchmark
  public Decision evaluateAgain() {
    return cloud.iam().decide(new AccessRequest(user, "sqs:SendMessage", QUEUE), policy);
  }

  @Benchmark
  public boolean match() {
    return pattern.matches(delivered);
  }

  /** A message sent, received and deleted. */
  @Benchmark
  public String queue() {
    queues.send(user, QUEUE, new OutgoingMessage(EVENT, 1));
    QueuedMessage message = queues.receive(user, QUEUE, 1, null).get(0);
    queues.delete(user, QUEUE, message.receiptHandle());
    return message.messageId();
  }

  private static byte[] form() {
    String message = URLEncoder.encode(EVENT, StandardCharsets.UTF_8);
    return IntStream.rangeClosed(1, 10)
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "&PublishBatchRequestEntries.member.%1$d.Id=e%1$d"
                        + "&PublishBatchRequestEntries.member.%1$d.Message=%2$s",
                    i,
                    message))
        .collect(Collectors.joining("", "Version=2010-03-31&Action=PublishBatch", ""))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] deletions() {
    return IntStream.range(0, 10)
        .mapToObj(i -> "{\"Id\":\"" + i + "\",\"ReceiptHandle\":\"" + "A".repeat(100) + "\"}")
        .collect(Collectors.joining(",", "{\"QueueUrl\":\"http://q\",\"Entries\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
