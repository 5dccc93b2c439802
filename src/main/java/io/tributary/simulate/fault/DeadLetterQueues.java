package io.tributary.simulate.fault;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.simulate.Injection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The queues that a program names as dead-letter queues, whoever is to use them. When one cannot be
 * reached at the moment that it is needed, AWS loses the message for good.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
final class DeadLetterQueues {

  private DeadLetterQueues() {}

  /** Their ARNs, known once the program is deployed. */
  static Set<String> of(Injection injection) {
    Set<String> arns = new TreeSet<>();
    injection.whenDeployed(stage -> arns.addAll(of(stage.graph())));
    return arns;
  }

  static Set<String> of(ResourceGraph graph) {
    Set<String> arns = new TreeSet<>();
    graph
        .ofType("aws:sqs/queue:Queue")
        .map(queue -> String.valueOf(queue.outputs().get("arn")))
        .filter(arn -> graph.resources().stream().anyMatch(it -> names(it, arn)))
        .forEach(arns::add);
    return arns;
  }

  private static boolean names(GraphResource resource, String arn) {
    return Stream.of("redrivePolicy", "deadLetterConfig")
        .map(input -> String.valueOf(resource.inputs().get(input)))
        .anyMatch(value -> value.contains(arn + "\"") || value.contains(arn + "}"));
  }
}
