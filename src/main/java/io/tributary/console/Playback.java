package io.tributary.console;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hops of a recording, to be looked at from any time: how many messages lay in each queue then,
 * and what passed until then. Of a recording whose begin was cut off, what had lain in queues by
 * then is not known and counts as nothing.
 */
final class Playback {

  /**
   * From one of these on the depths at a time are counted; more of them cost memory, fewer time.
   */
  private static final int HOPS_BETWEEN_MARKS = 10_000;

  private final List<Hop> hops;
  private final List<Map<String, Integer>> marks = new ArrayList<>();

  /**
   * A playback.
   *
   * @param hops at least one, in their order
   */
  Playback(List<Hop> hops) {
    this.hops = List.copyOf(hops);
    Map<String, Integer> depths = new TreeMap<>();
    for (int i = 0; i < hops.size(); i++) {
      if (i % HOPS_BETWEEN_MARKS == 0) {
        marks.add(new TreeMap<>(depths));
      }
      move(depths, hops.get(i));
    }
  }

  private static void move(Map<String, Integer> depths, Hop hop) {
    boolean passed = hop.outcome() == Outcome.PASSED;
    switch (hop.step()) {
      case SQS_SEND -> add(depths, hop.resource(), passed ? 1 : 0);
      case SQS_DELETE, SQS_REDRIVE -> add(depths, hop.resource(), passed ? -1 : 0);
      case SQS_EXPIRE, SQS_PURGE -> add(depths, hop.resource(), -1);
      case SQS_DEAD_LETTER -> {
        add(depths, hop.resource(), -1);
        add(depths, hop.peer(), 1);
      }
      default -> {}
    }
  }

  private static void add(Map<String, Integer> depths, String queue, int change) {
    depths.merge(queue, change, (depth, more) -> Math.max(0, depth + more));
    depths.computeIfPresent(queue, (name, depth) -> Math.max(0, depth));
  }

  /** The time of the first hop, in microseconds since 1970. */
  long fromMicros() {
    return hops.get(0).micros();
  }

  /** The time of the last hop, in microseconds since 1970. */
  long toMicros() {
    return hops.get(hops.size() - 1).micros();
  }

  /** How many hops there are. */
  int hops() {
    return hops.size();
  }

  /** How many messages lay in each queue, by its ARN, right after a time. */
  Map<String, Integer> depths(long micros) {
    int end = firstAfter(micros);
    int mark = Math.min(end / HOPS_BETWEEN_MARKS, marks.size() - 1);
    Map<String, Integer> depths = new TreeMap<>(marks.get(mark));
    hops.subList(mark * HOPS_BETWEEN_MARKS, end).forEach(hop -> move(depths, hop));
    return depths;
  }

  /** What passed after one time and not after another. */
  Traffic traffic(Topology topology, long sinceMicros, long untilMicros) {
    Traffic traffic = new Traffic();
    int begin = firstAfter(sinceMicros);
    int end = Math.max(begin, firstAfter(untilMicros));
    hops.subList(begin, end).forEach(hop -> traffic.add(topology, hop));
    return traffic;
  }

  /** The place of the first hop that is later than a time. */
  private int firstAfter(long micros) {
    int low = 0;
    int high = hops.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hops.get(middle).micros() <= micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
