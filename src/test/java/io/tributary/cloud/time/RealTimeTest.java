package io.tributary.cloud.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealTimeTest {

  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

  /** How far behind the true time the wall clock is, in microseconds. */
  private final AtomicLong setBack = new AtomicLong();

  private final RealTime time =
      new RealTime(
          executor,
          1,
          () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - setBack.get());

  /** Another loop of the same thread, by which the tests tell the real time. */
  private final RealTime wall = new RealTime(executor, 1);

  private final List<String> ran = new ArrayList<>();

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void aTask_happensAtOneMoment_andTheNextOneLater() {
    List<Long> seen = new ArrayList<>();
    Runnable task =
        () -> {
          seen.add(time.micros());
          // The other loop is in no task of its own: its time goes on.
          long begin = wall.micros();
          while (wall.micros() - begin < 2) {
            Thread.onSpinWait();
          }
          seen.add(time.micros());
        };

    time.execute(task);
    time.execute(task);
    onThread(() -> null);

    assertThat(seen.get(1)).isEqualTo(seen.get(0));
    assertThat(seen.get(2)).isGreaterThan(seen.get(1));
  }

  @Test
  void atOneMoment_withinAnother_endsWithTheOuterOne() {
    List<Long> seen = new ArrayList<>();
    onThread(
        () ->
            time.atOneMoment(
                () -> {
                  seen.add(time.atOneMoment(time::micros));
                  long begin = wall.micros();
                  while (wall.micros() - begin < 2) {
                    Thread.onSpinWait();
                  }
                  return seen.add(time.micros());
                }));

    assertThat(seen.get(1)).isEqualTo(seen.get(0));
  }

  @Test
  void paused_timeStandsStill() {
    long paused = onThread(this::pause);

    assertThat(after(Duration.ofMillis(50), time::micros)).isEqualTo(paused);
  }

  @Test
  void paused_anotherLoopOfTheSameThreadGoesOn() {
    onThread(this::pause);
    long before = onThread(wall::micros);

    assertThat(after(Duration.ofMillis(50), wall::micros)).isGreaterThanOrEqualTo(before + 50_000);
  }

  @Test
  void resumed_timeRunsOnFromWhereItStood() {
    long paused = onThread(this::pause);
    after(Duration.ofMillis(200), () -> null);

    long resumed = onThread(this::resume);

    assertThat(resumed - paused).isBetween(0L, 199_999L);
  }

  @Test
  void paused_dueTimersHold_andAfterwardsRunInTheirOrder() {
    onThread(
        () ->
            // Both from the same moment on, however busy the machine is.
            time.atOneMoment(
                () -> {
                  time.schedule(Duration.ofMillis(2), () -> ran.add("second"));
                  time.schedule(Duration.ofMillis(1), () -> ran.add("first"));
                  return pause();
                }));
    List<String> whilePaused = after(Duration.ofMillis(50), () -> List.copyOf(ran));

    onThread(this::resume);
    List<String> afterwards = after(Duration.ofMillis(50), () -> List.copyOf(ran));

    assertThat(whilePaused).isEmpty();
    assertThat(afterwards).containsExactly("first", "second");
  }

  @Test
  void paused_tasksWait_andAfterwardsRunInTheOrderTheyWereHandedOver() {
    List<String> names = IntStream.rangeClosed(0, 1_000).mapToObj(Integer::toString).toList();
    onThread(this::pause);
    names.subList(0, 1_000).forEach(name -> time.execute(() -> ran.add(name)));
    int whilePaused = onThread(ran::size);

    onThread(this::resume);
    CompletableFuture<Void> last = new CompletableFuture<>();
    time.execute(() -> ran.add(names.get(1_000)));
    time.execute(() -> last.complete(null));
    last.orTimeout(10, TimeUnit.SECONDS).join();

    assertThat(whilePaused).isZero();
    assertThat(ran).containsExactlyElementsOf(names);
  }

  @Test
  void aTimerThatPauses_isTheLastToRun() {
    onThread(
        () -> {
          time.schedule(Duration.ZERO, time::pause);
          time.schedule(Duration.ZERO, () -> ran.add("after the pause"));
          return null;
        });

    assertThat(after(Duration.ofMillis(50), () -> List.copyOf(ran))).isEmpty();
  }

  @Test
  void resume_ofWhatRuns_changesNothing() {
    onThread(this::resume);

    assertThat(onThread(() -> wall.micros() - time.micros())).isBetween(-1_000_000L, 1_000_000L);
  }

  @Test
  void theWallClockSetBack_timeRunsOn() {
    long before = onThread(time::micros);

    setBack.set(300_000_000);
    onThread(time::micros);
    long after = after(Duration.ofMillis(50), time::micros);

    assertThat(after - before).isBetween(50_000L, 200_000_000L);
  }

  @Test
  void theWallClockSetBack_timersRun() {
    onThread(() -> time.schedule(Duration.ofMillis(20), () -> ran.add("due")));
    setBack.set(300_000_000);

    // Its time has lost no more than what passed since it was looked at last.
    assertThat(after(Duration.ofSeconds(1), () -> List.copyOf(ran))).containsExactly("due");
  }

  @Test
  void theWallClockSetBackWithinATask_aTimerSetThereRuns() {
    onThread(
        () ->
            time.atOneMoment(
                () -> {
                  setBack.set(300_000_000);
                  return time.schedule(Duration.ofMillis(20), () -> ran.add("due"));
                }));

    assertThat(after(Duration.ofSeconds(1), () -> List.copyOf(ran))).containsExactly("due");
  }

  @Test
  void aWallClockThatWavers_makesTimeNoFaster() {
    RealTime wavering = new RealTime(executor, 1, () -> 1_000_000_000 - setBack.get());
    for (int i = 0; i < 1_000; i++) {
      setBack.set(i % 2 * 500_000);
      onThread(wavering::micros);
    }

    assertThat(onThread(wavering::micros)).isEqualTo(1_000_000_000);
  }

  private long pause() {
    time.pause();
    return time.micros();
  }

  private long resume() {
    time.resume();
    return time.micros();
  }

  private <T> T onThread(Supplier<T> reading) {
    return CompletableFuture.supplyAsync(reading, executor).orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** What a reading shows once real time has passed. */
  private <T> T after(Duration passed, Supplier<T> reading) {
    CompletableFuture<T> read = new CompletableFuture<>();
    onThread(() -> wall.schedule(passed, () -> read.complete(reading.get())));
    return read.orTimeout(10, TimeUnit.SECONDS).join();
  }
}
