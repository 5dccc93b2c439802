package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testing.RunningProgram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.pipes.model.ListPipesResponse;
import software.amazon.awssdk.services.pipes.model.Pipe;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The runbook's entries on single messages and on those who consume them. */
class RunbookMessagesTest {

  private static final String PURCHASES =
      "https://sqs.eu-west-1.amazonaws.com/536697261635/jane-purchase-events";
  private static final String EVENT = PurchaseProgram.example("basket-updated-event");

  /** More than a source queue takes, less than SNS does. */
  private static final String LARGE = "{\"text\":\"" + "x".repeat(261_500) + "\"}";

  private static final ResourceGraph GRAPH = PurchaseProgram.recorded();

  @RegisterExtension private final OnCall onCall = new OnCall();

  private RunningProgram program;

  private void deploy(ResourceGraph graph, String name) {
    program = new RunningProgram(graph);
    onCall.at(program, GRAPH, name);
  }

  private List<Message> receive() {
    return ((ReceiveMessageResponse)
            onCall.somebody(
                "sqs",
                "receive-message",
                "--queue-url",
                PURCHASES,
                "--max-number-of-messages",
                "10"))
        .messages();
  }

  private void delete(Message message) {
    onCall.somebody(
        "sqs",
        "delete-message",
        "--queue-url",
        PURCHASES,
        "--receipt-handle",
        message.receiptHandle());
  }

  private void pass(Duration duration) {
    program.time.advance(duration);
  }

  /** Waits where the entry says so, and as long. */
  private void passAsWritten(String entry, String words) {
    assertThat(Runbook.entry(entry).text()).contains(words);
    pass(Duration.ofSeconds(31));
  }

  /** As SQS counts them. */
  private static int bytes(Message message) {
    return message.body().length()
        + message.messageAttributes().entrySet().stream()
            .map(it -> it.getKey() + it.getValue().dataType() + it.getValue().stringValue())
            .mapToInt(String::length)
            .sum();
  }

  private static int largest(GetQueueAttributesResponse queue) {
    return Integer.parseInt(queue.attributes().get(QueueAttributeName.MAXIMUM_MESSAGE_SIZE));
  }

  @Test
  @Exercises("poison-message")
  void poisonMessages_areTakenOutOrMovedBack() {
    deploy(GRAPH, "purchase-events");
    program.publish("basket-events", EVENT);
    program.publish("checkout-events", PurchaseProgram.example("checkout-created-event"));
    for (int receive = 0; receive < 5; receive++) {
      assertThat(receive()).hasSize(2);
      pass(Duration.ofSeconds(31));
    }
    assertThat(receive()).isEmpty();

    assertThat(onCall.see(0, ReceiveMessageResponse.class).messages())
        .hasSize(2)
        .extracting(
            it -> it.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN))
        .containsOnly("arn:aws:sqs:eu-west-1:536697261635:jane-purchase-events");
    Message hopeless =
        ((ReceiveMessageResponse) onCall.mend(0))
            .messages().stream()
                .filter(it -> it.body().contains("checkout_created"))
                .findFirst()
                .orElseThrow();
    onCall.with("HANDLE", hopeless.receiptHandle()).mend(1);
    passAsWritten("poison-message", "After these 30 seconds, when all others are visible again:");
    assertThat(OnCall.status(onCall.mend(2))).isEqualTo("COMPLETED");
    List<Message> moved = receive();
    moved.forEach(this::delete);
    pass(Duration.ofMinutes(3));

    assertThat(moved).singleElement().matches(it -> it.body().contains("basket_updated"));
    assertThat(Seen.waiting(onCall.check(0, GetQueueAttributesResponse.class))).isZero();
  }

  /** As a consumer that never deletes, until it receives no more. */
  private void receiveFiveTimes(Duration visibilityTimeout) {
    for (int receive = 0; receive < 5; receive++) {
      assertThat(receive()).hasSize(1);
      pass(visibilityTimeout.plusSeconds(1));
    }
    assertThat(receive()).isEmpty();
  }

  @Test
  @Exercises("dlq-not-empty")
  void deadLettersThatFailAgainWithALongerTimeout_areBackAfterFiveOfThat() {
    deploy(GRAPH, "purchase-events");
    program.publish("basket-events", EVENT);
    receiveFiveTimes(Duration.ofSeconds(30));
    onCall.asDeployer().mendBy("consumer-too-slow", 0);

    assertThat(Seen.waiting(onCall.see(0, GetQueueAttributesResponse.class))).isEqualTo(1);
    assertThat(onCall.see(1, ReceiveMessageResponse.class).messages()).hasSize(1);
    assertThat(OnCall.status(onCall.mend(0))).isEqualTo("COMPLETED");
    receiveFiveTimes(Duration.ofMinutes(5));

    assertThat(Runbook.entry("dlq-not-empty").text())
        .contains("`maxReceiveCount` (five unless set) times the visibility timeout");
    assertThat(Seen.waiting(onCall.check(0, GetQueueAttributesResponse.class))).isEqualTo(1);
    assertThat(onCall.check(1, DescribeAlarmsResponse.class).metricAlarms()).hasSize(1);
  }

  @Test
  @Exercises("too-large-message")
  void tooLargeMessage_isTakenOutAndPublishedSmaller() {
    deploy(GRAPH, "basket-events");
    program.publish("basket-events", LARGE);

    Message dead = onCall.see(0, ReceiveMessageResponse.class).messages().get(0);
    assertThat(dead.attributes())
        .doesNotContainKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
    assertThat(dead.messageAttributes()).isEmpty();
    assertThat(bytes(dead)).isGreaterThan(largest(onCall.see(1, GetQueueAttributesResponse.class)));
    Message taken = ((ReceiveMessageResponse) onCall.mend(0)).messages().get(0);
    assertThat(onCall.with("HANDLE", taken.receiptHandle()).mend(1))
        .isInstanceOf(DeleteMessageResponse.class);
    program.publish("basket-events", LARGE.substring(0, 250_000) + "\"}");
    pass(Duration.ofMinutes(1));

    assertThat(Seen.waiting(onCall.check(0, GetQueueAttributesResponse.class))).isZero();
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isEqualTo(1);
  }

  @Test
  @Exercises("too-large-message")
  void messageTooLargeByItsAttributes_isTakenOutWithThem() {
    deploy(GRAPH, "basket-events");
    program.publish("basket-events", "x".repeat(260_900), Map.of("note", "y".repeat(200)));

    Message dead = onCall.see(0, ReceiveMessageResponse.class).messages().get(0);
    int largest = largest(onCall.see(1, GetQueueAttributesResponse.class));
    assertThat(dead.body().length()).isLessThan(largest);
    assertThat(bytes(dead)).isGreaterThan(largest);
    Message taken = ((ReceiveMessageResponse) onCall.mend(0)).messages().get(0);
    assertThat(taken.messageAttributes()).containsOnlyKeys("note");
    onCall.with("HANDLE", taken.receiptHandle()).mend(1);
    program.publish("basket-events", "x".repeat(250_000));

    assertThat(Seen.waiting(onCall.check(0, GetQueueAttributesResponse.class))).isZero();
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isEqualTo(1);
  }

  @Test
  @Exercises("too-large-message")
  void tooLargeMessageAmongOthers_isTakenOutAndTheOthersAreMovedBack() {
    deploy(Altered.without(GRAPH, Altered.QUEUE_POLICY, "basket-events-policy"), "basket-events");
    program.publish("basket-events", LARGE).publish("basket-events", EVENT);
    program.apply(GRAPH);

    assertThat(onCall.see(0, ReceiveMessageResponse.class).messages()).hasSize(2);
    int largest = largest(onCall.see(1, GetQueueAttributesResponse.class));
    Message large =
        ((ReceiveMessageResponse) onCall.mend(0))
            .messages().stream().filter(it -> bytes(it) > largest).findFirst().orElseThrow();
    onCall.with("HANDLE", large.receiptHandle()).mend(1);
    passAsWritten("too-large-message", "After these 30 seconds, when all others are visible again");
    assertThat(OnCall.status(onCall.mendBy("dlq-not-empty", 0))).isEqualTo("COMPLETED");
    pass(Duration.ofMinutes(1));

    assertThat(Seen.waiting(onCall.check(0, GetQueueAttributesResponse.class))).isZero();
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isEqualTo(1);
  }

  @Test
  @Exercises("redrive-fails")
  void redriveThatATooLargeMessageStops_movesTheRestOnceThatIsTakenOut() {
    deploy(Altered.without(GRAPH, Altered.QUEUE_POLICY, "basket-events-policy"), "basket-events");
    program.publish("basket-events", LARGE).publish("basket-events", EVENT);
    program.time.await(program.deployment.apply(GRAPH));
    assertThat(OnCall.status(onCall.mend(0))).isEqualTo("FAILED");

    assertThat(onCall.see(0, ListMessageMoveTasksResponse.class).results().get(0).failureReason())
        .contains("InvalidParameterValue");
    Message large =
        ((ReceiveMessageResponse) onCall.mendBy("too-large-message", 0))
            .messages().stream().filter(it -> bytes(it) > 261_000).findFirst().orElseThrow();
    onCall.with("HANDLE", large.receiptHandle()).mendBy("too-large-message", 1);
    passAsWritten("redrive-fails", "30 seconds after the last look, when all are visible again:");
    onCall.mend(0);

    assertThat(OnCall.status(onCall.check(0, ListMessageMoveTasksResponse.class)))
        .isEqualTo("COMPLETED");
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isZero();
    assertThat(program.take("purchase-events")).hasSize(1);
  }

  @Test
  @Exercises("duplicates")
  void duplicatesOfAPipeThatMayNotDelete_endWithItsRight() {
    deploy(Altered.denying(GRAPH, "basket-events", "sqs:DeleteMessage"), "basket-events");
    program.publish("basket-events", EVENT);
    pass(Duration.ofMinutes(1));
    List<String> ids = Seen.eventIds(program.takeJson("purchase-events"));
    assertThat(ids).hasSizeGreaterThan(1);
    assertThat(Set.copyOf(ids)).hasSize(1);

    assertThat(Seen.sum(onCall.see(0, GetMetricStatisticsResponse.class)))
        .isGreaterThan(Seen.sum(onCall.see(1, GetMetricStatisticsResponse.class)));
    assertThat(othersOnTheBus()).isEmpty();
    onCall.mendBy("pipe-role-lacks-an-action", 0);
    pass(Duration.ofMinutes(1));
    program.take("purchase-events");
    pass(Duration.ofMinutes(1));

    assertThat(onCall.check(0, GetQueueAttributesResponse.class).attributes().values())
        .containsOnly("0");
    assertThat(program.take("purchase-events")).isEmpty();
  }

  /** The pipes onto the bus but the stack's own; the list has those onto buses named alike, too. */
  private List<String> othersOnTheBus() {
    return onCall.see(2, ListPipesResponse.class).pipes().stream()
        .filter(pipe -> pipe.target().equals(PurchaseProgram.BUS))
        .map(Pipe::name)
        .filter(name -> !Set.of("jane-basket-events", "jane-checkout-events").contains(name))
        .toList();
  }

  /**
   * With another stack on the same topics. A local cloud is one deployment's, so both are deployed
   * as one, and the other has a username whose names jane may make.
   */
  private static ResourceGraph besideAnotherStack(ResourceGraph graph, String user, String bus) {
    Program program =
        PurchaseProgram.with(
            Map.of(
                "purchase-events:username",
                user,
                "purchase-events:eventBusArn",
                bus,
                "purchase-events:pipeLogs",
                "false",
                "purchase-events:monitoring",
                "false"));
    ResourceGraph other =
        ProgramRecorder.record(
            new Program(program.project(), user, program.config(), Set.of(), program.code()));
    return new ResourceGraph(
        graph.stack(),
        Stream.concat(graph.resources().stream(), other.resources().stream()).toList(),
        graph.outputs());
  }

  @Test
  @Exercises("duplicates")
  void duplicatesOfAnotherStacksPipes_endWhenThatLeavesTheBus() {
    ResourceGraph archiving =
        besideAnotherStack(GRAPH, "jane-archive", PurchaseProgram.BUS + "-archive");
    deploy(besideAnotherStack(archiving, "jane-trial", PurchaseProgram.BUS), "basket-events");
    program.publish("basket-events", EVENT);
    pass(Duration.ofMinutes(1));
    assertThat(program.take("purchase-events")).hasSize(2);

    assertThat(Seen.sum(onCall.see(0, GetMetricStatisticsResponse.class)))
        .isPositive()
        .isEqualTo(Seen.sum(onCall.see(1, GetMetricStatisticsResponse.class)));
    assertThat(othersOnTheBus())
        .containsExactly("jane-trial-basket-events", "jane-trial-checkout-events");
    program.apply(archiving);
    program.publish("basket-events", EVENT);

    assertThat(program.take("purchase-events")).hasSize(1);
    assertThat(onCall.check(0, GetQueueAttributesResponse.class).attributes().values())
        .containsOnly("0");
  }

  @Test
  @Exercises("consumer-too-slow")
  void consumerThatTakesAMinute_worksWithALongerTimeout() {
    deploy(GRAPH, "purchase-events");
    program.publish("basket-events", EVENT);
    Duration work = Duration.ofSeconds(60);
    List<Message> first = receive();
    pass(work.dividedBy(2).plusSeconds(1));
    List<Message> again = receive();
    assertThat(again).extracting(Message::messageId).containsExactly(first.get(0).messageId());
    pass(work);

    assertThat(attribute(onCall.see(0, GetQueueAttributesResponse.class))).isEqualTo("30");
    assertThat(Seen.sum(onCall.see(1, GetMetricStatisticsResponse.class))).isEqualTo(2);
    assertThat(Seen.sum(onCall.see(2, GetMetricStatisticsResponse.class))).isZero();
    onCall.asDeployer().mend(0);
    Message third = receive().get(0);
    pass(work);
    assertThat(receive()).isEmpty();
    delete(third);
    pass(Duration.ofMinutes(10));

    var queue = onCall.check(0, GetQueueAttributesResponse.class);
    assertThat(attribute(queue)).isEqualTo("300");
    assertThat(Seen.waiting(queue)).isZero();
    assertThat(Seen.waiting(onCall.check(1, GetQueueAttributesResponse.class))).isZero();
  }

  private static String attribute(GetQueueAttributesResponse queue) {
    return queue.attributes().get(QueueAttributeName.VISIBILITY_TIMEOUT);
  }
}
