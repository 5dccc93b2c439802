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
  @CsvSource({"pipeLogs, false", "debugRule, true", "createSources, true"})
  void purchaseEvents_hasNoFindingAndEveryGrantItsProof(String key, String value) {
    Map<String, String> config =
        key.equals("createSources")
            ? Map.of(key, value, "basketTopicArn", "", "checkoutTopicArn", "", "eventBusArn", "")
            : Map.of(key, value);
    ResourceGraph graph = Audited.purchaseEvents(config);

    AuditReport report = Audited.run(graph);

    assertThat(report.findings()).isEmpty();
    assertThat(report.policies())
        .extracting(PolicyVerdicts::policy)
        .containsExactlyElementsOf(Policies.of(graph).stream().map(Policy::title).toList());
    assertThat(report.policies())
        .flatExtracting(PolicyVerdicts::verdicts)
        .allMatch(Verdict::needed);
  }

  @Test
  void twoAudits_areTheSameToTheLastProof() {
    ResourceGraph graph = Audited.purchaseEvents();

    AuditReport first = Audited.run(graph);

    assertThat(first.policies().stream().mapToInt(PolicyVerdicts::needed).sum()).isEqualTo(72);
    assertThat(Audited.run(graph)).isEqualTo(first);
  }
}
