package io.tributary.house;

import io.tributary.local.GraphResource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule takes the targets that a program gives it. */
final class TargetsPerRule extends Check {

  private static final int LIMIT = 5;

  TargetsPerRule() {
    super(
        new Rule(
            "targets-per-rule",
            "AWS gives a rule at most five targets.",
            "Add a second rule with the same pattern.",
            "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    Map<String, List<GraphResource>> byRule =
        estate
            .ofType("aws:cloudwatch/eventTarget:EventTarget")
            .collect(Collectors.groupingBy(Hop::ruleOf, TreeMap::new, Collectors.toList()));
    return byRule.entrySet().stream()
        .filter(rule -> rule.getValue().size() > LIMIT)
        .map(
            rule ->
                finding(
                    rule.getValue().get(LIMIT),
                    "the rule " + rule.getKey() + " has " + rule.getValue().size() + " targets",
                    "at most " + LIMIT));
  }
}
