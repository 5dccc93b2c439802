package io.tributary.cloud.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalTest {

  private final VirtualTime time = new VirtualTime(Instant.EPOCH, 1);
  private final Journal journal = new Journal(time, 3);

  @Test
  void hops_keepsTheNewestUpToItsCapacity() {
    for (int i = 1; i <= 5; i++) {
      journal.hop(1, Step.SQS_SEND, "queue").id("m" + i).passed();
    }

    assertThat(journal.hops().map(Hop::id)).containsExactly("m3", "m4", "m5");
    assertThat(journal.newestFirst().map(Hop::sequence)).containsExactly(5L, 4L, 3L);
    assertThat(journal.written()).isEqualTo(5);
  }

  @Test
  void hops_forgetsOldPayloadsOnceTheyAreTooMuchTogether() {
    String large = "x".repeat(40 * 1024 * 1024);
    journal.hop(1, Step.SQS_SEND, "queue").payload(large).passed();
    journal.hop(2, Step.SQS_SEND, "queue").payload(large).passed();

    assertThat(journal.hops().map(Hop::trace)).containsExactly(2L);
  }

  @Test
  void hops_countsReasonsAsItCountsPayloads() {
    String large = "x".repeat(40 * 1024 * 1024);
    journal.hop(1, Step.SNS_DELIVER, "topic").stopped(Outcome.FILTERED, large);
    journal.hop(2, Step.SNS_DELIVER, "topic").stopped(Outcome.FILTERED, large);

    assertThat(journal.hops().map(Hop::trace)).containsExactly(2L);
  }

  @Test
  void route_isTheHopsOfOneEvent() {
    long first = journal.newTrace();
    long second = journal.newTrace();
    journal.hop(first, Step.SNS_PUBLISH, "topic").passed();
    journal.hop(second, Step.SNS_PUBLISH, "topic").passed();
    journal.hop(first, Step.SNS_DELIVER, "topic").stopped(Outcome.FILTERED, "by its filter policy");

    assertThat(journal.route(first))
        .extracting(Hop::outcome)
        .containsExactly(Outcome.PASSED, Outcome.FILTERED);
  }

  @Test
  void listen_tellsEachHopAsItIsWritten() {
    List<Hop> heard = new ArrayList<>();
    journal.listen(heard::add);

    Hop written = journal.hop(1, Step.SQS_SEND, "queue").passed();

    assertThat(heard).containsExactly(written);
  }

  @Test
  void listen_isToldAsWellWhenNothingIsKept() {
    Journal keepsNone = new Journal(time, 0);
    List<Hop> heard = new ArrayList<>();
    keepsNone.listen(heard::add);

    keepsNone.hop(1, Step.SQS_SEND, "queue").passed();

    assertThat(heard).extracting(Hop::sequence).containsExactly(1L);
    assertThat(keepsNone.hops()).isEmpty();
    assertThat(keepsNone.newestFirst()).isEmpty();
  }

  @Test
  void read_ofAHopThatIsForgotten_namesThoseThatAreKept() {
    for (int i = 1; i <= 5; i++) {
      journal.hop(1, Step.SQS_SEND, "queue").passed();
    }

    assertThat(journal.read(3).sequence()).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> journal.read(2))
        .withMessage("hop 2 is not kept; 3 to 5 are");
    assertThatIllegalArgumentException().isThrownBy(() -> journal.read(6));
  }
}
