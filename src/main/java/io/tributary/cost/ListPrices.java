package io.tributary.cost;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * List prices and default quotas of one region, each with its source.
 *
 * @param region such as {@code eu-west-1}
 * @param checked the day on which they were last looked up
 */
public record ListPrices(
    String region, String checked, List<Price> prices, List<Quota> quotas, Assumed assumed) {

  /** The region of those that come with this program. */
  public static final String REGION = "eu-west-1";

  private static final String FILE = REGION + ".yaml";

  /**
   * A price.
   *
   * @param unit what is counted
   * @param tiers the first begins at 0
   * @param free how many units a month an account has for nothing
   * @param source where it is from, with its date
   * @param verified whether that source is AWS's own price list of this region
   */
  public record Price(
      String id, String unit, List<Tier> tiers, double free, String source, boolean verified) {

    /** What so many units of a month cost, in USD. */
    double usd(double units) {
      double usd = 0;
      for (int i = 0; i < tiers.size(); i++) {
        double end = i + 1 < tiers.size() ? tiers.get(i + 1).from() : Double.MAX_VALUE;
        usd += Math.max(0, Math.min(units, end) - tiers.get(i).from()) * tiers.get(i).usd();
      }
      return usd;
    }
  }

  /**
   * A price from so many units on.
   *
   * @param from units
   * @param usd a unit
   */
  public record Tier(double from, double usd) {}

  /**
   * A default quota.
   *
   * @param kind what it limits
   * @param counts what of that
   * @param scope of what it is the limit
   * @param adjustable whether AWS raises it when asked
   * @param remedy what moves the rate at which it binds
   */
  public record Quota(
      String name,
      Kind kind,
      Counts counts,
      Scope scope,
      double limit,
      boolean adjustable,
      String remedy,
      String source) {}

  /** What a quota counts: a number a second, or how many there are at the same time. */
  public enum Counts {
    EVENTS_PER_SECOND,
    CALLS_PER_SECOND,
    CALLS_AT_ONCE,
    EVENTS_AT_ONCE
  }

  /** What a quota is the limit of. */
  public enum Scope {
    ACCOUNT,
    RESOURCE
  }

  /**
   * What no document of AWS tells.
   *
   * @param executionSeconds how long an execution of a pipe takes
   */
  public record Assumed(double executionSeconds) {}

  /** Those that come with this program. */
  public static ListPrices read() {
    try (InputStream file = ListPrices.class.getResourceAsStream(FILE)) {
      return new YAMLMapper().readValue(file, ListPrices.class);
    } catch (IOException broken) {
      throw new IllegalStateException("the price list " + FILE + " cannot be read", broken);
    }
  }

  Price price(Kind kind) {
    return prices.stream()
        .filter(price -> price.id().equals(kind.price()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the price list has no " + kind.price()));
  }

  /**
   * Refuses what these prices do not hold for.
   *
   * @throws UnpricedException if a program is for another region
   */
  public void requireRegion(String other) {
    if (!region.equals(other)) {
      throw new UnpricedException(
          ("the prices and quotas known are those of %s, of %s; the stack's region is %s."
                  + " --set aws:region=%s shows what the program would cost there, if the ARNs in its config"
                  + " are of that region, too")
              .formatted(region, checked, other, region));
    }
  }
}
