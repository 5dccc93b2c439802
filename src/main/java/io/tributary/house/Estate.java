package io.tributary.house;

import io.tributary.cloud.account.Account;
import io.tributary.local.GraphResource;
import io.tributary.local.QueueSettings;
import io.tributary.local.ResourceGraph;
import io.tributary.local.Stack;
import io.tributary.topology.Topology;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A program's resources as the rules look at them: queues with all that is said of them, hops. */
final class Estate {

  private final ResourceGraph graph;
  private final Map<String, QueueSettings> queues = new LinkedHashMap<>();
  private final List<Hop> hops;
  private final Topology topology;

  Estate(ResourceGraph graph) {
    this.graph = graph;
    ofType("aws:sqs/queue:Queue")
        .map(queue -> QueueSettings.of(queue, graph))
        .forEach(queue -> queues.put(queue.arn(), queue));
    this.topology = Topology.of(graph);
    this.hops = Hop.all(this).toList();
  }

  Stack stack() {
    return graph.stack();
  }

  /** The account, with AWS's default quotas. */
  Account account() {
    return graph.stack().account();
  }

  /** All that a provider makes, by URN. */
  Stream<GraphResource> resources() {
    return graph.resources().stream().filter(GraphResource::custom);
  }

  GraphResource resource(String urn) {
    return graph.resource(urn);
  }

  /** What hands events on to what. */
  Topology topology() {
    return topology;
  }

  Stream<GraphResource> ofType(String type) {
    return graph.ofType(type);
  }

  /** The program's own queues. */
  Collection<QueueSettings> queues() {
    return queues.values();
  }

  /** A queue of the program; empty for one that the account provides. */
  Optional<QueueSettings> queue(String arn) {
    return Optional.ofNullable(queues.get(arn));
  }

  /** The policy of a topic of the program; null for the one that AWS gives it. */
  String topicPolicy(GraphResource topic) {
    return ofType("aws:sns/topicPolicy:TopicPolicy")
        .filter(policy -> policy.text("arn").equals(topic.text("arn")))
        .findFirst()
        .orElse(topic)
        .text("policy")
        .orElse(null);
  }

  /** Whether anything hands its failures to this queue. */
  boolean isDeadLetterQueue(QueueSettings queue) {
    return topology.deadLetterQueues().contains(queue.arn());
  }

  /** Where a service hands on a message without anyone waiting for it. */
  List<Hop> hops() {
    return hops;
  }
}
