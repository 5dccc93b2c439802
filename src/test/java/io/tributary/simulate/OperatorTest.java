package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.UnaskedQueues;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** The operator before an SQS whose tasks end as they are told. */
class OperatorTest {

  private static final String DEAD_LETTERS = "arn:aws:sqs:eu-west-1:536697261635:orders-dlq";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:536697261635:orders";

  private final Ledger ledger = new Ledger(10, (body, event) -> true);
  private final Deque<ListMessageMoveTasksResultEntry> tasks = new ArrayDeque<>();
  private final List<String> started = new ArrayList<>();
  private final List<Integer> hidden = new ArrayList<>();

  private void task(String status, long moved, String failureReason) {
    tasks.add(
        ListMessageMoveTasksResultEntry.builder()
            .status(status)
            .approximateNumberOfMessagesMoved(moved)
            .failureReason(failureReason)
            .build());
  }

  private Operator operator() {
    return operator(Optional.of(QUEUE));
  }

  private Operator operator(Optional<String> to) {
    Operator operator =
        new Operator(
            new VirtualTime(Instant.EPOCH, 1),
            new Sqs(),
            new Receives(),
            Caller.of(new Principal.User("aws", "536697261635", "jane")),
            Map.of(DEAD_LETTERS, to),
            ledger);
    operator.start();
    return operator;
  }

  @Test
  void aTaskThatHasMovedAll_isDone() {
    task("COMPLETED", 7, null);
    Operator operator = operator();

    assertThat(operator.done()).isTrue();
    assertThat(operator.moved()).isEqualTo(7);
  }

  @Test
  void aTaskThatFailsAtTooLargeAMessage_isFollowedByAnotherWithoutIt() {
    task("FAILED", 2, "InvalidParameterValue");
    task("COMPLETED", 3, null);
    Operator operator = operator();

    assertThat(operator.done()).isFalse();
    assertThat(operator.done()).isTrue();
    assertThat(operator.moved()).isEqualTo(5);
    assertThat(hidden).containsExactly(43_200);
    assertThat(started).containsExactly(DEAD_LETTERS + " " + QUEUE, DEAD_LETTERS + " " + QUEUE);
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void aTaskBackWhereMessagesCameFrom_thatFailsAtTooLargeAMessage_isFollowedByOneLikeIt() {
    task("FAILED", 2, "InvalidParameterValue");
    task("COMPLETED", 3, null);
    Operator operator = operator(Optional.empty());

    assertThat(operator.done()).isFalse();
    assertThat(operator.done()).isTrue();
    assertThat(operator.moved()).isEqualTo(5);
    assertThat(started).containsExactly(DEAD_LETTERS + " null", DEAD_LETTERS + " null");
    assertThat(ledger.violations()).isEmpty();
  }

  @Test
  void aTaskBackWhereMessagesCameFrom_thatFailsAtOneFromNowhere_isBrokenAndSaysWhereItWent() {
    task("FAILED", 2, "CouldNotDetermineMessageSource");
    Operator operator = operator(Optional.empty());

    assertThat(operator.done()).isTrue();
    assertThat(started).containsExactly(DEAD_LETTERS + " null");
    assertThat(ledger.violations())
        .singleElement()
        .satisfies(
            broken -> {
              assertThat(broken.invariant()).isEqualTo("redrive-delivers");
              assertThat(broken.what())
                  .contains(
                      DEAD_LETTERS + " to the queues that its messages came from ended as FAILED",
                      "CouldNotDetermineMessageSource");
            });
  }

  @Test
  void aTaskThatFailsForAnyOtherReason_isBrokenAndSaysWhy() {
    task("FAILED", 2, "AccessDenied");
    Operator operator = operator();

    assertThat(operator.done()).isTrue();
    assertThat(started).containsExactly(DEAD_LETTERS + " " + QUEUE);
    assertThat(ledger.violations())
        .singleElement()
        .satisfies(
            broken -> {
              assertThat(broken.invariant()).isEqualTo("redrive-delivers");
              assertThat(broken.what()).contains(DEAD_LETTERS, "FAILED", "AccessDenied");
            });
  }

  private final class Sqs implements SqsAsyncClient {

    @Override
    public CompletableFuture<GetQueueUrlResponse> getQueueUrl(GetQueueUrlRequest request) {
      return CompletableFuture.completedFuture(
          GetQueueUrlResponse.builder().queueUrl("https://sqs/" + request.queueName()).build());
    }

    @Override
    public CompletableFuture<ListDeadLetterSourceQueuesResponse> listDeadLetterSourceQueues(
        ListDeadLetterSourceQueuesRequest request) {
      return CompletableFuture.completedFuture(
          ListDeadLetterSourceQueuesResponse.builder().queueUrls("https://sqs/orders").build());
    }

    @Override
    public CompletableFuture<StartMessageMoveTaskResponse> startMessageMoveTask(
        StartMessageMoveTaskRequest request) {
      started.add(request.sourceArn() + " " + request.destinationArn());
      return CompletableFuture.completedFuture(StartMessageMoveTaskResponse.builder().build());
    }

    @Override
    public CompletableFuture<ListMessageMoveTasksResponse> listMessageMoveTasks(
        ListMessageMoveTasksRequest request) {
      return CompletableFuture.completedFuture(
          ListMessageMoveTasksResponse.builder().results(tasks.remove()).build());
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  private final class Receives extends UnaskedQueues {

    @Override
    public List<QueuedMessage> receive(
        Caller caller, String queueArn, int max, Integer visibilitySeconds) {
      hidden.add(visibilitySeconds);
      return List.of();
    }
  }
}
