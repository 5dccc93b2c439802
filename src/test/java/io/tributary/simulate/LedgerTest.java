package io.tributary.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final String LONG = "\u001b[2J" + "x".repeat(200_000) + "\n" + Workload.mark(3);

  private final Ledger ledger = new Ledger(10, (body, event) -> false);

  private String what() {
    return ledger.violations().iterator().next().what();
  }

  @Test
  void aChangedBody_isToldInAFewWordsWithoutControlCharacters() {
    ledger.published(3);

    ledger.received(LONG, true);

    assertThat(what()).hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void aBodyThatNobodyPublished_isToldInAFewWordsWithoutControlCharacters() {
    ledger.received(LONG, true);

    assertThat(what()).hasSizeLessThan(400).doesNotContainPattern("\\p{Cntrl}");
  }
}
