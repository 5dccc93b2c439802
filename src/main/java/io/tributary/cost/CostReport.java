package io.tributary.cost;

import io.tributary.cost.ListPrices.Price;
import io.tributary.local.ResourceGraph;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

/**
 * What a program costs in a month at a load, if all goes well.
 *
 * @param events of the month
 * @param eventBytes of each, as it is published
 * @param region whose prices these are
 * @param pricesOf the day on which they were looked up
 * @param lines the use of each resource, in the order in which events pass
 * @param usd in all, at list prices, when messages come one by one
 * @param usdInFullBatches the same when messages always wait, so that each call carries as many as
 *     it can
 * @param usdAfterFreeTier in all, if nothing else of the account uses what AWS gives it free
 * @param unreckoned what the sums leave out or take for something else, each in words
 * @param unverified the prices that are not from AWS's own list of the region, with their sources
 */
public record CostReport(
    long events,
    long eventBytes,
    String region,
    String pricesOf,
    List<Line> lines,
    double usd,
    double usdInFullBatches,
    double usdAfterFreeTier,
    List<String> unreckoned,
    List<String> unverified) {

  /**
   * What one resource costs in one way.
   *
   * @param quantity in units as they are billed
   */
  public record Line(Kind kind, String resource, double quantity, String unit, double usd) {}

  /**
   * The cost of a program.
   *
   * @throws UnpricedException if nothing can be said of it, or it is for another region
   */
  public static CostReport of(ResourceGraph graph, Load load, ListPrices prices) {
    prices.requireRegion(graph.stack().region());
    List<Traffic> single = TrafficModel.of(graph, load, Batches.SINGLE);
    List<Traffic> full = TrafficModel.of(graph, load, Batches.FULL);
    Map<Price, Double> billed = billed(single, prices);
    return new CostReport(
        load.events(),
        load.eventBytes(),
        prices.region(),
        prices.checked(),
        single.stream().map(use -> line(use, prices, billed)).toList(),
        total(billed, Price::usd),
        total(billed(full, prices), Price::usd),
        total(billed, (price, units) -> price.usd(Math.max(0, units - price.free()))),
        TrafficModel.unreckoned(graph, load),
        billed.keySet().stream()
            .filter(price -> !price.verified())
            .map(price -> price.id() + ": " + price.source())
            .sorted()
            .toList());
  }

  /** Each line at the mean of its price's tiers, which all lines of the price fill together. */
  private static Line line(Traffic use, ListPrices prices, Map<Price, Double> billed) {
    Price price = prices.price(use.kind());
    double all = billed.get(price);
    double mean = all == 0 ? 0 : price.usd(all) / all;
    return new Line(use.kind(), use.resource(), use.billed(), price.unit(), use.billed() * mean);
  }

  private static Map<Price, Double> billed(List<Traffic> traffic, ListPrices prices) {
    return traffic.stream()
        .collect(
            Collectors.groupingBy(
                use -> prices.price(use.kind()), Collectors.summingDouble(Traffic::billed)));
  }

  private static double total(Map<Price, Double> billed, ToDoubleBiFunction<Price, Double> usd) {
    return billed.entrySet().stream()
        .mapToDouble(each -> usd.applyAsDouble(each.getKey(), each.getValue()))
        .sum();
  }
}
