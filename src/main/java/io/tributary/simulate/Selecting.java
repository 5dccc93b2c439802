package io.tributary.simulate;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.local.GraphResource;
import io.tributary.topology.Kind;
import io.tributary.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a program passes on parts of its events only: what becomes of them there cannot be told
 * from what nobody published. Found with one plain event like each example, which no fault
 * disturbs.
 */
final class Selecting {

  /** Among so many each example has one that is like it. */
  private static final int EVENTS = 1_000;

  private static final int MOST_HOPS = 100_000;

  /** All are published before the consumer is done with the first, which is when it is judged. */
  private static final Scenario UNDISTURBED =
      new Scenario(1, EVENTS, Duration.ofSeconds(1), List.of(), new ConsumerSettings(0.1, 0));

  /** What makes a pipe or a target of a rule pass on something else than it got. */
  private static final List<List<String>> CHANGES =
      List.of(
          List.of("targetParameters", "inputTemplate"),
          List.of("inputTransformer", "inputTemplate"),
          List.of("inputPath"),
          List.of("input"));

  private final Simulation simulation;
  private final Topology topology;

  /** What leads to each destination, by its ARN. */
  private final Map<String, Ways> ways;

  private final Workload workload;
  private final Payloads payloads;

  Selecting(Simulation simulation) {
    this.simulation = simulation;
    this.topology = Topology.of(simulation.graph());
    this.ways =
        simulation.destinationArns().stream()
            .collect(Collectors.toMap(arn -> arn, arn -> new Ways(simulation.graph(), arn)));
    this.workload = new Workload(UNDISTURBED, simulation.sources(), new Interpositions(), 0);
    this.payloads = new Payloads(workload);
  }

  /** The first such pipe or rule on the way of each example, and the input by which it selects. */
  List<String> places() {
    Map<Long, List<Hop>> events =
        simulation
            .keep(UNDISTURBED.withEvents(oneOfEach()), share -> {}, MOST_HOPS)
            .cloud()
            .journal()
            .hops()
            .collect(Collectors.groupingBy(Hop::trace));
    return events.values().stream()
        .map(this::first)
        .flatMap(Optional::stream)
        .flatMap(hop -> place(hop).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private Set<Integer> oneOfEach() {
    Map<Workload.Source, Integer> ofSources = new HashMap<>();
    for (int event = 0; event < EVENTS; event++) {
      int number = event;
      workload.example(event).ifPresent(source -> ofSources.putIfAbsent(source, number));
    }
    return Set.copyOf(ofSources.values());
  }

  /**
   * The first delivery that does not carry what was published, to a destination or on the way to
   * one where the event has to arrive and does not: a rule may have kept out this event alone.
   * Where it arrives whole, what was cut may be on its way to a queue aside, by the same bus.
   */
  private Optional<Hop> first(Collection<Hop> hops) {
    int event = -1;
    List<Hop> cut = new ArrayList<>();
    Map<String, String> taken = new HashMap<>();
    for (Hop hop : hops) {
      switch (hop.step()) {
        case SNS_PUBLISH -> event = Workload.event(hop.payload());
        case SQS_SEND, EVENTS_PUT -> taken.put(hop.resource(), hop.payload());
        case PIPE_DELIVER, TARGET_DELIVER -> {
          if (event >= 0 && hop.outcome() == Outcome.PASSED && selects(hop, event, taken)) {
            cut.add(hop);
            if (ways.containsKey(hop.peer())) {
              return Optional.of(cut.get(0));
            }
          }
        }
        default -> {}
      }
    }
    List<Ways> missed = missed(event, taken.keySet());
    return cut.stream()
        .filter(hop -> missed.stream().anyMatch(way -> way.leadsOn(hop.peer())))
        .findFirst();
  }

  /** What leads to where an event has to arrive and did not. */
  private List<Ways> missed(int event, Set<String> taken) {
    return workload.example(event).stream()
        .flatMap(example -> example.queueArns().stream())
        .filter(arn -> !taken.contains(arn))
        .map(ways::get)
        .toList();
  }

  private boolean selects(Hop delivery, int event, Map<String, String> taken) {
    String passedOn = taken.get(delivery.peer());
    return passedOn != null && leadsOn(delivery.peer()) && !payloads.carries(passedOn, event);
  }

  /** Not only to where the event has to arrive: what comes to a destination besides is judged. */
  private boolean leadsOn(String arn) {
    return ways.values().stream().anyMatch(it -> it.leadsOn(arn));
  }

  /** Nothing if the program asks for no change there: then it is the cloud's, and to be told. */
  private Optional<String> place(Hop delivery) {
    String where = delivery.resource();
    Kind kind = Kind.of(where);
    return topology
        .edgeOf(delivery)
        .map(edge -> simulation.graph().resource(edge.resource()))
        .flatMap(Selecting::change)
        .map(input -> "%s %s by its %s".formatted(kind.words(), kind.name(where), input));
  }

  private static Optional<String> change(GraphResource resource) {
    return CHANGES.stream()
        .filter(path -> resource.at(path.toArray(String[]::new)).isPresent())
        .map(path -> String.join(".", path))
        .findFirst();
  }
}
