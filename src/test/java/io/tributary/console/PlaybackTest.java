package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaybackTest {

  private final List<Hop> hops = new ArrayList<>();

  private void hop(long micros, Step step, String resource, String peer, Outcome outcome) {
    hops.add(
        new Hop(hops.size() + 1, micros, 1, step, resource, peer, outcome, "id", null, null, null));
  }

  private Map<String, Integer> depthsAt(long micros) {
    return new Playback(hops).depths(micros);
  }

  @Test
  void depths_followWhatIsSentAndDeleted() {
    hop(10, Step.SQS_SEND, "queue", "sns", Outcome.PASSED);
    hop(20, Step.SQS_SEND, "queue", "sns", Outcome.PASSED);
    hop(30, Step.SQS_DELETE, "queue", "role", Outcome.PASSED);

    assertThat(depthsAt(9)).isEmpty();
    assertThat(depthsAt(20)).containsEntry("queue", 2);
    assertThat(depthsAt(30)).containsEntry("queue", 1);
  }

  @Test
  void depths_followDeadLettersThereAndBack() {
    hop(10, Step.SQS_SEND, "queue", "sns", Outcome.PASSED);
    hop(20, Step.SQS_DEAD_LETTER, "queue", "dlq", Outcome.DEAD_LETTERED);
    hop(30, Step.SQS_SEND, "queue", "jane", Outcome.PASSED);
    hop(30, Step.SQS_REDRIVE, "dlq", "queue", Outcome.PASSED);

    assertThat(depthsAt(20)).isEqualTo(Map.of("queue", 0, "dlq", 1));
    assertThat(depthsAt(30)).isEqualTo(Map.of("queue", 1, "dlq", 0));
  }

  @Test
  void depths_doNotCountWhatWasRefused() {
    hop(10, Step.SQS_SEND, "queue", "sns", Outcome.DENIED);

    assertThat(depthsAt(10)).containsEntry("queue", 0);
  }

  @Test
  void depths_ofARecordingWhoseBeginIsCut_areNeverNegative() {
    hop(10, Step.SQS_DELETE, "queue", "role", Outcome.PASSED);
    hop(20, Step.SQS_SEND, "queue", "sns", Outcome.PASSED);

    assertThat(depthsAt(10)).containsEntry("queue", 0);
    assertThat(depthsAt(20)).containsEntry("queue", 1);
  }

  @Test
  void depths_areTheSameWhereverCountingBegins() {
    for (int i = 0; i < 25_000; i++) {
      hop(i, i % 3 == 2 ? Step.SQS_DELETE : Step.SQS_SEND, "queue", "sns", Outcome.PASSED);
    }

    assertThat(depthsAt(19_999)).containsEntry("queue", 13_334 - 6_666);
    assertThat(depthsAt(24_999)).containsEntry("queue", 16_667 - 8_333);
  }
}
