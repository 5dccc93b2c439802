package io.tributary.house;

import io.tributary.local.GraphResource;
import java.util.stream.Stream;

/** A rule and how to see that it is kept. */
abstract class Check {

  private final Rule rule;

  Check(Rule rule) {
    this.rule = rule;
  }

  final Rule rule() {
    return rule;
  }

  /** Every place where the rule is broken, resources by URN. */
  abstract Stream<Finding> findings(Estate estate);

  final Finding finding(GraphResource resource, String problem, String allowed) {
    return Finding.of(rule, resource, problem, allowed);
  }
}
