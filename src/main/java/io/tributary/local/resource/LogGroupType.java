package io.tributary.local.resource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A log group; www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/loggroup */
final class LogGroupType extends ResourceType<LogGroupType.Inputs> {

  /** Retention 0 keeps for ever. */
  record Inputs(
      String name, Integer retentionInDays, Boolean skipDestroy, Map<String, String> tags) {

    Inputs {
      retentionInDays = Objects.requireNonNullElse(retentionInDays, 0);
      skipDestroy = Objects.requireNonNullElse(skipDestroy, false);
    }
  }

  LogGroupType() {
    super("aws:cloudwatch/logGroup:LogGroup", Inputs.class);
  }

  @Override
  Map<String, Object> computed(Inputs group, Identity identity) {
    return Map.of("id", group.name(), "arn", identity.arn("logs", "log-group:" + group.name()));
  }

  @Override
  CompletableFuture<?> create(Inputs group, DeployerClients aws) {
    return aws.logs()
        .createLogGroup(request -> request.logGroupName(group.name()).tags(Tags.of(group.tags())))
        .thenCompose(
            done ->
                retain(group, aws)
                    .exceptionallyCompose(
                        failure ->
                            CompletableFuture.failedFuture(new ResourceFailedException(failure))));
  }

  @Override
  CompletableFuture<?> update(Inputs before, Inputs after, DeployerClients aws) {
    CompletableFuture<?> retention =
        before.retentionInDays().equals(after.retentionInDays())
            ? CompletableFuture.completedFuture(null)
            : retain(after, aws);
    String arn = aws.cloud().account().arn("logs", "log-group:" + after.name());
    return retention.thenCompose(done -> retag(arn, before, after, aws));
  }

  private static CompletableFuture<?> retain(Inputs group, DeployerClients aws) {
    return group.retentionInDays() == 0
        ? aws.logs().deleteRetentionPolicy(request -> request.logGroupName(group.name()))
        : aws.logs()
            .putRetentionPolicy(
                put -> put.logGroupName(group.name()).retentionInDays(group.retentionInDays()));
  }

  private static CompletableFuture<?> retag(
      String arn, Inputs before, Inputs after, DeployerClients aws) {
    return Tags.change(
        before.tags(),
        after.tags(),
        gone -> aws.logs().untagResource(request -> request.resourceArn(arn).tagKeys(gone)),
        set -> aws.logs().tagResource(request -> request.resourceArn(arn).tags(set)));
  }

  @Override
  CompletableFuture<?> delete(Inputs group, DeployerClients aws) {
    return group.skipDestroy()
        ? CompletableFuture.completedFuture(null)
        : aws.logs().deleteLogGroup(request -> request.logGroupName(group.name()));
  }

  /** logs/group.go */
  @Override
  List<ProviderCall> calls(Inputs group, Identity identity) {
    String arn = identity.arn("logs", "log-group:" + group.name());
    return ProviderCall.all(
        ProviderCall.reads(ProviderCall.ANY, "logs:DescribeLogGroups"),
        ProviderCall.reads(arn, "logs:ListTagsForResource"),
        ProviderCall.writes(
            arn,
            "logs:CreateLogGroup",
            "logs:PutRetentionPolicy",
            "logs:DeleteRetentionPolicy",
            "logs:DeleteLogGroup",
            "logs:TagResource",
            "logs:UntagResource"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name");
  }
}
