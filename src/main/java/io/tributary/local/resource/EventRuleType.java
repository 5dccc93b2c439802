package io.tributary.local.resource;

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

    /** A rule's ARN names its bus, unless that is the default one. */
    private String path() {
      String bus = eventBusName.substring(eventBusName.lastIndexOf('/') + 1);
      return bus.equals("default") ? name : bus + "/" + name;
    }
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

  @Override
  Set<String> replacedWith() {
    return Set.of("name", "eventBusName");
  }
}
