package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditTest {

  @Test
  void purchaseEvents_hasNoFinding() {
    AuditReport report = Audited.run(Audited.purchaseEvents());

    assertThat(report.findings()).isEmpty();
  }
}
