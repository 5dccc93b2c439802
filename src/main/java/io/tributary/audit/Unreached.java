package io.tributary.audit;

import io.tributary.audit.Finding.Kind;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.EventPattern;
import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.route.ResourceName;
import io.tributary.topology.Edge;
import io.tributary.topology.Topology;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The gates that let nothing through in any flow, no example and no word of an alarm: the
 * subscriptions, pipes and rules. No flow proves what lies behind them.
 */
final class Unreached {

  private static final Set<Edge.Kind> GATES =
      EnumSet.of(Edge.Kind.SUBSCRIPTION, Edge.Kind.PIPE_TARGET, Edge.Kind.RULE);

  private final ResourceGraph graph;
  private final Topology topology;

  /** By example, in the flow in which all is well. */
  private final Map<String, List<Hop>> ways;

  /** The ARNs of the topics that examples are published to. */
  private final List<String> topics;

  private final List<Edge> closed;

  /**
   * What was not reached.
   *
   * @param program as it was played
   * @param examples what it was played with
   */
  Unreached(Scene program, List<Example> examples) {
    this.graph = program.graph();
    this.topology = Topology.of(graph);
    this.ways = program.wellEnded().hops();
    this.topics = examples.stream().map(Example::topicArn).toList();
    this.closed =
        notPassed(
            topology.edges().stream().filter(edge -> GATES.contains(edge.kind())).toList(),
            program.before().stream()
                .flatMap(flow -> flow.endings().all().stream())
                .filter(hop -> hop.outcome() != Outcome.FILTERED));
  }

  /** Those among these that no hop passed. */
  private List<Edge> notPassed(List<Edge> edges, Stream<Hop> hops) {
    Set<Edge> passed =
        hops.flatMap(hop -> topology.edgeOf(hop).stream()).collect(Collectors.toSet());
    return edges.stream().filter(edge -> passed.stream().noneMatch(it -> isTry(it, edge))).toList();
  }

  /** A failed delivery is one that was tried, even where the journal tells of its end alone. */
  private static boolean isTry(Edge passed, Edge gate) {
    return isSameWay(passed, gate)
        || passed.kind() == Edge.Kind.DEAD_LETTER && passed.resource().equals(gate.resource());
  }

  private static boolean isSameWay(Edge one, Edge other) {
    return one.kind() == other.kind()
        && one.from().equals(other.from())
        && one.to().equals(other.to());
  }

  /**
   * The scene in which the gates that let nothing through are open; empty if there are none.
   *
   * @throws NotDeployedException if with these open it cannot be deployed
   */
  Optional<Scene> opened(Scene program) {
    return closed.isEmpty()
        ? Optional.empty()
        : Optional.of(Opened.scene(program, topology, closed));
  }

  /**
   * In words those that let nothing through though they were opened.
   *
   * @param opened the scene in which they are, if there could be one
   */
  List<String> notOpened(Optional<Scene> opened) {
    Stream<Hop> passed =
        opened.stream()
            .flatMap(scene -> scene.wellEnded().all().stream())
            .filter(hop -> hop.outcome() == Outcome.PASSED);
    Stream<Edge> targets = closed.stream().flatMap(it -> Opened.targets(topology, it).stream());
    List<Edge> ways = Stream.concat(closed.stream(), targets).toList();
    return notPassed(ways, passed).stream().map(Unreached::words).toList();
  }

  /**
   * In words those that no topic of an example leads to, however open the gates on the way.
   *
   * @param notOpened those of which nothing more can be said
   */
  List<String> withoutExample(List<String> notOpened) {
    Set<String> led = from(topics, edge -> true);
    return closed.stream()
        .filter(gate -> !led.contains(gate.from()))
        .map(Unreached::words)
        .filter(gate -> !notOpened.contains(gate))
        .toList();
  }

  private Set<String> from(Collection<String> start, Predicate<Edge> open) {
    Set<String> found = new HashSet<>(start);
    boolean more = !found.isEmpty();
    while (more) {
      more =
          found.addAll(
              topology.edges().stream()
                  .filter(edge -> open.test(edge) && found.contains(edge.from()))
                  .map(Edge::to)
                  .toList());
    }
    return found;
  }

  /** Each closed gate that an example may have come to, with why it let nothing through. */
  List<Finding> findings(ComponentFiles files) {
    Set<String> reached = from(topics, edge -> !closed.contains(edge));
    return closed.stream()
        .filter(gate -> reached.contains(gate.from()))
        .map(
            gate ->
                new Finding(
                    Kind.UNREACHED,
                    words(gate),
                    "none of the events played came through",
                    reasons(gate),
                    null,
                    files.of(gate.resource())))
        .toList();
  }

  private static String words(Edge gate) {
    return switch (gate.kind()) {
      case PIPE_TARGET -> ResourceName.of(gate.from());
      case RULE -> ResourceName.of(gate.to()) + " of " + ResourceName.of(gate.from());
      default -> ResourceName.of(gate.from()) + " to " + ResourceName.of(gate.to());
    };
  }

  private List<String> reasons(Edge gate) {
    if (graph.resource(gate.resource()).text("desiredState").equals(Optional.of("STOPPED"))) {
      return List.of("the pipe is stopped");
    }
    List<String> reasons =
        ways.entrySet().stream()
            .flatMap(
                way ->
                    way.getValue().stream()
                        .map(hop -> reason(gate, hop))
                        .filter(Objects::nonNull)
                        .map(reason -> way.getKey() + ": " + reason))
            .distinct()
            .toList();
    return reasons.isEmpty() ? List.of("no event came to it") : reasons;
  }

  /** Why a gate did not let an event through at a hop; null where that was not asked there. */
  private String reason(Edge gate, Hop hop) {
    if (gate.kind() == Edge.Kind.RULE) {
      return hop.step() == Step.EVENTS_PUT
              && hop.outcome() == Outcome.PASSED
              && hop.resource().equals(gate.from())
          ? mismatch(graph.resource(gate.resource()), hop.payload())
          : null;
    }
    return hop.outcome() == Outcome.FILTERED
            && topology.edgeOf(hop).filter(edge -> isSameWay(edge, gate)).isPresent()
        ? hop.reason()
        : null;
  }

  private static String mismatch(GraphResource rule, String event) {
    EventPattern pattern = EventPattern.parse(rule.text("eventPattern").orElseThrow());
    JsonText json = JsonText.parse(event).orElseThrow();
    return pattern.matches(json) ? "the rule is disabled" : pattern.mismatch(json);
  }
}
