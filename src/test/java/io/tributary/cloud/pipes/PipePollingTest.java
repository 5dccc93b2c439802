package io.tributary.cloud.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.pipes.model.PipeState;

class PipePollingTest {

  private static final String EVENT = "{\"event\":<$.body>}";
  private static final String RECEIVE = "ReceiveMessage max=10 visibility=null";

  private final PipesFixture pipes = new PipesFixture();

  @Test
  void theQueuesAttributesAreAskedForBeforeTheFirstPollOnly() {
    pipes.create(pipe -> pipe);

    pipes.send("1");

    assertThat(pipes.calls).startsWith("GetQueueAttributes", RECEIVE);
    assertThat(pipes.calls).containsOnlyOnce("GetQueueAttributes");
  }

  @Test
  void anIdlePipeAsksForNothing() {
    pipes.create(pipe -> pipe);
    pipes.calls.clear();

    pipes.time.advance(Duration.ofDays(14));

    assertThat(pipes.calls).isEmpty();
  }

  @Test
  void withoutAWindowTheBatchGoesAtOnce() {
    createWith(10, 0);

    pipes.send("1");

    assertThat(pipes.puts).hasSize(1);
  }

  @Test
  void afterABugThePipeGoesOn() {
    pipes.createWithTemplate(EVENT);
    var works = pipes.bus;
    pipes.bus =
        entries -> {
          throw new IllegalStateException("a bug");
        };
    assertThatThrownBy(() -> pipes.send("1")).hasMessage("a bug");
    pipes.bus = works;
    pipes.puts.clear();

    pipes.time.advance(Duration.ofSeconds(1));
    pipes.send("2");

    assertThat(pipes.queue.bodies()).containsExactly("1");
    pipes.time.advance(Duration.ofSeconds(30));
    assertThat(pipes.details()).containsExactly("{\"event\":2}", "{\"event\":1}");
    assertThat(pipes.queue.bodies()).isEmpty();
  }

  @Test
  void withAWindowTheBatchGoesWhenTheWindowEnds() {
    createWith(10, 60);
    pipes.send("1");
    pipes.time.advance(Duration.ofSeconds(59));
    pipes.send("2");
    assertThat(pipes.puts).isEmpty();

    pipes.time.advance(Duration.ofSeconds(1));

    assertThat(pipes.puts).extracting(List::size).containsExactly(2);
  }

  @Test
  void withAWindowTheBatchGoesAsSoonAsItIsFull() {
    createWith(2, 60);

    pipes.send("1", "2", "3");

    assertThat(pipes.puts).extracting(List::size).containsExactly(2);
  }

  @Test
  void whatIsLeftAfterAFullBatchGetsAWindowOfItsOwn() {
    createWith(2, 60);
    pipes.send("1");
    pipes.time.advance(Duration.ofSeconds(50));
    pipes.send("2", "3");
    pipes.time.advance(Duration.ofSeconds(59));
    assertThat(pipes.puts).hasSize(1);

    pipes.time.advance(Duration.ofSeconds(1));

    assertThat(pipes.puts).extracting(List::size).containsExactly(2, 1);
  }

  @Test
  void withAWindowMessagesAreHiddenForSevenMinutesAndAHalfBeyondIt() {
    createWith(10, 60);

    assertThat(pipes.calls).contains("ReceiveMessage max=10 visibility=510");
  }

  @Test
  void aSmallerBatchSizeIsWhatIsAskedFor() {
    createWith(3, 0);

    assertThat(pipes.calls).contains("ReceiveMessage max=3 visibility=null");
  }

  private void createWith(int batchSize, int windowSeconds) {
    pipes.create(
        pipe ->
            pipe.sourceParameters(
                source ->
                    source.sqsQueueParameters(
                        queue ->
                            queue
                                .batchSize(batchSize)
                                .maximumBatchingWindowInSeconds(windowSeconds))));
  }

  @Test
  void aSourceThatRefusesLaterIsTriedAgainLessAndLessOften() {
    pipes.create(pipe -> pipe);
    pipes.queue.refuse("ReceiveMessage", PipesFixture.sqsDenies("sqs:ReceiveMessage"));
    pipes.calls.clear();
    pipes.send("1");

    pipes.time.advance(Duration.ofSeconds(63));

    long tries = pipes.calls.stream().filter(RECEIVE::equals).count();
    assertThat(tries).as("at 0, 1, 3, 7, 15, 31, 63 seconds").isEqualTo(7);
  }

  @Test
  void aLastingRefusalIsTriedOnceAMinute() {
    pipes.create(pipe -> pipe);
    pipes.queue.refuse("ReceiveMessage", PipesFixture.sqsDenies("sqs:ReceiveMessage"));
    pipes.send("1");
    pipes.time.advance(Duration.ofMinutes(10));
    pipes.calls.clear();

    pipes.time.advance(Duration.ofMinutes(10));

    assertThat(pipes.calls).containsOnly("GetQueueAttributes", RECEIVE).hasSize(20);
  }

  @Test
  void aRefusalBySourceIsWrittenDownOnceAndIsThePipesStateReason() {
    pipes.create(pipe -> pipe);
    pipes.queue.refuse("ReceiveMessage", PipesFixture.sqsDenies("sqs:ReceiveMessage"));
    pipes.send("1");

    pipes.time.advance(Duration.ofMinutes(10));

    List<Hop> hops = pipes.hops(Poller.NO_EVENT);
    assertThat(hops).hasSize(1);
    assertThat(hops.get(0).outcome()).isEqualTo(Outcome.DENIED);
    assertThat(hops.get(0).peer()).isEqualTo(PipesFixture.QUEUE);
    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.RUNNING);
    assertThat(pipes.describe().stateReason())
        .startsWith(
            "The provided customer role does not have permissions to call ReceiveMessage on SQS");
  }

  @Test
  void onceTheSourceAllowsItAgainThePipeGoesOn() {
    pipes.createWithTemplate(EVENT);
    pipes.queue.refuse("ReceiveMessage", PipesFixture.sqsDenies("sqs:ReceiveMessage"));
    pipes.send("1");
    pipes.time.advance(Duration.ofMinutes(10));
    pipes.queue.refuse("ReceiveMessage", null);

    pipes.time.advance(Duration.ofMinutes(1));

    assertThat(pipes.details()).containsExactly("{\"event\":1}");
    assertThat(pipes.queue.bodies()).isEmpty();
    assertThat(pipes.describe().stateReason()).isNull();
  }

  @Test
  void aPipeThatMayNoLongerAskForTheAttributesStopsAtTheNextRefusalOfAnyCallUntilItMay() {
    pipes.createWithTemplate(EVENT);
    pipes.queue.refuse("GetQueueAttributes", PipesFixture.sqsDenies("sqs:GetQueueAttributes"));
    pipes.send("1");
    assertThat(pipes.queue.bodies()).isEmpty();

    pipes.queue.refuse("ReceiveMessage", PipesFixture.sqsDenies("sqs:ReceiveMessage"));
    pipes.send("2");
    pipes.queue.refuse("ReceiveMessage", null);
    pipes.time.advance(Duration.ofMinutes(10));

    assertThat(pipes.queue.bodies()).containsExactly("2");
    assertThat(pipes.describe().currentState()).isEqualTo(PipeState.RUNNING);
    assertThat(pipes.describe().stateReason())
        .startsWith(
            "The provided customer role does not have permissions to call GetQueueAttributes on"
                + " SQS");

    pipes.queue.refuse("GetQueueAttributes", null);
    pipes.time.advance(Duration.ofMinutes(1));
    assertThat(pipes.details()).containsExactly("{\"event\":1}", "{\"event\":2}");
    assertThat(pipes.queue.bodies()).isEmpty();
    assertThat(pipes.describe().stateReason()).isNull();
  }

  @Test
  void whileTheTargetRefusesThePipeSlowsDown() {
    pipes.create(pipe -> pipe);
    pipes.bus =
        entries -> {
          throw PipesFixture.busDenies();
        };

    pipes.send(
        java.util.stream.IntStream.range(0, 50).mapToObj(i -> "" + i).toArray(String[]::new));
    assertThat(pipes.puts).hasSize(1);
    pipes.time.advance(Duration.ofSeconds(7));

    assertThat(pipes.puts).as("at 0, 1, 3, 7 seconds").hasSize(4);
  }
}
