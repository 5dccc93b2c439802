package io.tributary.console;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.EventPattern;
import io.tributary.route.Route;
import io.tributary.route.RouteHop;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/**
 * Why the enabled rules that do not match an event do not, as they stand now: the journal tells of
 * a rule that did not match only when none did. Only to be used on the cloud's loop.
 */
final class UnmatchedRules {

  private static final int MOST_RULES = 20;

  private final EventBridgeAsyncClient events;

  UnmatchedRules(LocalCloud cloud) {
    this.events = cloud.client(EventBridgeAsyncClient.class, Principal.Root.of(cloud.account()));
  }

  /** A sentence for each such rule of the buses that took the event in. */
  List<String> of(Route route) {
    return route.hops().stream()
        .filter(hop -> hop.step() == Step.EVENTS_PUT && hop.outcome() == Outcome.PASSED)
        .flatMap(
            put ->
                JsonText.parse(put.payload()).stream()
                    .flatMap(
                        event ->
                            rules(put.resource())
                                .filter(rule -> !isTold(rule, route))
                                .flatMap(rule -> why(rule, event))))
        .distinct()
        .toList();
  }

  private Stream<Rule> rules(String bus) {
    return Patterns.now(events.listRules(it -> it.eventBusName(bus).limit(MOST_RULES))).stream()
        .flatMap(listed -> listed.rules().stream())
        .filter(rule -> rule.state() == RuleState.ENABLED && rule.eventPattern() != null);
  }

  /** Whether a hop tells that it matched, or that it came nearest. */
  private static boolean isTold(Rule rule, Route route) {
    return route.hops().stream()
        .filter(hop -> hop.step() == Step.RULE_MATCH)
        .anyMatch(hop -> hop.resource().equals(rule.arn()) || isNearest(rule, hop));
  }

  private static boolean isNearest(Rule rule, RouteHop hop) {
    return hop.reason() != null && hop.reason().contains("nearest: rule " + rule.name() + ": ");
  }

  private static Stream<String> why(Rule rule, JsonText event) {
    EventPattern pattern = EventPattern.parse(rule.eventPattern());
    return pattern.matches(event)
        ? Stream.empty()
        : Stream.of("Rule " + rule.name() + " does not match it: " + pattern.mismatch(event) + ".");
  }
}
