package io.tributary.cli.route;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The hops of one event, and where they ended.
 *
 * @param started when its first hop was
 * @param hops at least one, oldest first
 * @param others how many further events carry the same id
 */
public record Route(String started, List<RouteHop> hops, int others) {

  static Route of(List<Hop> hops, int others) {
    long start = hops.get(0).micros();
    Instant started = Instant.ofEpochSecond(start / 1_000_000, start % 1_000_000 * 1_000);
    return new Route(
        started.toString(), hops.stream().map(hop -> RouteHop.of(hop, start)).toList(), others);
  }

  /**
   * Where the event is now, or where and why it stopped: a line for each way it took. A hop that
   * failed and was repaired by a later try is no ending.
   */
  public List<String> endings() {
    List<String> endings = new ArrayList<>();
    for (String queue : restingPlaces()) {
      endings.add("It lies in " + ResourceName.of(queue) + becauseDeadLettered(queue) + ".");
    }
    lastStops().forEach(stop -> endings.add(describe(stop)));
    if (endings.isEmpty()) {
      endings.add(describeEnd(hops.get(hops.size() - 1)));
    }
    return endings;
  }

  /** The queues in which a copy of the event lies, not yet deleted. */
  private Set<String> restingPlaces() {
    Set<String> places = new LinkedHashSet<>();
    for (RouteHop hop : hops) {
      switch (hop.step()) {
        case SQS_SEND -> {
          if (hop.went()) {
            places.add(hop.resource());
          }
        }
        case SQS_DELETE, SQS_EXPIRE, SQS_PURGE -> places.remove(hop.resource());
        case SQS_DEAD_LETTER -> {
          places.remove(hop.resource());
          places.add(hop.peer());
        }
        default -> {}
      }
    }
    return places;
  }

  private String becauseDeadLettered(String queue) {
    return hops.stream()
        .filter(hop -> hop.outcome() == Outcome.DEAD_LETTERED && queue.equals(hop.peer()))
        .map(hop -> ", a dead-letter queue: " + hop.reason())
        .reduce("", (earlier, later) -> later);
  }

  /** The last word of each resource about the event, where that was not that it went on. */
  private List<RouteHop> lastStops() {
    List<RouteHop> stops = new ArrayList<>();
    for (RouteHop hop : hops) {
      stops.removeIf(stop -> sameWay(stop, hop));
      if (!hop.went() && hop.outcome() != Outcome.DEAD_LETTERED) {
        stops.add(hop);
      }
    }
    return stops;
  }

  private static boolean sameWay(RouteHop earlier, RouteHop later) {
    boolean samePeer = earlier.peer() == null || earlier.peer().equals(later.peer());
    return earlier.step() == later.step()
        && earlier.resource().equals(later.resource())
        && (samePeer || later.outcome() == Outcome.DEAD_LETTERED);
  }

  private static String describe(RouteHop stop) {
    String where = ResourceName.of(stop.resource());
    String to = stop.peer() == null ? "" : " to " + ResourceName.of(stop.peer());
    return switch (stop.outcome()) {
      case RETRYING -> "It is being retried at " + where + to + ": " + stop.reason() + ".";
      case FILTERED -> "It was filtered out at " + where + to + ": " + stop.reason() + ".";
      default -> "It stopped at " + where + to + ": " + stop.reason() + ".";
    };
  }

  private static String describeEnd(RouteHop last) {
    String where = ResourceName.of(last.resource());
    return last.step() == Step.SQS_DELETE
        ? "It was received from " + where + " and deleted there."
        : "Its last hop was '" + last.step().verb() + "' at " + where + ".";
  }
}
