package io.tributary.audit;

import static org.assertj.core.api.Assertions.assertThat;

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
}
