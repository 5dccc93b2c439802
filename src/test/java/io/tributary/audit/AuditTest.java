package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditTest {

  @Test
  void purchaseEvents_hasNoFinding() {
    AuditReport report = Audited.run(Audited.purchaseEvents());

    report
        .policies()
        .forEach(
            p -> {
              System.out.println(p.policy() + " " + p.grants() + " " + p.needed());
              p.verdicts().forEach(v -> System.out.println("   " + v));
            });
    assertThat(report.findings()).isEmpty();
  }
}
