package io.tributary.local.resource;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.pipes.PipesAsyncClient;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * A cloud as one principal sees it.
 *
 * @param cloud where the calls go
 * @param principal who makes them
 * @param notes is told, in words for a person, of what takes long and what is lost
 */
public record DeployerClients(LocalCloud cloud, Principal principal, Consumer<String> notes) {

  /** A cloud as a principal sees it for whom nobody waits. */
  public DeployerClients(LocalCloud cloud, Principal principal) {
    this(cloud, principal, note -> {});
  }

  public SqsAsyncClient sqs() {
    return cloud.client(SqsAsyncClient.class, principal);
  }

  public SnsAsyncClient sns() {
    return cloud.client(SnsAsyncClient.class, principal);
  }

  public EventBridgeAsyncClient events() {
    return cloud.client(EventBridgeAsyncClient.class, principal);
  }

  public PipesAsyncClient pipes() {
    return cloud.client(PipesAsyncClient.class, principal);
  }

  public IamAsyncClient iam() {
    return cloud.client(IamAsyncClient.class, principal);
  }

  public CloudWatchLogsAsyncClient logs() {
    return cloud.client(CloudWatchLogsAsyncClient.class, principal);
  }

  public CloudWatchAsyncClient cloudWatch() {
    return cloud.client(CloudWatchAsyncClient.class, principal);
  }

  /** The same cloud as the account itself sees it. */
  DeployerClients asAccount() {
    return new DeployerClients(cloud, Principal.Root.of(cloud.account()), notes);
  }

  /** Done after the cloud's time has moved on so far; only to be asked for on its loop. */
  CompletableFuture<Void> after(Duration delay) {
    CompletableFuture<Void> passed = new CompletableFuture<>();
    cloud.loop().schedule(delay, () -> passed.complete(null));
    return passed;
  }
}
