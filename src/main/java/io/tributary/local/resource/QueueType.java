package io.tributary.local.resource;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.*;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.sqs.QueueView;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;

/** A standard queue; www.pulumi.com/registry/packages/aws/api-docs/sqs/queue */
final class QueueType extends ResourceType<QueueType.Inputs> {

  /** Together 70 seconds, as in the provider; a name is blocked for 60. */
  private static final int TRIES = 71;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  /** The defaults are the provider's: its largest message is a quarter of AWS's. */
  record Inputs(
      String name,
      Integer delaySeconds,
      Integer maxMessageSize,
      Integer messageRetentionSeconds,
      Integer receiveWaitTimeSeconds,
      Integer visibilityTimeoutSeconds,
      Boolean sqsManagedSseEnabled,
      String policy,
      String redrivePolicy,
      String redriveAllowPolicy,
      Map<String, String> tags) {

    Inputs {
      delaySeconds = Objects.requireNonNullElse(delaySeconds, 0);
      maxMessageSize = Objects.requireNonNullElse(maxMessageSize, 262_144);
      messageRetentionSeconds = Objects.requireNonNullElse(messageRetentionSeconds, 345_600);
      receiveWaitTimeSeconds = Objects.requireNonNullElse(receiveWaitTimeSeconds, 0);
      visibilityTimeoutSeconds = Objects.requireNonNullElse(visibilityTimeoutSeconds, 30);
      sqsManagedSseEnabled = Objects.requireNonNullElse(sqsManagedSseEnabled, true);
      if (maxMessageSize < 1_024 || maxMessageSize > 262_144) {
        throw new IllegalArgumentException(
            "maxMessageSize is "
                + maxMessageSize
                + ", but this version of the provider takes 1024 to 262144 bytes");
      }
    }

    private Map<QueueAttributeName, String> attributes() {
      Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
      attributes.put(DELAY_SECONDS, delaySeconds.toString());
      attributes.put(MAXIMUM_MESSAGE_SIZE, maxMessageSize.toString());
      attributes.put(MESSAGE_RETENTION_PERIOD, messageRetentionSeconds.toString());
      attributes.put(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, receiveWaitTimeSeconds.toString());
      attributes.put(VISIBILITY_TIMEOUT, visibilityTimeoutSeconds.toString());
      attributes.put(SQS_MANAGED_SSE_ENABLED, sqsManagedSseEnabled.toString());
      attributes.put(POLICY, policy);
      attributes.put(REDRIVE_POLICY, redrivePolicy);
      attributes.put(REDRIVE_ALLOW_POLICY, redriveAllowPolicy);
      attributes.values().removeIf(Objects::isNull);
      return attributes;
    }
  }

  QueueType() {
    super("aws:sqs/queue:Queue", Inputs.class);
  }

  @Override
  Map<String, Object> computed(Inputs queue, Identity identity) {
    String url = url(queue, identity.account());
    return Map.of("id", url, "url", url, "arn", identity.arn("sqs", queue.name()));
  }

  /** The provider waits until a name is free that a deleted queue had just now. */
  @Override
  CompletableFuture<?> create(Inputs queue, DeployerClients aws) {
    return create(queue, aws, TRIES);
  }

  private static CompletableFuture<CreateQueueResponse> create(
      Inputs queue, DeployerClients aws, int tries) {
    return aws.sqs()
        .createQueue(
            request ->
                request
                    .queueName(queue.name())
                    .attributes(queue.attributes())
                    .tags(Tags.of(queue.tags())))
        .exceptionallyCompose(
            failure ->
                failure instanceof QueueDeletedRecentlyException && tries > 1
                    ? tryAgain(queue, aws, tries - 1)
                    : CompletableFuture.failedFuture(failure));
  }

  private static CompletableFuture<CreateQueueResponse> tryAgain(
      Inputs queue, DeployerClients aws, int tries) {
    if (tries == TRIES - 1) {
      aws.notes()
          .accept(
              "Queue "
                  + queue.name()
                  + " was deleted less than 60 seconds ago, and SQS lets its name be used again"
                  + " only then: waiting for that, up to 60 seconds. Ending 'up' and starting it"
                  + " anew is quicker, and loses what lies in the other queues.");
    }
    return aws.after(BETWEEN_TRIES).thenCompose(now -> create(queue, aws, tries));
  }

  /** The provider leaves the queue a policy that the program no longer sets: another may set it. */
  @Override
  CompletableFuture<?> update(Inputs before, Inputs after, DeployerClients aws) {
    Map<QueueAttributeName, String> changed = new HashMap<>(after.attributes());
    changed.entrySet().removeAll(before.attributes().entrySet());
    String url = url(after, aws.cloud().account());
    CompletableFuture<?> set =
        changed.isEmpty()
            ? CompletableFuture.completedFuture(null)
            : aws.sqs().setQueueAttributes(it -> it.queueUrl(url).attributes(changed));
    return set.thenCompose(done -> retag(url, before, after, aws));
  }

  private static CompletableFuture<?> retag(
      String url, Inputs before, Inputs after, DeployerClients aws) {
    return Tags.change(
        before.tags(),
        after.tags(),
        gone -> aws.sqs().untagQueue(request -> request.queueUrl(url).tagKeys(gone)),
        set -> aws.sqs().tagQueue(request -> request.queueUrl(url).tags(set)));
  }

  @Override
  CompletableFuture<?> delete(Inputs queue, DeployerClients aws) {
    String url = url(queue, aws.cloud().account());
    Optional<QueueView> before = view(queue, aws);
    return aws.sqs()
        .deleteQueue(request -> request.queueUrl(url))
        .thenAccept(done -> before.map(QueueType::lost).ifPresent(aws.notes()));
  }

  private static Optional<QueueView> view(Inputs queue, DeployerClients aws) {
    return aws.cloud().sqs().inventory().stream()
        .filter(it -> it.name().equals(queue.name()))
        .findFirst();
  }

  private static String lost(QueueView queue) {
    int messages = queue.visible() + queue.inFlight() + queue.delayed();
    return "Queue "
        + queue.name()
        + " is deleted"
        + (messages == 0
            ? "; nothing lay in it."
            : ", and what lay in it is gone (messages: " + messages + ").");
  }

  private static String url(Inputs queue, Account account) {
    return "https://sqs.%s.amazonaws.com/%s/%s"
        .formatted(account.region(), account.id(), queue.name());
  }

  /** sqs/queue.go */
  @Override
  List<ProviderCall> calls(Inputs queue, Identity identity) {
    String arn = identity.arn("sqs", queue.name());
    return ProviderCall.all(
        ProviderCall.reads(arn, "sqs:GetQueueAttributes", "sqs:ListQueueTags"),
        ProviderCall.writes(
            arn,
            "sqs:CreateQueue",
            "sqs:SetQueueAttributes",
            "sqs:DeleteQueue",
            "sqs:TagQueue",
            "sqs:UntagQueue"));
  }

  @Override
  Set<String> replacedWith() {
    return Set.of("name");
  }
}
