package io.tributary.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.local.Stack;
import io.tributary.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Small graphs, drawn. */
class PicturesTest {

  private static final Stack STACK =
      new Stack("shop", "dev", "aws", "536697261635", "eu-west-1", "jane");
  private static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:jane-a";

  private static Topology topology(String endpoint) {
    return topology(endpoint, Set.of());
  }

  private static Topology topology(String endpoint, Set<String> secrets) {
    return Topology.of(
        new ResourceGraph(
            STACK,
            List.of(
                resource("aws:sns/topic:Topic", "a", Map.of("arn", TOPIC)),
                resource(
                    "aws:sns/topicSubscription:TopicSubscription",
                    "s",
                    Map.of("topic", TOPIC, "endpoint", endpoint),
                    secrets)),
            Map.of()));
  }

  private static GraphResource resource(String type, String name, Map<String, Object> outputs) {
    return resource(type, name, outputs, Set.of());
  }

  private static GraphResource resource(
      String type, String name, Map<String, Object> outputs, Set<String> secrets) {
    return new GraphResource(
        "urn:pulumi:dev::shop::" + type + "::" + name,
        type,
        name,
        null,
        true,
        Set.of(),
        Map.of(),
        secrets,
        Map.of(),
        outputs,
        Set.of(),
        false);
  }

  @Test
  void mermaid_ofATopicAndAQueue_isAFlowchartOfThree() {
    assertThat(Mermaid.of(topology("arn:aws:sqs:eu-west-1:536697261635:orders")))
        .isEqualTo(
            """
            flowchart LR
              topic_a(["a<br/>SNS topic"])
              queue_orders["orders<br/>SQS queue, provided"]:::provided
              topic_a --> queue_orders
              classDef provided stroke-dasharray: 5 3
              classDef deadLetter stroke:#cf222e
              classDef providedDeadLetter stroke:#cf222e,stroke-dasharray: 5 3
            """);
  }

  @Test
  void mermaid_aProvidedDeadLetterQueue_isDashedAndRed() {
    GraphResource subscription =
        resource(
            "aws:sns/topicSubscription:TopicSubscription",
            "s",
            Map.of(
                "topic",
                TOPIC,
                "redrivePolicy",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:536697261635:theirs\"}"));

    assertThat(Mermaid.of(Topology.of(new ResourceGraph(STACK, List.of(subscription), Map.of()))))
        .contains(
            "queue_theirs[(\"theirs<br/>SQS dead-letter queue, provided\")]:::providedDeadLetter\n");
  }

  @Test
  void aSecretEndpoint_isInNoPicture() {
    Topology topology = topology("https://user:word@host/", Set.of("endpoint"));

    assertThat(Mermaid.of(topology)).contains("[secret] s").doesNotContain("word@host");
    assertThat(Svg.of(Layout.of(topology), "a")).contains("[secret] s").doesNotContain("word@host");
  }

  @Test
  void aSecretEndpointThatIsAQueue_isThatQueue() {
    String queue = "arn:aws:sqs:eu-west-1:536697261635:orders";

    assertThat(topology(queue, Set.of("endpoint")).edges()).isEqualTo(topology(queue).edges());
  }

  @Test
  void mermaid_aNameWithItsOwnMarks_isShownAsItIs() {
    assertThat(Mermaid.of(topology("https://a/?b=\"<#1>\"")))
        .contains("(\"https://a/?b=#34;#60;#35;1#62;#34;<br/>endpoint, provided\")");
  }

  @Test
  void svg_aNameWithItsOwnMarks_isEscaped() {
    String svg = Svg.of(Layout.of(topology("https://a/?b=\"<1>\"&c")), "<&>");

    assertThat(svg)
        .contains("<title id=\"title\">&lt;&amp;&gt;</title>")
        .contains("https://a/?b=&quot;&lt;1&gt;&quot;&amp;c</text>")
        .doesNotContain("<1>");
  }

  @Test
  void aProgramWithoutResources_isAnEmptyPicture() {
    Topology empty = Topology.of(new ResourceGraph(STACK, List.of(), Map.of()));

    assertThat(Layout.of(empty).nodes()).isEmpty();
    assertThat(Svg.of(Layout.of(empty), "nothing")).endsWith("</svg>\n");
  }
}
