package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.house.HouseRules;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who tries to get through. */
class ForgeriesTest {

  private static final String BUS =
      "arn:aws-cn:events:cn-north-1:536697261635:event-bus/jane-domain-events";
  private static final String TOPIC = "arn:aws-cn:sns:cn-north-1:536697261635:jane-";

  @Test
  void strangers_areOfThePartitionOfTheStack() {
    ResourceGraph graph =
        ProgramRecorder.record(
            PurchaseProgram.with(
                Map.of(
                    "aws:region",
                    "cn-north-1",
                    "purchase-events:eventBusArn",
                    BUS,
                    "purchase-events:basketTopicArn",
                    TOPIC + "basket-events",
                    "purchase-events:checkoutTopicArn",
                    TOPIC + "checkout-events")));
    Player player =
        new Player(
            Flows.of(graph),
            List.of(
                new Example("basket", TOPIC + "basket-events", "{}", Map.of(), List.of()).event()));

    Set<String> tried = player.play(graph, player.flows().get(0), 1).forgeries().keySet();

    assertThat(tried)
        .anyMatch(words -> words.startsWith("arn:aws-cn:iam::999999999999:user/stranger"))
        .anyMatch(words -> words.startsWith("s3.amazonaws.com for arn:aws-cn:s3:::forged"))
        .noneMatch(words -> words.contains("arn:aws:"));
  }

  @Test
  void aDeadLetterQueueThatAnyQueueMayName_isLeftToTheRuleThatCanBeWaived() {
    ResourceGraph graph = Audited.purchaseEvents();
    String queue = graph.named("aws:sqs/queue:Queue", "basket-events-dlq").urn();
    ResourceGraph open =
        graph.altered(
            queue,
            inputs -> {
              inputs.put("redriveAllowPolicy", "{\"redrivePermission\":\"allowAll\"}");
              return inputs;
            });

    assertThat(HouseRules.broken(open))
        .containsExactly("the rule redrive-allow-policy is broken by " + queue);
    assertThat(Audited.run(open).findings()).isEmpty();
  }

  @Test
  void aDenialInAnotherLogPolicy_refusesForgersToo() {
    AuditReport report = Audited.run(refusingForgersApart());

    assertThat(report.findings()).extracting(Finding::kind).doesNotContain(Finding.Kind.FORGED);
    assertThat(report.policies())
        .filteredOn(policy -> policy.policy().equals("log resource policy jane-guard"))
        .flatExtracting(PolicyVerdicts::verdicts)
        .filteredOn(verdict -> verdict.piece().contains("action logs:PutLogEvents"))
        .singleElement()
        .matches(Verdict::needed);
  }

  /** With a log policy that lets all rules write, and one that denies it to all but one. */
  private static ResourceGraph refusingForgersApart() {
    String type = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
    ResourceGraph graph = Audited.purchaseEvents(Map.of("debugRule", "true"));
    String group = "arn:aws:logs:eu-west-1:536697261635:log-group:/jane/purchase-events:*";
    String open =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Resource":"%s",
         "Principal":{"Service":["events.amazonaws.com","delivery.logs.amazonaws.com"]},
         "Action":["logs:CreateLogStream","logs:PutLogEvents"]}}"""
            .formatted(group);
    String guard =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Deny","Resource":"%s","Principal":"*",
         "Action":"logs:PutLogEvents","Condition":{"ArnNotEquals":{"aws:SourceArn":
         "arn:aws:events:eu-west-1:536697261635:rule/jane-domain-events/jane-purchase-events-debug"}}}}"""
            .formatted(group);
    ResourceGraph opened =
        graph.altered(
            graph.named(type, "purchase-events-debug-logs-policy").urn(),
            inputs -> {
              inputs.put("policyDocument", open);
              return inputs;
            });
    return Audited.with(
        opened, type, "guard", Map.of("policyName", "jane-guard", "policyDocument", guard));
  }
}
