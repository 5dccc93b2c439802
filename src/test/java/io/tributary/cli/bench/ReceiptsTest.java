package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.bench.Load.Plan;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

  private final BitSet seen = new BitSet();

  @Test
  void anEventReceivedAgain_isADuplicate_andNotOneMore() {
    Receipts receipts = new Receipts(0);
    receipts.published(3);

    assertThat(receipts.count(List.of(0L, 1L, 0L), 1)).isEqualTo(2);

    assertThat(receipts.received()).isEqualTo(2);
    assertThat(receipts.duplicates()).isEqualTo(1);
    assertThat(receipts.lost()).isEqualTo(1);
    assertThat(receipts.isMissing()).isTrue();
  }

  @Test
  void whatAnEarlierLoadHadReceived_isADuplicateInALaterOne() {
    new Receipts(0, seen).count(List.of(99L), 1);
    Receipts later = new Receipts(100, seen);

    assertThat(later.count(List.of(99L), 2)).isZero();

    assertThat(later.duplicates()).isEqualTo(1);
    assertThat(later.late()).isZero();
  }

  @Test
  void whatAnEarlierLoadHadMissed_isLate_andNeitherLostNorOfTheLaterOne() {
    Receipts earlier = new Receipts(0, seen);
    earlier.published(1);
    Receipts later = new Receipts(100, seen);
    later.count(List.of(99L), 2);
    Figures figures = new Figures();
    figures.add(earlier);
    figures.add(later);

    assertThat(figures.lost()).isZero();
    assertThat(figures.late()).isEqualTo(1);
    assertThat(figures.duplicates()).isZero();
    assertThat(later.received()).isZero();
  }

  @Test
  void whatCameLateInALoadThatFailed_isNotLost_norAreItsOwnThatWereOnTheirWay() {
    Receipts earlier = new Receipts(0, seen);
    earlier.published(1);
    Receipts failed = new Receipts(100, seen);
    failed.published(5);
    failed.count(List.of(99L), 2);
    Figures figures = new Figures();
    figures.add(earlier);
    figures.addBrokenOff(failed);

    assertThat(figures.lost()).isZero();
    assertThat(figures.late()).isEqualTo(1);
  }

  @Test
  void latency_countsFromWhenAnEventWasDue() {
    Receipts receipts = new Receipts(100);
    long begin = TimeUnit.SECONDS.toNanos(7);
    receipts.begin(begin, new Plan(Client.LIGHT, 1, 1, 1, 10, 1));

    assertThat(receipts.due(103)).isEqualTo(begin + TimeUnit.MILLISECONDS.toNanos(300));

    receipts.count(List.of(100L), begin + TimeUnit.MILLISECONDS.toNanos(5));
    receipts.count(List.of(103L), begin + TimeUnit.MILLISECONDS.toNanos(400));

    assertThat(receipts.latency(0.5)).isEqualTo(5);
    assertThat(receipts.latency(1)).isEqualTo(100);
  }

  @Test
  void aRate_isThatOfReceipts_untilTheLast() {
    Receipts receipts = new Receipts(0);
    receipts.begin(0, new Plan(Client.LIGHT, 1, 1, 1, 0, 10));
    receipts.count(List.of(0L, 1L), TimeUnit.SECONDS.toNanos(1));
    receipts.count(List.of(2L, 2L), TimeUnit.SECONDS.toNanos(2));

    assertThat(receipts.perSecond()).isEqualTo(1.5);
  }
}
