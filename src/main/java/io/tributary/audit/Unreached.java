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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The subscriptions, pipes, rules and targets that let nothing through in any flow, no example and
 * no word of an alarm: nothing can be said of the permissions of what lies behind them.
 */
final class Unreached {

  private static final Set<Edge.Kind> GATES =
      EnumSet.of(
          Edge.Kind.SUBSCRIPTION, Edge.Kind.PIPE_TARGET, Edge.Kind.RULE, Edge.Kind.RULE_TARGET);

  private final ResourceGraph graph;
  private final Topology topology;

  /** By example, in the flow in which all is well. */
  private final Map<String, List<Hop>> ways;

  private final Set<Edge> passed;

  /** Closed gates that examples may have come to, each with what is reached by no other way. */
  private final Map<Edge, Set<String>> closed = new LinkedHashMap<>();

  /**
   * What was not reached.
   *
   * @param played all flows of the graph, that in which all is well first
   */
  Unreached(ResourceGraph graph, List<Played> played) {
    this.graph = graph;
    this.topology = Topology.of(graph);
    this.ways = played.get(0).endings().hops();
    this.passed =
        played.stream()
            .flatMap(flow -> flow.endings().all().stream())
            .filter(hop -> hop.outcome() != Outcome.FILTERED)
            .flatMap(hop -> topology.edgeOf(hop).stream())
            .collect(Collectors.toSet());
    Set<String> reached = from(entries(), edge -> !isClosed(edge));
    for (Edge edge : topology.edges()) {
      if (isClosed(edge) && reached.contains(edge.from())) {
        Set<String> behind = from(List.of(edge.to()), open -> true);
        behind.removeAll(reached);
        closed.put(edge, behind);
      }
    }
  }

  /** Where events come in: nothing of the program hands any there. */
  private List<String> entries() {
    Set<String> inner = topology.edges().stream().map(Edge::to).collect(Collectors.toSet());
    return topology.edges().stream().map(Edge::from).filter(id -> !inner.contains(id)).toList();
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

  /** A failed delivery is one that was tried, even where the journal tells of its end alone. */
  private boolean isClosed(Edge edge) {
    return GATES.contains(edge.kind())
        && passed.stream()
            .noneMatch(
                it ->
                    isSameWay(it, edge)
                        || it.kind() == Edge.Kind.DEAD_LETTER
                            && it.resource().equals(edge.resource()));
  }

  private static boolean isSameWay(Edge one, Edge other) {
    return one.kind() == other.kind()
        && one.from().equals(other.from())
        && one.to().equals(other.to());
  }

  /** Whether nothing can be said of a policy, since no event came to what it is for. */
  boolean hides(Policy policy) {
    return closed.keySet().stream().anyMatch(gate -> hides(gate, policy));
  }

  private boolean hides(Edge gate, Policy policy) {
    Set<String> behind = closed.get(gate);
    return Stream.concat(behind.stream(), ends(gate))
            .anyMatch(arn -> policy.title().endsWith(" " + arn))
        || behind.stream().anyMatch(arn -> policy.json().contains("\"" + arn + "\""))
        || roles(gate).anyMatch(role -> policy.title().endsWith(" of role " + role));
  }

  /** Where a gate leads, its dead-letter queue too; other ways may lead there as well. */
  private Stream<String> ends(Edge gate) {
    return topology.edges().stream()
        .filter(edge -> edge.resource().equals(gate.resource()))
        .map(Edge::to);
  }

  /** The roles of pipes that hand nothing on. */
  private Stream<String> roles(Edge gate) {
    return topology
        .edges(Edge.Kind.PIPE_TARGET)
        .filter(edge -> edge.equals(gate) || closed.get(gate).contains(edge.from()))
        .map(edge -> graph.resource(edge.resource()).text("roleArn").orElseThrow())
        .map(role -> role.substring(role.lastIndexOf('/') + 1));
  }

  /** Each closed gate, with why it let nothing through and the policies that are not judged. */
  List<Finding> findings(ComponentFiles files) {
    List<Policy> policies = Policies.of(graph);
    return closed.keySet().stream()
        .map(
            gate ->
                new Finding(
                    Kind.UNREACHED,
                    words(gate),
                    "none of the events played came through, so nothing can be said of the"
                        + " permissions behind it",
                    details(gate, policies),
                    null,
                    files.of(gate.resource())))
        .toList();
  }

  private List<String> details(Edge gate, List<Policy> policies) {
    return Stream.concat(
            reasons(gate).stream(),
            policies.stream()
                .filter(policy -> hides(gate, policy))
                .map(policy -> "not judged: " + policy.title()))
        .toList();
  }

  private static String words(Edge gate) {
    return switch (gate.kind()) {
      case PIPE_TARGET -> ResourceName.of(gate.from());
      case RULE -> ResourceName.of(gate.to());
      default -> ResourceName.of(gate.from()) + " to " + ResourceName.of(gate.to());
    };
  }

  private List<String> reasons(Edge gate) {
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
