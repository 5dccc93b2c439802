package io.tributary.cli;

import io.tributary.local.ResourceGraph;
import io.tributary.route.ResourceName;
import io.tributary.topology.Kind;
import io.tributary.topology.Node;
import io.tributary.topology.Topology;
import java.util.List;
import java.util.Optional;

/** The queues that a program names and does not make. */
final class OthersQueues {

  private OthersQueues() {}

  /** Their ARNs. */
  static List<String> of(ResourceGraph graph) {
    return Topology.of(graph).nodes().stream()
        .filter(node -> node.kind() == Kind.QUEUE && node.provided())
        .map(Node::id)
        .toList();
  }

  /** Says that they are not there, in one line; empty when there are none. */
  static Optional<String> note(ResourceGraph graph) {
    List<String> queues = of(graph).stream().map(ResourceName::of).toList();
    return queues.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Not made by the program, and so not there: "
                + String.join(", ", queues)
                + ". The local cloud has topics and buses of others, but no queues; what goes there fails. To try the"
                + " program, let it make every queue that it names.");
  }
}
