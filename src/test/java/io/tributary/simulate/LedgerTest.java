package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final String LONG = "\u001b[2J" + "x".repeat(200_000) + "\n" + Workload.mark(3);

  private final Ledger ledger = new Ledger(10, (body, event) -> false);

  private static String what(Ledger ledger) {
    return ledger.violations().iterator().next().what();
  }

  @Test
  void aChangedBody_isToldInAFewWordsWithoutControlCharacters() {
    ledger.published(3);

    ledger.received(LONG, true);

    assertThat(what(ledger)).hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void aBodyChangedInOnePlace_isToldByWhatStandsThere() {
    Scenario scenario = Purchases.scenario(1, List.of());
    BodyTemplate template = new BodyTemplate("{\"a\":\"" + "y".repeat(1_000) + "\",\"b\":\"c\"}");
    List<Workload.Source> sources =
        List.of(new Workload.Source("topic", template, Attributes.NONE, List.of(), "a.json"));
    Workload workload = new Workload(scenario, sources, new Interpositions(), 0);
    Ledger ledger = new Ledger(scenario.events(), new Payloads(workload));
    ledger.published(3);

    ledger.received(workload.body(3).replace("\"b\":\"c\"", "\"b\":\"d\""), true);

    assertThat(what(ledger))
        .contains("\\\"b\\\":\\\"d\\\"")
        .contains("instead of")
        .contains("\\\"b\\\":\\\"c\\\"");
  }

  private static Ledger accepted(BitSet events) {
    Ledger ledger = new Ledger(10, (body, event) -> true);
    events.stream().forEach(ledger::published);
    events.stream().forEach(ledger::accepted);
    return ledger;
  }

  @Test
  void anEventThatExpiredAndCameAnotherWay_isNotCountedAsExpired() {
    BitSet event = BitSet.valueOf(new long[] {1 << 3});
    Ledger ledger = accepted(event);

    ledger.expired(3, "queue");
    assertThat(ledger.expired(new BitSet())).isEqualTo(1);
    assertThat(ledger.expired(event)).isZero();

    ledger.received(Workload.mark(3), true);
    assertThat(ledger.expired(new BitSet())).isZero();
  }

  @Test
  void anEventOfWhichACopyExpired_isMissedWhereverItsOtherCopiesWent() {
    Ledger ledger = accepted(BitSet.valueOf(new long[] {1 << 3}));

    ledger.expired(3, "queue");

    assertThat(ledger.firstMissing(new BitSet())).isEqualTo(3);
  }

  @Test
  void anEventThatCannotBeDelivered_mayExpire() {
    Ledger ledger = accepted(BitSet.valueOf(new long[] {1 << 3}));
    ledger.undeliverable(3);
    assertThat(ledger.firstMissing(new BitSet())).isEqualTo(3);

    ledger.expired(3, "queue");

    assertThat(ledger.firstMissing(new BitSet())).isNegative();
  }

  @Test
  void anEventThatWasKeptOut_cannotBeDelivered() {
    BitSet event = BitSet.valueOf(new long[] {1 << 3});
    Ledger ledger = accepted(event);
    assertThat(ledger.deliverable(event)).isEqualTo(event);

    ledger.filtered(3, "a");

    assertThat(ledger.deliverable(event)).isEqualTo(new BitSet());
  }

  @Test
  void aBodyThatNobodyPublished_isToldInAFewWordsWithoutControlCharacters() {
    ledger.received(LONG, true);

    assertThat(what(ledger)).hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}");
  }
}
