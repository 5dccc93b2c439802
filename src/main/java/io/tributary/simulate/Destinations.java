package io.tributary.simulate;

import io.tributary.local.ResourceGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** All queues where events have to arrive: of most programs one, which stands for the program. */
final class Destinations {

  private final List<Destination> all;

  private Destinations(List<Destination> all) {
    this.all = List.copyOf(all);
  }

  /** One alone. */
  static Destinations of(Blueprint blueprint, Ledger ledger) {
    return new Destinations(List.of(new Destination(blueprint, ledger)));
  }

  /**
   * Those of a program.
   *
   * @param queueArns at least one
   * @param workload the events, each of which has to arrive where its example has to
   */
  static Destinations of(ResourceGraph graph, List<String> queueArns, Workload workload) {
    List<Destination> all = new ArrayList<>();
    for (String arn : queueArns) {
      String name = queueArns.size() == 1 ? "the destination" : arn;
      Ledger ledger =
          all.isEmpty()
              ? new Ledger(name, workload.events(), new Payloads(workload), workload.goingTo(arn))
              : all.get(0).ledger().beside(name, workload.goingTo(arn));
      all.add(new Destination(new Blueprint(graph, arn), ledger));
    }
    return new Destinations(all);
  }

  List<Destination> all() {
    return all;
  }

  /** What the program asks for, but for what leads where. */
  Blueprint blueprint() {
    return all.get(0).blueprint();
  }

  /** Where is noted what was published, and what is wrong, wherever. */
  Ledger ledger() {
    return all.get(0).ledger();
  }

  /** What their ledgers count, together. */
  int sum(ToIntFunction<Destination> count) {
    return all.stream().mapToInt(count).sum();
  }

  /** Whether a queue has to become empty: a pipe takes from it, or a consumer. */
  boolean drains(String queueArn) {
    return all.stream().anyMatch(one -> one.ways().drains(queueArn));
  }

  /**
   * Of each dead-letter queue the queue to move back to, by ARN: of those that name it the first
   * that leads on, or else the first. Empty if a message goes back where it came from: where the
   * first is another for each of several destinations, and where a destination shares it with
   * another queue that leads on, as what came to the one must not come to the other.
   */
  Map<String, Optional<String>> redriveDestinations() {
    Map<String, Optional<String>> destinations = new LinkedHashMap<>();
    blueprint()
        .queuesOfDeadLetterQueues()
        .forEach(
            (deadLetterQueue, queues) ->
                destinations.put(deadLetterQueue, redriveDestination(queues)));
    return destinations;
  }

  private Optional<String> redriveDestination(List<String> queues) {
    List<String> leading = queues.stream().filter(this::leadsOn).toList();
    List<String> firsts =
        all.stream()
            .flatMap(one -> queues.stream().filter(one.ways()::leadsOn).limit(1))
            .distinct()
            .toList();
    boolean shared = leading.size() > 1 && leading.stream().anyMatch(this::isDestination);
    return shared || firsts.size() > 1
        ? Optional.empty()
        : Optional.of(firsts.isEmpty() ? queues.get(0) : firsts.get(0));
  }

  private boolean isDestination(String queueArn) {
    return all.stream().anyMatch(one -> one.arn().equals(queueArn));
  }

  private boolean leadsOn(String queueArn) {
    return all.stream().anyMatch(one -> one.ways().leadsOn(queueArn));
  }
}
