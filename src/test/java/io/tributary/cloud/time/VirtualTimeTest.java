package io.tributary.cloud.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

  private static final Instant START = Instant.parse("2025-01-15T12:09:36Z");

  private final VirtualTime time = new VirtualTime(START, 1);
  private final List<String> ran = new ArrayList<>();

  @Test
  void advance_runsTimersInTheOrderOfTheirTimesAndThenOfTheirSetting() {
    time.schedule(Duration.ofDays(14), () -> ran.add("last"));
    time.schedule(Duration.ofSeconds(5), () -> ran.add("first"));
    time.schedule(Duration.ofSeconds(5), () -> ran.add("second"));

    time.advance(Duration.ofDays(14));

    assertThat(ran).containsExactly("first", "second", "last");
    assertThat(time.now()).isEqualTo(START.plus(Duration.ofDays(14)));
  }

  @Test
  void advance_leavesTimersThatAreNotDueYet() {
    time.schedule(Duration.ofSeconds(5), () -> ran.add("due"));

    time.advance(Duration.ofMillis(4_999));

    assertThat(ran).isEmpty();
  }

  @Test
  void advance_runsWhatATimerSetsWithinTheSpan() {
    time.schedule(
        Duration.ofSeconds(1),
        () -> time.schedule(Duration.ofSeconds(1), () -> ran.add("chained")));

    time.advance(Duration.ofSeconds(2));

    assertThat(ran).containsExactly("chained");
  }

  @Test
  void cancel_keepsTheTaskFromRunning() {
    Timer timer = time.schedule(Duration.ofSeconds(1), () -> ran.add("cancelled"));

    timer.cancel();
    time.advance(Duration.ofSeconds(2));

    assertThat(ran).isEmpty();
  }

  @Test
  void await_movesTimeOnlyAsFarAsTheResultNeeds() {
    CompletableFuture<String> future = new CompletableFuture<>();
    time.schedule(Duration.ofSeconds(20), () -> future.complete("answer"));
    time.schedule(Duration.ofSeconds(21), () -> ran.add("too far"));

    assertThat(time.await(future)).isEqualTo("answer");
    assertThat(time.now()).isEqualTo(START.plusSeconds(20));
    assertThat(ran).isEmpty();
  }

  @Test
  void await_withNothingLeftToRun_saysSoInsteadOfHanging() {
    assertThatThrownBy(() -> time.await(new CompletableFuture<>()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing is left to run");
  }

  @Test
  void equalSeeds_drawEqualUuidsOfVersion4() {
    String id = new VirtualTime(START, 7).random().uuid();

    assertThat(new VirtualTime(START, 7).random().uuid()).isEqualTo(id);
    assertThat(java.util.UUID.fromString(id).version()).isEqualTo(4);
    assertThat(java.util.UUID.fromString(id).variant()).isEqualTo(2);
  }
}
