package io.tributary.cloud.events;

import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.time.EventLoop;
import java.util.Comparator;
import java.util.List;

/** Brings an accepted event to the targets of the rules that match it. */
final class Router {

  /** Among so many rules the nearest is looked for, so that a stray event costs little. */
  private static final int MOST_EXPLAINED = 20;

  private static final int LONGEST_REASON = 500;

  private final EventLoop loop;
  private final Journal journal;
  private final Deliveries deliveries;

  Router(EventLoop loop, Journal journal, Deliveries deliveries) {
    this.loop = loop;
    this.journal = journal;
    this.deliveries = deliveries;
  }

  /** Routes an event in a task of its own, so that who put it has its answer first. */
  void route(AcceptedEvent event) {
    loop.execute(() -> routeNow(event));
  }

  private void routeNow(AcceptedEvent event) {
    List<Rule> rules = event.bus().matching(event);
    if (rules.isEmpty()) {
      journal
          .hop(event.trace(), Step.RULE_MATCH, event.bus().arn())
          .id(event.id())
          .stopped(Outcome.FILTERED, reason(event));
    }
    rules.forEach(rule -> deliver(event, rule));
  }

  private void deliver(AcceptedEvent event, Rule rule) {
    journal.hop(event.trace(), Step.RULE_MATCH, rule.arn()).id(event.id()).passed();
    if (rule.targets().isEmpty()) {
      journal
          .hop(event.trace(), Step.TARGET_DELIVER, rule.arn())
          .id(event.id())
          .stopped(Outcome.LOST, "the rule has no targets");
    }
    rule.targets().values().forEach(target -> deliveries.deliver(event, rule, target));
  }

  private static String reason(AcceptedEvent event) {
    if (event.bus().rules().isEmpty()) {
      return "the event bus has no rules";
    }
    return event.bus().rules().values().stream()
        .filter(Rule::enabled)
        .limit(MOST_EXPLAINED)
        .min(Comparator.comparingInt(rule -> distance(rule, event.json())))
        .map(rule -> "no rule of the bus matches; nearest: " + why(rule, event.json()))
        .orElse("all rules of the event bus are disabled");
  }

  /** How many fields differ; a rule whose fields each match alone differs in one way. */
  private static int distance(Rule rule, JsonText event) {
    return Math.max(1, rule.pattern().mismatches(event).size());
  }

  private static String why(Rule rule, JsonText event) {
    String why = "rule " + rule.name() + ": " + rule.pattern().mismatch(event);
    return why.length() <= LONGEST_REASON ? why : why.substring(0, LONGEST_REASON) + "...";
  }
}
