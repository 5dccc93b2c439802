package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.sqs.SqsPlayer.Attributes;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The same generated calls, none of which waits for more time to pass than a move takes, through
 * the same SDK client to the local cloud and to ElasticMQ; what the client sees must be the same.
 * Messages are told apart by their bodies, as neither AWS nor ElasticMQ promises an order.
 *
 * <p>Where ElasticMQ 1.7.1 is known to differ from AWS, the calls do not ask, or {@link SqsPlayer}
 * puts both answers into the same words; our own tests hold what AWS does there. Pages are those of
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference:
 *
 * <ul>
 *   <li>It names most errors InvalidAttributeValue, a queue that is not there QueueDoesNotExist;
 *       AWS has the codes of SQSDeveloperGuide/sqs-json-api-responses.html and CommonErrors.html.
 *   <li>It refuses to delete by a handle that is not the latest or whose message is gone; AWS
 *       answers success (API_DeleteMessage.html).
 *   <li>It takes visibility timeouts below 0 and over 43,200 s (API_ChangeMessageVisibility.html),
 *       queue attributes beyond their ranges and unknown names in GetQueueAttributes
 *       (API_SetQueueAttributes.html, API_GetQueueAttributes.html), empty batches and any entry id
 *       (API_SendMessageBatch.html).
 *   <li>It reports a dead-letter queue that is not there as QueueDoesNotExist, and lists no sources
 *       of a dead-letter queue that SetQueueAttributes named (API_ListDeadLetterSourceQueues.html).
 *   <li>It lets messages be moved out of any queue, those in flight too, and a moved message keeps
 *       its {@code DeadLetterQueueSourceArn} and does not wait for the delay of its queue; AWS
 *       calls it a new one (API_StartMessageMoveTask.html,
 *       SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html).
 * </ul>
 */
class ElasticMqTest {

  private static SQSRestServer elasticMq;
  private static SqsAsyncClient elasticMqClient;
  private static int runs;

  @BeforeContainer
  static void start() {
    elasticMq =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withPort(0)
            .withAWSRegion("eu-west-1")
            .withAWSAccountId(SqsFixture.ACCOUNT)
            .start();
    InetSocketAddress address = elasticMq.waitUntilStarted().localAddress();
    elasticMqClient =
        SqsAsyncClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + address.getPort()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "none")))
            .httpClient(AwsCrtAsyncHttpClient.create())
            .build();
  }

  @AfterContainer
  static void stop() {
    elasticMqClient.close();
    elasticMq.stopAndWait();
  }

  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  @Property(tries = 60, seed = "42", shrinking = ShrinkingMode.BOUNDED)
  void aClientSeesTheSame(@ForAll("calls") List<Call> calls) {
    String run = "run" + ++runs;
    SqsFixture cloud = new SqsFixture();
    SqsPlayer ours =
        new SqsPlayer(
            cloud.sqs,
            run,
            answer -> {
              cloud.passMillis(1);
              return cloud.call(answer);
            });
    SqsPlayer theirs = new SqsPlayer(elasticMqClient, run, answer -> answer.join());
    List<String> seenHere = new ArrayList<>();
    List<String> seenThere = new ArrayList<>();
    for (Call call : calls) {
      seenHere.add(call.name + " -> " + call.play.apply(ours));
      seenThere.add(call.name + " -> " + call.play.apply(theirs));
    }
    assertThat(seenHere).isEqualTo(seenThere);
    requireInManyRuns("a dead letter was received", seenHere, "receive dead .* from arn:.*");
    requireInManyRuns(
        "a dead letter was moved", seenHere, "move .*Messages=[1-9].* COMPLETED .*Messages=0.*");
  }

  /** So that the comparison does reach what it is for. */
  private static void requireInManyRuns(String what, List<String> seen, String pattern) {
    Statistics.label(what)
        .collect(seen.stream().anyMatch(call -> call.matches(pattern)))
        .coverage(runs -> runs.check(true).count(count -> count >= 10));
  }

  /** One call with its parameters. */
  record Call(String name, Function<SqsPlayer, String> play) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Half of the runs begin with dead letters, which calls drawn one by one hardly ever make. */
  @Provide
  Arbitrary<List<Call>> calls() {
    return Combinators.combine(Arbitraries.of(List.<Call>of(), deadLetters()), drawn())
        .as((first, then) -> Stream.concat(first.stream(), then.stream()).toList());
  }

  private static List<Call> deadLetters() {
    Call receive = receive("orders", 10, 0);
    return List.of(
        redrive(1),
        send("m", null, Attributes.SOME),
        send("é", null, Attributes.NONE),
        receive,
        receive);
  }

  private static Arbitrary<List<Call>> drawn() {
    return Arbitraries.frequencyOf(
            Tuple.of(6, sends()),
            Tuple.of(2, batches()),
            Tuple.of(8, receives()),
            Tuple.of(4, handles()),
            Tuple.of(2, Arbitraries.of(counts("orders"), counts("dead"))),
            Tuple.of(2, attributes()),
            Tuple.of(2, others()),
            Tuple.of(2, Arbitraries.of(redrive(1), redrive(1), redrive(2), redrive(1_001))),
            Tuple.of(2, moves()))
        .list()
        .ofMinSize(15)
        .ofMaxSize(35);
  }

  /** Mostly of what is taken and can be received at once. */
  private static Arbitrary<Call> sends() {
    return Combinators.combine(
            Arbitraries.of("m", "m", "é\"\\\n<&>", "", "bad\u0001", "x".repeat(1_000)),
            Arbitraries.of(null, null, null, 0, 0, 900, 901, -1),
            Arbitraries.of(
                Attributes.NONE,
                Attributes.SOME,
                Attributes.SOME,
                Attributes.NO_NUMBER,
                Attributes.EMPTY))
        .as(ElasticMqTest::send);
  }

  private static Call send(String body, Integer delay, Attributes attributes) {
    return new Call(
        "send " + body.length() + " delay " + delay + " " + attributes,
        player -> player.send(body, delay, attributes));
  }

  private static Arbitrary<Call> batches() {
    return Arbitraries.of(
            List.of("a"),
            List.of("a", "b", "c"),
            List.of("a", "a"),
            List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"))
        .map(ids -> new Call("batch " + ids, player -> player.sendBatch(ids)));
  }

  private static Arbitrary<Call> receives() {
    return Combinators.combine(
            Arbitraries.of("orders", "orders", "dead", "dead", "absent"),
            Arbitraries.frequency(Tuple.of(8, 10), Tuple.of(1, 0), Tuple.of(1, 11)),
            Arbitraries.of(null, 0, 0, 0, 0, 600))
        .as(ElasticMqTest::receive);
  }

  private static Call receive(String queue, int max, Integer visibility) {
    return new Call(
        "receive " + queue + " " + max + " " + visibility,
        player -> player.receive(queue, max, visibility));
  }

  private static Arbitrary<Call> handles() {
    Arbitrary<Integer> which = Arbitraries.integers().between(0, 12);
    Arbitrary<Call> deletes = which.map(i -> new Call("delete " + i, player -> player.delete(i)));
    Arbitrary<Call> batchDeletes =
        which.map(i -> new Call("delete batch " + i, player -> player.deleteBatch(i)));
    Arbitrary<Call> changes =
        Combinators.combine(which, Arbitraries.of(0, 0, 600))
            .as(
                (i, seconds) ->
                    new Call(
                        "change " + i + " " + seconds,
                        player -> player.changeVisibility(i, seconds)));
    return Arbitraries.oneOf(deletes, batchDeletes, changes);
  }

  private static Arbitrary<Call> attributes() {
    return Arbitraries.of(
        set("VisibilityTimeout", "0"),
        set("VisibilityTimeout", "700"),
        set("VisibilityTimeout", "many"),
        set("DelaySeconds", "0"),
        set("DelaySeconds", "700"),
        set("ReceiveMessageWaitTimeSeconds", "20"),
        set("Colour", "red"));
  }

  private static Call set(String name, String value) {
    return new Call("set " + name + "=" + value, player -> player.set(name, value));
  }

  private static Arbitrary<Call> others() {
    return Arbitraries.of(
        new Call("tag", player -> player.tag("team", "a")),
        new Call("untag", player -> player.untag("team")),
        new Call("tags", SqsPlayer::tags),
        new Call("list", SqsPlayer::list),
        new Call("url", player -> player.url("orders")),
        new Call("url absent", player -> player.url("absent")),
        new Call("create again", player -> player.create("orders")),
        new Call("create bad name", player -> player.create("a b")));
  }

  private static Call redrive(int maxReceiveCount) {
    return new Call(
        "redrive " + maxReceiveCount, player -> player.redrive("dead", maxReceiveCount));
  }

  private static Arbitrary<Call> moves() {
    return Arbitraries.just(
        new Call(
            "move dead to orders",
            player ->
                String.join(
                    " ",
                    player.redrive("dead", 2),
                    player.set("DelaySeconds", "0"),
                    player.move("dead", "orders"))));
  }

  private static Call counts(String queue) {
    return new Call("counts " + queue, player -> player.counts(queue));
  }
}
