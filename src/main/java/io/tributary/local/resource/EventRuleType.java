package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A rule; www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/eventrule */
final class EventRuleType extends ResourceType<EventRuleType.Inputs> {

  record Inputs(
      String name,
      String eventBusName,
      String eventPattern,
      String scheduleExpression,
      String description,
      String roleArn,
      String state,
      Map<String, String> tags) {

    Inputs {
      eventBusName = Objects.requireNonNullElse(eventBusName, "default");
      state = Objects.requireNonNullElse(state, "ENABLED");
    }

    private String path() {
      return EventRuleType.path(eventBusName, name);
    }
  }

  /**
   * What follows {@code rule/} in a rule's ARN: it names the bus, unless that is the default one.
   */
  static String path(String busNameOrArn, String rule) {
    // The name of a partner's bus has slashes of its own.
    String bus = busNameOrArn.replaceFirst("^arn:.*:event-bus/", "");
    return bus.equals("default") ? rule : bus + "/" + rule;
  }

  EventRuleType() {
    super("aws:cloudwatch/eventRule:EventRule", Inputs.class);
  }

  @Override
  Map<String, Object> computed(Inputs rule, Identity identity) {
    return Map.of("id", rule.path(), "arn", identity.arn("events", "rule/" + rule.path()));
  }

  @Override
  CompletableFuture<?> create(Inputs rule, DeployerClients aws) {
    return put(rule, rule.tags(), aws);
  }

  @Override
  CompletableFuture<?> update(Inputs before, Inputs after, DeployerClients aws) {
    String arn = aws.cloud().account().arn("events", "rule/" + after.path());
    return put(after, Map.of(), aws)
        .thenCompose(done -> EventBusType.retag(arn, before.tags(), after.tags(), aws));
  }

  private static CompletableFuture<?> put(
      Inputs rule, Map<String, String> tags, DeployerClients aws) {
    return aws.events()
        .putRule(
            request ->
                request
                    .name(rule.name())
                    .eventBusName(rule.eventBusName())
                    .eventPattern(rule.eventPattern())
                    .scheduleExpression(rule.scheduleExpression())
                    .description(rule.description())
                    .roleArn(rule.roleArn())
                    .state(rule.state())
                    .tags(Tags.listed(tags, EventBusType::tag)));
  }

  @Override
  CompletableFuture<?> delete(Inputs rule, DeployerClients aws) {
    return aws.events()
        .deleteRule(request -> request.name(rule.name()).eventBusName(rule.eventBusName()));
  }

  /** events/rule.go */
  @Override
  List<ProviderCall> calls(Inputs rule, Identity identity) {
    String arn = identity.arn("events", "rule/" + rule.path());
    return ProviderCall.all(
        ProviderCall.reads(arn, "events:DescribeRule", "events:ListTagsForResource"),
        ProviderCall.writes(
            arn,
            "events:PutRule",
            "events:DeleteRule",
            "events:TagResource",
            "events:UntagResource"),
        ProviderCall.passRole(rule.roleArn(), "events.amazonaws.com"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name", "eventBusName");
  }
}
