package io.tributary.cost;

import io.tributary.cost.ListPrices.Counts;
import io.tributary.cost.ListPrices.Quota;
import io.tributary.cost.ListPrices.Scope;
import io.tributary.local.ResourceGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * At which rate of events each default quota binds, the lowest first.
 *
 * @param eventBytes of each event, as it is published
 * @param executionSeconds how long an execution of a pipe is assumed to take
 * @param workSeconds how long a consumer is assumed to work on a message
 * @param bounds by rate
 * @param unreckoned what that leaves out or takes for something else, each in words
 */
public record QuotaReport(
    String region,
    String quotasOf,
    long eventBytes,
    double executionSeconds,
    double workSeconds,
    List<Bound> bounds,
    List<String> unreckoned) {

  /** What an event uses is told by so many, in whatever time they come. */
  private static final int EVENTS = 1_000_000;

  /** A rate stands when it grows by no more than this share. */
  private static final double EXACT = 1e-9;

  /**
   * Where a quota binds.
   *
   * @param eventsPerSecond of all topics together, when messages come one by one
   * @param eventsPerSecondInFullBatches the same when each call carries as many as it can
   */
  public record Bound(Quota quota, double eventsPerSecond, double eventsPerSecondInFullBatches) {}

  /**
   * The quotas that a program meets.
   *
   * @param eventBytes of each event, as it is published: the larger, the fewer go in a full batch
   * @param workSeconds how long its consumer works on a message
   * @throws UnpricedException if nothing can be said of it, or it is for another region
   */
  public static QuotaReport of(
      ResourceGraph graph, long eventBytes, double workSeconds, ListPrices prices) {
    prices.requireRegion(graph.stack().region());
    Load few = Load.ofMonth(EVENTS, eventBytes);
    List<Traffic> single = TrafficModel.of(graph, few, Batches.SINGLE);
    List<Traffic> full = TrafficModel.of(graph, few, Batches.FULL);
    boolean windows = single.stream().anyMatch(use -> use.calls() < use.events());
    double execution = prices.assumed().executionSeconds();
    List<Bound> bounds = new ArrayList<>();
    for (Quota quota : prices.quotas()) {
      OptionalDouble one = used(quota, single);
      if (one.isPresent()) {
        double limit = quota.limit() / seconds(quota, execution, workSeconds);
        double rate = limit / one.getAsDouble();
        bounds.add(
            new Bound(
                quota,
                windows ? settled(rate, at -> limit / usedAt(at, quota, graph, eventBytes)) : rate,
                limit / used(quota, full).orElseThrow()));
      }
    }
    bounds.sort(Comparator.comparingDouble(Bound::eventsPerSecond));
    return new QuotaReport(
        prices.region(),
        prices.checked(),
        eventBytes,
        execution,
        workSeconds,
        List.copyOf(bounds),
        TrafficModel.unreckoned(graph, few));
  }

  /** Whether a quota binds when so many events come one by one, evenly spread over a time. */
  public boolean binds(long events, Duration span) {
    double rate = events / (double) span.toSeconds();
    return bounds.stream().anyMatch(bound -> rate > bound.eventsPerSecond());
  }

  /** How long one use of a quota lasts. */
  private static double seconds(Quota quota, double execution, double work) {
    return switch (quota.counts()) {
      case EVENTS_PER_SECOND, CALLS_PER_SECOND -> 1;
      case CALLS_AT_ONCE -> execution;
      case EVENTS_AT_ONCE -> work;
    };
  }

  /**
   * The rate that stands. The more events come, the more a window gathers and the less of a quota
   * one uses up: so what few use gives too low a rate, what they use at that rate a higher one, and
   * so on.
   */
  private static double settled(double ofFew, DoubleUnaryOperator next) {
    double before;
    double rate = ofFew;
    do {
      before = rate;
      rate = next.applyAsDouble(before);
    } while (rate > before * (1 + EXACT));
    return rate;
  }

  private static double usedAt(
      double perSecond, Quota quota, ResourceGraph graph, long eventBytes) {
    var load = new Load(EVENTS, eventBytes, Duration.ofNanos(Math.round(EVENTS / perSecond * 1e9)));
    return used(quota, TrafficModel.of(graph, load, Batches.SINGLE)).orElseThrow();
  }

  /** How much of a quota one event uses up; empty if the program does not meet it. */
  private static OptionalDouble used(Quota quota, List<Traffic> traffic) {
    boolean calls =
        quota.counts() == Counts.CALLS_PER_SECOND || quota.counts() == Counts.CALLS_AT_ONCE;
    DoubleStream uses =
        traffic.stream()
            .filter(use -> use.kind() == quota.kind())
            .mapToDouble(use -> (calls ? use.calls() : use.events()) / EVENTS)
            .filter(use -> use > 0);
    if (quota.scope() == Scope.RESOURCE) {
      return uses.max();
    }
    double sum = uses.sum();
    return sum > 0 ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }
}
