package io.tributary.console;

import io.tributary.cloud.journal.Hop;
import io.tributary.topology.Edge;
import io.tributary.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has passed since somebody looked last: counters, so that a hop costs next to nothing however
 * many pass.
 */
final class Traffic {

  /** How many looks a rate is taken over. */
  static final int LOOKS = 25;

  /** Counts of one edge since the last look. */
  private static final class Passing {
    private long passed;
    private long failed;
    private long back;
  }

  /** Counts of one node: since the last look, and at each of the looks before. */
  private static final class Arriving {
    private final int[] before = new int[LOOKS];
    private int now;
    private long sum;
  }

  private final Map<String, Passing> edges = new LinkedHashMap<>();
  private final Map<String, Arriving> nodes = new LinkedHashMap<>();
  private long accepted;
  private int looks;

  /** Counts a hop. */
  void add(Topology topology, Hop hop) {
    topology.edgeOf(hop).ifPresent(edge -> pass(edge, hop));
    switch (hop.step()) {
      case SNS_PUBLISH, SQS_SEND, EVENTS_PUT, PIPE_DELIVER, RULE_MATCH, LOGS_PUT ->
          arrive(hop.resource());
      case SQS_DEAD_LETTER -> arrive(hop.peer());
      default -> {}
    }
  }

  /** Counts an event that came into the cloud. */
  void accept() {
    accepted++;
  }

  private void pass(Edge edge, Hop hop) {
    Passing passing = edges.computeIfAbsent(edge.id(), id -> new Passing());
    switch (hop.outcome()) {
      case PASSED, DEAD_LETTERED -> {
        switch (hop.step()) {
          case SQS_REDRIVE -> passing.back++;
          default -> passing.passed++;
        }
      }
      case FILTERED -> {}
      default -> passing.failed++;
    }
  }

  private void arrive(String node) {
    nodes.computeIfAbsent(node, id -> new Arriving()).now++;
  }

  /** How many events came in since the last look. */
  long accepted() {
    return accepted;
  }

  /** Each edge that was passed, as {@code [id, passed, failed, against its direction]}. */
  List<Object> passes() {
    List<Object> passes = new ArrayList<>();
    edges.forEach(
        (id, passing) -> {
          if (passing.passed + passing.failed + passing.back > 0) {
            passes.add(List.of(id, passing.passed, passing.failed, passing.back));
          }
        });
    return passes;
  }

  /** How many arrived at a node during the last looks, of which the one that ends now is one. */
  long recent(String node) {
    Arriving arriving = nodes.get(node);
    int oldest = (looks + 1) % LOOKS;
    return arriving == null ? 0 : arriving.sum - arriving.before[oldest] + arriving.now;
  }

  /** Ends a look: counting begins anew, and what is older than the last looks is forgotten. */
  void looked() {
    looks = (looks + 1) % LOOKS;
    accepted = 0;
    edges.values().forEach(Traffic::clear);
    nodes.values().forEach(this::shift);
    nodes.values().removeIf(arriving -> arriving.sum == 0);
  }

  private static void clear(Passing passing) {
    passing.passed = 0;
    passing.failed = 0;
    passing.back = 0;
  }

  private void shift(Arriving arriving) {
    arriving.sum += arriving.now - arriving.before[looks];
    arriving.before[looks] = arriving.now;
    arriving.now = 0;
  }

  /** Forgets all. */
  void clear() {
    edges.clear();
    nodes.clear();
    accepted = 0;
  }
}
