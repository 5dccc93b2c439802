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
import java.util.stream.DoubleStream;

/**
 * At which rate of events each default quota binds, the lowest first.
 *
 * @param executionSeconds how long an execution of a pipe is assumed to take
 * @param workSeconds how long a consumer is assumed to work on a message
 * @param bounds by rate
 */
public record QuotaReport(
    String region,
    String quotasOf,
    double executionSeconds,
    double workSeconds,
    List<Bound> bounds) {

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
   * @param workSeconds how long its consumer works on a message
   * @throws UnpricedException if it has what is not reckoned with, or is for another region
   */
  public static QuotaReport of(ResourceGraph graph, double workSeconds, ListPrices prices) {
    prices.requireRegion(graph.stack().region());
    Load many = Load.ofMonth(1_000_000, 1_000);
    List<Traffic> single = TrafficModel.of(graph, many, Batches.SINGLE);
    List<Traffic> full = TrafficModel.of(graph, many, Batches.FULL);
    double execution = prices.assumed().executionSeconds();
    List<Bound> bounds = new ArrayList<>();
    for (Quota quota : prices.quotas()) {
      double seconds =
          switch (quota.counts()) {
            case EVENTS_PER_SECOND, CALLS_PER_SECOND -> 1;
            case CALLS_AT_ONCE -> execution;
            case EVENTS_AT_ONCE -> workSeconds;
          };
      OptionalDouble one = used(quota, single, many);
      if (one.isPresent()) {
        double ofFull = used(quota, full, many).orElseThrow();
        double limit = quota.limit() / seconds;
        bounds.add(new Bound(quota, limit / one.getAsDouble(), limit / ofFull));
      }
    }
    bounds.sort(Comparator.comparingDouble(Bound::eventsPerSecond));
    return new QuotaReport(
        prices.region(), prices.checked(), execution, workSeconds, List.copyOf(bounds));
  }

  /** Whether a quota binds when so many events come one by one, evenly spread over a time. */
  public boolean binds(long events, Duration span) {
    double rate = events / (double) span.toSeconds();
    return bounds.stream().anyMatch(bound -> rate > bound.eventsPerSecond());
  }

  /** How much of a quota one event uses up; empty if the program does not meet it. */
  private static OptionalDouble used(Quota quota, List<Traffic> traffic, Load load) {
    boolean calls =
        quota.counts() == Counts.CALLS_PER_SECOND || quota.counts() == Counts.CALLS_AT_ONCE;
    DoubleStream uses =
        traffic.stream()
            .filter(use -> use.kind() == quota.kind())
            .mapToDouble(use -> (calls ? use.calls() : use.events()) / load.events())
            .filter(use -> use > 0);
    if (quota.scope() == Scope.RESOURCE) {
      return uses.max();
    }
    double sum = uses.sum();
    return sum > 0 ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }
}
