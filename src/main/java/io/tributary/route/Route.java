package io.tributary.route;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Step;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * The hops of one event, and where they ended.
 *
 * @param started when its first hop was
 * @param hops at least one, oldest first
 * @param others how many further events carry the same id
 * @param idlePipes the ARNs of those of its pipes that do not run, and so try nothing again
 * @param unmatched why each rule that does not match it does not, in a sentence; empty where nobody
 *     asked the rules
 */
public record Route(
    String started,
    List<RouteHop> hops,
    int others,
    List<String> idlePipes,
    List<String> unmatched) {

  public Route {
    if (hops == null || hops.isEmpty()) {
      throw new IllegalArgumentException("a route has at least one hop");
    }
    hops = List.copyOf(hops);
    // A local cloud that an older build started does not tell these.
    idlePipes = idlePipes == null ? List.of() : List.copyOf(idlePipes);
    unmatched = unmatched == null ? List.of() : List.copyOf(unmatched);
  }

  /**
   * The route of hops that are all of one event.
   *
   * @param hops at least one, oldest first
   * @param others how many further events carry the same id
   * @param runs tells of a pipe, by its ARN, whether it runs now
   */
  public static Route of(List<Hop> hops, int others, Predicate<String> runs) {
    long start = hops.get(0).micros();
    Instant started = Instant.ofEpochSecond(start / 1_000_000, start % 1_000_000 * 1_000);
    return new Route(
        started.toString(),
        hops.stream().map(hop -> RouteHop.of(hop, start)).toList(),
        others,
        hops.stream()
            .filter(hop -> hop.step() == Step.PIPE_DELIVER)
            .map(Hop::resource)
            .filter(runs.negate())
            .distinct()
            .toList(),
        List.of());
  }

  /** The same with what the rules that do not match it say. */
  public Route withUnmatched(List<String> reasons) {
    return new Route(started, hops, others, idlePipes, reasons);
  }

  /**
   * Where the event is now, or where and why it stopped: a line for each way it took. A hop that
   * failed and was repaired by a later try is no ending.
   */
  public List<String> endings() {
    List<String> endings = new Endings(hops, idlePipes).lines();
    return endings.isEmpty() ? List.of(lastHop()) : endings;
  }

  /**
   * Whether it did not get where it was meant to: denied, failed or lost on one of its ways, or
   * filtered out on all of them, so that it is nowhere.
   */
  public boolean stopped() {
    return new Endings(hops, idlePipes).stopped();
  }

  /**
   * How an event fares.
   *
   * @param resource the ARN of where
   */
  public record Standing(Fate fate, String resource) {

    /** Where, in words. */
    public String where() {
      return ResourceName.of(resource);
    }
  }

  /**
   * How the event fares, and where. What lies in a dead-letter queue is a dead letter, however it
   * came there.
   */
  public Standing standing(QueueRoles queues) {
    return new Endings(hops, idlePipes).standing(queues);
  }

  private String lastHop() {
    RouteHop last = hops.get(hops.size() - 1);
    return "Its last hop was '"
        + last.step().verb()
        + "' at "
        + ResourceName.of(last.resource())
        + ".";
  }
}
