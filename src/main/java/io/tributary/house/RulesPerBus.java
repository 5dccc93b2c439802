package io.tributary.house;

import io.tributary.cloud.account.Quota;
import io.tributary.local.GraphResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bus takes the rules that a program puts on it. */
final class RulesPerBus extends Check {

  RulesPerBus() {
    super(
        new Rule(
            "rules-per-bus",
            "AWS limits the rules of one bus, which all its users share.",
            "Match more sources by one rule, or ask AWS to raise the quota.",
            "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    int limit = estate.account().quota(Quota.RULES_PER_BUS);
    Map<String, List<GraphResource>> byBus =
        estate
            .ofType("aws:cloudwatch/eventRule:EventRule")
            .collect(Collectors.groupingBy(Hop::busName, TreeMap::new, Collectors.toList()));
    return byBus.entrySet().stream()
        .filter(bus -> bus.getValue().size() > limit)
        .map(
            bus ->
                finding(
                    bus.getValue().get(limit),
                    "the bus " + bus.getKey() + " gets " + bus.getValue().size() + " rules",
                    "at most " + limit));
  }
}
