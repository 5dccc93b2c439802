package io.tributary.cloud.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.gateway.http.Deadlines.Deadline;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private static final Duration ACCURACY = Duration.ofSeconds(5);
  private static final Duration TIME = Duration.ofSeconds(30);

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"), 1);
  private final Deadlines deadlines = new Deadlines(time, ACCURACY);
  private final Deadline first = deadlines.add();
  private final Deadline second = deadlines.add();
  private final List<String> missed = new ArrayList<>();
  private final Runnable missFirst = () -> missed.add("first");
  private final Runnable missSecond = () -> missed.add("second");

  @Test
  void aDeadlineIsMissedOnce_withinTheAccuracy() {
    first.set(TIME, missFirst);

    time.advance(TIME.minusMillis(1));
    assertThat(missed).isEmpty();
    time.advance(ACCURACY);
    assertThat(missed).containsExactly("first");
    time.advance(TIME.multipliedBy(2));

    assertThat(missed).containsExactly("first");
  }

  @Test
  void aPhaseIsExtendedFromThenOn() {
    second.set(TIME, missSecond);
    time.advance(TIME.minusMillis(1));

    second.extend(TIME, missSecond);

    time.advance(TIME.minusMillis(1));
    assertThat(missed).isEmpty();
    time.advance(ACCURACY);
    assertThat(missed).containsExactly("second");
  }

  @Test
  void aPhaseThatIsOverIsNotExtended() {
    second.set(TIME, missSecond);
    second.set(TIME, () -> missed.add("the next"));
    second.extend(TIME.multipliedBy(2), missSecond);
    first.set(TIME, missFirst);
    first.clear();
    first.extend(TIME, missFirst);

    time.advance(TIME.plus(ACCURACY));

    assertThat(missed).containsExactly("the next");
  }

  @Test
  void whatAnotherMissClearsIsNotMissed() {
    second.set(TIME, missSecond);
    first.set(TIME, second::clear);

    time.advance(TIME.multipliedBy(2));

    assertThat(missed).isEmpty();
  }

  @Test
  void whatAnotherMissEndsIsNotMissed() {
    second.set(TIME, missSecond);
    first.set(TIME, second::end);

    time.advance(TIME.multipliedBy(2));

    assertThat(missed).isEmpty();
  }

  @Test
  void whatAnotherMissSetsAnewHasItsTime() {
    second.set(TIME, missSecond);
    first.set(TIME, () -> second.set(TIME, missSecond));

    time.advance(TIME.plus(ACCURACY));
    assertThat(missed).isEmpty();
    time.advance(TIME);

    assertThat(missed).containsExactly("second");
  }

  @Test
  void aConnectionThatIsGoneMissesNothing() {
    first.set(TIME, missFirst);
    first.end();

    time.advance(TIME.multipliedBy(2));

    assertThat(missed).isEmpty();
  }
}
