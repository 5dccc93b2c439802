package io.tributary.simulate;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a program leads to the destination, and what aside: to a queue that the program only
 * fills, to a log group, or to a bus that has nobody to tell. Found by going back from the
 * destination.
 */
final class Ways {

  private static final String QUEUE = "aws:sqs/queue:Queue";
  private static final String SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
  private static final String PIPE = "aws:pipes/pipe:Pipe";
  private static final String TARGET = "aws:cloudwatch/eventTarget:EventTarget";

  private final ResourceGraph graph;

  /** The queues that a pipe or the consumer takes from. */
  private final Set<String> takenFrom;

  /** The destination, and the topics, queues, pipes and buses that events come there from. */
  private final Set<String> leading;

  private final Set<String> deadLetterQueues;
  private final Set<String> leadingDeadLetterQueues;

  /** What gets an event, and hands it on; by ARN. */
  private record Way(String from, String to) {}

  /**
   * The ways of a program.
   *
   * @param destination the ARN of the queue that the consumer takes from
   */
  Ways(ResourceGraph graph, String destination) {
    this.graph = graph;
    this.takenFrom = ofPipes("source");
    takenFrom.add(destination);
    this.leading = leading(destination);
    this.deadLetterQueues = namedBy(graph.resources());
    this.leadingDeadLetterQueues =
        namedBy(graph.resources().stream().filter(this::leadsOn).toList());
  }

  /**
   * All that leads to the destination. If no topic does, as where the last bus lacks its rule, all
   * buses are taken to that pipes tell: then what keeps every event out is to be told.
   */
  private Set<String> leading(String destination) {
    Set<String> leading = leadingTo(Set.of(destination));
    if (graph.ofType(SUBSCRIPTION).map(Ways::topic).noneMatch(leading::contains)) {
      leading.addAll(leadingTo(ofPipes("target")));
    }
    return leading;
  }

  private Set<String> leadingTo(Set<String> ends) {
    List<Way> ways = ways();
    Set<String> leading = new HashSet<>(ends);
    boolean more = true;
    while (more) {
      more =
          leading.addAll(
              ways.stream().filter(it -> leading.contains(it.to())).map(Way::from).toList());
    }
    return leading;
  }

  private Set<String> ofPipes(String end) {
    return graph
        .ofType(PIPE)
        .map(pipe -> Blueprint.text(pipe, end))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    graph.ofType(SUBSCRIPTION).forEach(it -> ways.add(new Way(topic(it), endpoint(it))));
    graph
        .ofType(PIPE)
        .forEach(
            pipe -> {
              String arn = Blueprint.text(pipe, "arn");
              ways.add(new Way(Blueprint.text(pipe, "source"), arn));
              ways.add(new Way(arn, Blueprint.text(pipe, "target")));
            });
    graph.ofType(TARGET).forEach(it -> ways.add(new Way(busArn(it), target(it))));
    return ways;
  }

  private static String topic(GraphResource subscription) {
    return Blueprint.text(subscription, "topic");
  }

  private static String endpoint(GraphResource subscription) {
    return Blueprint.text(subscription, "endpoint");
  }

  private static String target(GraphResource target) {
    return String.valueOf(target.inputs().get("arn"));
  }

  /** The ARN of the bus of a rule or of a rule's target. */
  String busArn(GraphResource resource) {
    String bus = Blueprint.text(resource, "eventBusName");
    return bus.startsWith("arn:") ? bus : graph.stack().account().arn("events", "event-bus/" + bus);
  }

  private Set<String> namedBy(Collection<GraphResource> resources) {
    return graph
        .ofType(QUEUE)
        .map(queue -> Blueprint.text(queue, "arn"))
        .filter(arn -> resources.stream().anyMatch(it -> handsFailuresTo(it, arn)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean handsFailuresTo(GraphResource resource, String arn) {
    return Stream.of("redrivePolicy", "deadLetterConfig")
        .map(input -> String.valueOf(resource.inputs().get(input)))
        .anyMatch(value -> value.contains(arn + "\"") || value.contains(arn + "}"));
  }

  /**
   * Whether what a queue, subscription or target takes is on its way to the destination; nothing
   * else hands on what it failed at.
   */
  boolean leadsOn(GraphResource resource) {
    return switch (resource.type()) {
      case QUEUE -> leadsOn(Blueprint.text(resource, "arn"));
      case "aws:sqs/redrivePolicy:RedrivePolicy" -> leadsOn(queueOf(resource));
      case SUBSCRIPTION -> leadsOn(endpoint(resource));
      case TARGET -> leadsOn(target(resource));
      default -> false;
    };
  }

  private String queueOf(GraphResource redrivePolicy) {
    return graph
        .ofType(QUEUE)
        .filter(queue -> queue.id().equals(redrivePolicy.inputs().get("queueUrl")))
        .map(queue -> Blueprint.text(queue, "arn"))
        .findFirst()
        .orElse("");
  }

  /** Whether events come to the destination from a topic, queue, pipe or bus, or it is that. */
  boolean leadsOn(String arn) {
    return leading.contains(arn);
  }

  /** Whether a message comes to the destination from a queue, if only by a redrive. */
  boolean leadsOnIfRedriven(String queueArn) {
    return leadsOn(queueArn) || leadingDeadLetterQueues.contains(queueArn);
  }

  /** Whether a queue has to become empty. */
  boolean drains(String queueArn) {
    return takenFrom.contains(queueArn) && !deadLetterQueues.contains(queueArn);
  }

  /** The queues that anything of the program names as its dead-letter queue, by ARN. */
  Set<String> deadLetterQueues() {
    return deadLetterQueues;
  }
}
