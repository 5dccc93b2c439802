package io.tributary.simulate;

import io.tributary.local.GraphResource;
import io.tributary.local.GraphResources;
import io.tributary.local.ResourceGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Alarms that tell a topic to which CloudWatch may not publish: denied before the first event. */
public final class MuteAlarms {

  private static final String OTHERS_ONLY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"AWS\":\"536697261635\"},\"Action\":\"sns:Publish\","
          + "\"Resource\":\"%s\"}]}";

  private MuteAlarms() {}

  /** The purchase-events program with such alarms. */
  public static ResourceGraph graph() {
    String topic = Purchases.GRAPH.outputs().get("basketTopicArn").toString();
    ResourceGraph graph = Purchases.GRAPH;
    for (GraphResource alarm : graph.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").toList()) {
      graph =
          graph.altered(
              alarm.urn(),
              inputs -> {
                inputs.put("okActions", List.of(topic));
                return inputs;
              });
    }
    List<GraphResource> resources = new ArrayList<>(graph.resources());
    resources.add(
        GraphResources.asked(
            "aws:sns/topicPolicy:TopicPolicy",
            "mute",
            Map.of("arn", topic, "policy", OTHERS_ONLY.formatted(topic))));
    return new ResourceGraph(graph.stack(), resources, graph.outputs());
  }
}
