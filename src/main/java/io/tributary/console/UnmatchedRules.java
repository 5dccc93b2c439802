package io.tributary.console;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.EventPattern;
import io.tributary.route.ResourceName;
import io.tributary.route.Route;
import io.tributary.route.RouteHop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;

/**
 * Why the enabled rules that do not match an event do not, as they stand now: the journal tells of
 * a rule that did not match only when none did. Only to be used on the cloud's loop.
 */
final class UnmatchedRules {

  private final EventBridgeAsyncClient events;

  UnmatchedRules(LocalCloud cloud) {
    this.events = cloud.client(EventBridgeAsyncClient.class, Principal.Root.of(cloud.account()));
  }

  /** A sentence for each such rule of the buses that took the event in. */
  List<String> of(Route route) {
    return route.hops().stream()
        .filter(hop -> hop.step() == Step.EVENTS_PUT && hop.outcome() == Outcome.PASSED)
        .flatMap(put -> of(route, put))
        .distinct()
        .toList();
  }

  private Stream<String> of(Route route, RouteHop put) {
    return JsonText.parse(put.payload()).stream()
        .flatMap(
            event ->
                rules(put.resource()).stream()
                    .filter(rule -> !isTold(rule, put.resource(), route))
                    .flatMap(rule -> why(rule, put.resource(), event)));
  }

  private List<Rule> rules(String bus) {
    List<Rule> rules = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      String token = next.orElse(null);
      Optional<ListRulesResponse> page =
          Patterns.now(events.listRules(it -> it.eventBusName(bus).nextToken(token)));
      page.ifPresent(it -> rules.addAll(it.rules()));
      next = page.map(ListRulesResponse::nextToken);
    } while (next.isPresent());
    rules.removeIf(rule -> rule.state() != RuleState.ENABLED || rule.eventPattern() == null);
    return rules;
  }

  /** Whether a hop tells that it matched, or that of its bus it came nearest. */
  private static boolean isTold(Rule rule, String bus, Route route) {
    return route.hops().stream()
        .filter(hop -> hop.step() == Step.RULE_MATCH)
        .anyMatch(
            hop ->
                hop.resource().equals(rule.arn())
                    || hop.resource().equals(bus) && isNearest(rule, hop));
  }

  private static boolean isNearest(Rule rule, RouteHop hop) {
    return hop.reason() != null && hop.reason().contains("nearest: rule " + rule.name() + ": ");
  }

  private static Stream<String> why(Rule rule, String bus, JsonText event) {
    EventPattern pattern = EventPattern.parse(rule.eventPattern());
    return pattern.matches(event)
        ? Stream.empty()
        : Stream.of(
            "Rule %s of %s does not match it: %s."
                .formatted(rule.name(), ResourceName.of(bus), pattern.mismatch(event)));
  }
}
