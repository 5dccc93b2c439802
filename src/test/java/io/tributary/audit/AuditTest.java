package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.ResourceGraph;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The purchase-events program as it is, under each config that changes its policies. */
class AuditTest {

  @ParameterizedTest
  @CsvSource({
    "pipeLogs, true, 13, 72",
    "pipeLogs, false, 13, 72",
    "debugRule, true, 14, 83",
    "createSources, true, 13, 72"
  })
  void purchaseEvents_hasNoFindingAndEveryGrantItsProof(
      String key, String value, int policies, int grants) {
    boolean own = key.equals("createSources");
    Map<String, String> config =
        own
            ? Map.of(key, value, "basketTopicArn", "", "checkoutTopicArn", "", "eventBusArn", "")
            : Map.of(key, value);

    AuditReport report = Audited.run(Audited.purchaseEvents(config));

    assertThat(report.findings()).isEmpty();
    assertThat(report.policies()).hasSize(policies);
    assertThat(report.policies().stream().mapToInt(PolicyVerdicts::grants).sum()).isEqualTo(grants);
    assertThat(report.policies())
        .flatExtracting(PolicyVerdicts::verdicts)
        .allMatch(Verdict::needed);
  }

  @Test
  void twoAudits_areTheSameToTheLastProof() {
    ResourceGraph graph = Audited.purchaseEvents();

    assertThat(Audited.run(graph)).isEqualTo(Audited.run(graph));
  }
}
