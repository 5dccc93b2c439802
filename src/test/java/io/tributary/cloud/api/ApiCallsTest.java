package io.tributary.cloud.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.time.RealTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of a client that is not on the loop. */
class ApiCallsTest {

  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final RealTime loop = new RealTime(executor, 1);
  private final ApiCalls calls = new ApiCalls(loop);

  @AfterEach
  void shutDown() {
    executor.shutdownNow();
  }

  @Test
  void aCallThatIsGivenUp_isCancelledOnTheLoop() {
    CompletableFuture<String> waiting = new CompletableFuture<>();
    List<Boolean> inLoop = new ArrayList<>();
    waiting.whenComplete((result, failure) -> inLoop.add(loop.inLoop()));
    CompletableFuture<String> answer = calls.answerLater(() -> waiting);
    runTasks();

    answer.cancel(false);
    runTasks();

    assertThat(waiting).isCancelled();
    assertThat(inLoop).containsExactly(true);
  }

  @Test
  void aCallThatIsGivenUpBeforeItsTurn_isNotBegun() {
    List<String> begun = new ArrayList<>();
    CountDownLatch busy = new CountDownLatch(1);
    executor.execute(() -> waitFor(busy));
    CompletableFuture<Boolean> answer = calls.answer(() -> begun.add("call"));

    answer.cancel(false);
    busy.countDown();
    runTasks();

    assertThat(begun).isEmpty();
  }

  @Test
  void aCallThatIsAnsweredLater_isAnswered() {
    CompletableFuture<String> waiting = new CompletableFuture<>();
    CompletableFuture<String> answer = calls.answerLater(() -> waiting);
    runTasks();

    waiting.complete("answer");

    assertThat(answer).isCompletedWithValue("answer");
    assertThat(waiting).isNotCancelled();
  }

  /** What was handed to the thread before is over then. */
  private void runTasks() {
    CompletableFuture.runAsync(() -> {}, executor).join();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
