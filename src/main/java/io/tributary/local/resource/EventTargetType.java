package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** A rule's target; www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/eventtarget */
final class EventTargetType extends ResourceType<EventTargetType.Inputs> {

  record Inputs(
      String rule,
      String eventBusName,
      String targetId,
      String arn,
      String roleArn,
      String input,
      String inputPath,
      InputTransformer inputTransformer,
      RetryPolicy retryPolicy,
      DeadLetterConfig deadLetterConfig) {

    Inputs {
      eventBusName = Objects.requireNonNullElse(eventBusName, "default");
    }

    private Target target() {
      Target.Builder target =
          Target.builder().id(targetId).arn(arn).roleArn(roleArn).input(input).inputPath(inputPath);
      if (inputTransformer != null) {
        target.inputTransformer(
            it ->
                it.inputPathsMap(inputTransformer.inputPaths())
                    .inputTemplate(inputTransformer.inputTemplate()));
      }
      if (retryPolicy != null) {
        target.retryPolicy(
            it ->
                it.maximumEventAgeInSeconds(retryPolicy.maximumEventAgeInSeconds())
                    .maximumRetryAttempts(retryPolicy.maximumRetryAttempts()));
      }
      if (deadLetterConfig != null) {
        target.deadLetterConfig(it -> it.arn(deadLetterConfig.arn()));
      }
      return target.build();
    }
  }

  record InputTransformer(Map<String, String> inputPaths, String inputTemplate) {}

  /** What is left out of a retry policy, the provider sends as zero. */
  record RetryPolicy(int maximumEventAgeInSeconds, int maximumRetryAttempts) {}

  record DeadLetterConfig(String arn) {}

  EventTargetType() {
    super("aws:cloudwatch/eventTarget:EventTarget", Inputs.class);
  }

  @Override
  String namedBy() {
    return "targetId";
  }

  @Override
  Map<String, Object> computed(Inputs target, Identity identity) {
    String bus = target.eventBusName().equals("default") ? "" : target.eventBusName() + "-";
    return Map.of("id", bus + target.rule() + "-" + target.targetId());
  }

  @Override
  CompletableFuture<?> create(Inputs target, DeployerClients aws) {
    EventBridgeAsyncClient events = aws.events();
    return events
        .putTargets(
            request ->
                request
                    .rule(target.rule())
                    .eventBusName(target.eventBusName())
                    .targets(target.target()))
        .thenApply(EventTargetType::checked);
  }

  /** AWS answers a refused target with success and an entry of its own. */
  private static PutTargetsResponse checked(PutTargetsResponse answer) {
    answer
        .failedEntries()
        .forEach(
            entry -> {
              throw new ResourceFailedException(entry.errorCode() + ": " + entry.errorMessage());
            });
    return answer;
  }

  @Override
  CompletableFuture<?> delete(Inputs target, DeployerClients aws) {
    CompletableFuture<RemoveTargetsResponse> removed =
        aws.events()
            .removeTargets(
                request ->
                    request
                        .rule(target.rule())
                        .eventBusName(target.eventBusName())
                        .ids(List.of(target.targetId())));
    return removed;
  }

  /** events/target.go */
  @Override
  List<ProviderCall> calls(Inputs target, Identity identity) {
    String rule = EventRuleType.path(target.eventBusName(), target.rule());
    String arn = identity.arn("events", "rule/" + rule);
    return ProviderCall.all(
        ProviderCall.reads(arn, "events:ListTargetsByRule"),
        ProviderCall.writes(arn, "events:PutTargets", "events:RemoveTargets"),
        ProviderCall.passRole(target.roleArn(), "events.amazonaws.com"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("rule", "eventBusName", "targetId");
  }
}
