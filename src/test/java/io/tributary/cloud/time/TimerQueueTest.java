package io.tributary.cloud.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {

  private static final long NOW = 1_000_000;

  private final TimerQueue queue = new TimerQueue();

  private Timer add(int seconds) {
    return queue.add(NOW, Duration.ofSeconds(seconds), () -> {});
  }

  private List<Timer> pollAll() {
    List<Timer> polled = new ArrayList<>();
    while (!queue.isEmpty()) {
      polled.add(queue.pollDue(queue.nextMicros()));
    }
    return polled;
  }

  @Test
  void poll_timersOfOneTimeSetInTwoRuns_comeInTheOrderOfSetting() {
    Timer first = add(5);
    Timer second = add(5);
    Timer sooner = add(1);
    Timer third = add(5);

    assertThat(pollAll()).containsExactly(sooner, first, second, third);
  }

  @Test
  void remove_theFirstOfOneTime_leavesTheOthersInTheirPlace() {
    Timer first = add(5);
    Timer second = add(5);
    Timer later = add(6);

    queue.remove(first);

    assertThat(pollAll()).containsExactly(second, later);
  }

  @Test
  void remove_oneBehindAnother_leavesTheOthers() {
    Timer first = add(5);
    Timer second = add(5);
    Timer third = add(5);

    queue.remove(second);
    queue.remove(second);

    assertThat(pollAll()).containsExactly(first, third);
  }

  @Test
  void add_afterTheNewestWasRemoved_isNotLostWithIt() {
    Timer first = add(5);
    queue.remove(add(5));
    Timer third = add(5);

    assertThat(pollAll()).containsExactly(first, third);
  }

  @Test
  void manyTimersAddedAndRemoved_comeInTheOrderOfTimeAndSetting() {
    RandomSource random = new RandomSource(1);
    List<Timer> waiting = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(3) > 0 || waiting.isEmpty()) {
        waiting.add(add(random.nextInt(4)));
      } else {
        queue.remove(waiting.remove(random.nextInt(waiting.size())));
      }
    }

    waiting.sort(Comparator.naturalOrder());
    assertThat(pollAll()).containsExactlyElementsOf(waiting);
  }
}
