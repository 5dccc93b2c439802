package io.tributary.cli;

import io.tributary.cloud.iam.Principal;
import io.tributary.local.Deployment;
import io.tributary.local.Provided;
import io.tributary.local.ResourceGraph;
import io.tributary.route.ResourceName;
import io.tributary.system.Demo;
import io.tributary.system.Systems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The topics of a program's events that carry another's name than its user's. */
final class OthersTopics {

  private OthersTopics() {}

  /** Their ARNs, in the order of the example events. */
  static List<String> of(ResourceGraph graph) {
    List<String> topics = new ArrayList<>();
    for (Demo.Example example : Systems.demoOf(graph.stack().project()).examples()) {
      if (graph.outputs().get(example.topicArnOutput()) instanceof String topic
          && Provided.publisher(graph, topic) instanceof Principal.Root) {
        topics.add(topic);
      }
    }
    return topics;
  }

  /** Says as whom events are published there, in one line; empty when there are none. */
  static Optional<String> note(ResourceGraph graph) {
    List<String> topics = of(graph).stream().map(ResourceName::of).toList();
    return topics.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Published as the account to "
                + String.join(" and ", topics)
                + ": whether user "
                + Deployment.user(graph.stack()).name()
                + " may, is not the program's to say.");
  }
}
