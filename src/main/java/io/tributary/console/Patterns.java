package io.tributary.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.route.RouteText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.pipes.model.DescribePipeResponse;
import software.amazon.awssdk.services.pipes.model.Filter;
import software.amazon.awssdk.services.pipes.model.PipeSourceParameters;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * The patterns and filters that events are held against, as they stand now, read from the running
 * cloud. On the loop its services answer at once.
 */
final class Patterns {

  /** A bus that has more is told by the hop's reason, which names the nearest of its rules. */
  private static final int MOST_RULES = 20;

  private final EventBridgeAsyncClient events;
  private final SnsAsyncClient sns;
  private final PipesAsyncClient pipes;

  Patterns(LocalCloud cloud) {
    Principal root = Principal.Root.of(cloud.account());
    this.events = cloud.client(EventBridgeAsyncClient.class, root);
    this.sns = cloud.client(SnsAsyncClient.class, root);
    this.pipes = cloud.client(PipesAsyncClient.class, root);
  }

  /** What an event was held against at a hop; null when nothing was to match, or it is gone. */
  HopView.Pattern of(Hop hop) {
    boolean matched = hop.outcome() != Outcome.FILTERED;
    return switch (hop.step()) {
      case SNS_DELIVER -> ofSubscription(hop.resource(), hop.peer(), matched);
      case RULE_MATCH ->
          pattern(matched ? ofRule(hop.resource()) : ofBus(hop.resource()), null, matched);
      // What it did at its source was receiving or deleting.
      case PIPE_DELIVER ->
          RouteText.isAtPipesSource(hop.step(), hop.peer())
              ? null
              : pattern(ofPipe(hop.resource()), null, matched);
      default -> null;
    };
  }

  private static HopView.Pattern pattern(String text, String scope, boolean matched) {
    return text == null ? null : new HopView.Pattern(text, scope, matched);
  }

  private HopView.Pattern ofSubscription(String topic, String endpoint, boolean matched) {
    if (endpoint == null) {
      return null;
    }
    return now(sns.listSubscriptionsByTopic(it -> it.topicArn(topic)))
        .flatMap(listed -> listed.subscriptions().stream().filter(ofEndpoint(endpoint)).findFirst())
        .map(Subscription::subscriptionArn)
        .flatMap(arn -> now(sns.getSubscriptionAttributes(it -> it.subscriptionArn(arn))))
        .map(GetSubscriptionAttributesResponse::attributes)
        .map(it -> pattern(it.get("FilterPolicy"), it.get("FilterPolicyScope"), matched))
        .orElse(null);
  }

  private static Predicate<Subscription> ofEndpoint(String endpoint) {
    return subscription -> subscription.endpoint().equals(endpoint);
  }

  private String ofRule(String arn) {
    String path = arn.substring(arn.indexOf("rule/") + "rule/".length());
    int slash = path.lastIndexOf('/');
    String bus = slash < 0 ? "default" : path.substring(0, slash);
    return now(events.describeRule(it -> it.eventBusName(bus).name(path.substring(slash + 1))))
        .map(DescribeRuleResponse::eventPattern)
        .orElse(null);
  }

  private String ofBus(String arn) {
    ObjectNode all = Json.MAPPER.createObjectNode();
    now(events.listRules(it -> it.eventBusName(arn).limit(MOST_RULES)))
        .ifPresent(
            listed -> listed.rules().forEach(rule -> all.put(rule.name(), rule.eventPattern())));
    return all.isEmpty() ? null : all.toString();
  }

  private String ofPipe(String arn) {
    String name = arn.substring(arn.indexOf('/') + 1);
    List<String> patterns =
        now(pipes.describePipe(it -> it.name(name)))
            .map(DescribePipeResponse::sourceParameters)
            .map(PipeSourceParameters::filterCriteria)
            .map(criteria -> criteria.filters().stream().map(Filter::pattern).toList())
            .orElse(List.of());
    return patterns.isEmpty() ? null : String.join("\n", patterns);
  }

  /** What a service answers at once; empty when it refuses, as it does what was deleted since. */
  private static <T> Optional<T> now(CompletableFuture<T> answer) {
    if (!answer.isDone()) {
      throw new IllegalStateException("a service did not answer at once on the loop");
    }
    return answer.isCompletedExceptionally() ? Optional.empty() : Optional.of(answer.join());
  }
}
