package io.tributary.simulate;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.cloud.time.EventLoop;
import io.tributary.local.Deployment;
import io.tributary.local.ResourceGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The deployed program in its running cloud, as faults and the simulation act on it. */
public final class Stage {

  private final ResourceGraph graph;
  private final LocalCloud cloud;
  private final Principal user;
  private final ModelledQueues queues;
  private final Set<String> deadLetterQueues;
  private final List<Throwable> failures = new ArrayList<>();

  Stage(
      ResourceGraph graph, LocalCloud cloud, ModelledQueues queues, Set<String> deadLetterQueues) {
    this.graph = graph;
    this.cloud = cloud;
    this.user = Deployment.user(graph.stack());
    this.queues = queues;
    this.deadLetterQueues = Set.copyOf(deadLetterQueues);
  }

  /** What was deployed. */
  public ResourceGraph graph() {
    return graph;
  }

  /**
   * The queues that the program names as dead-letter queues, whoever is to use them, by ARN. When
   * one cannot be reached at the moment that it is needed, AWS loses the message for good.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
   */
  public Set<String> deadLetterQueues() {
    return deadLetterQueues;
  }

  /** The true time, which no fault bends. */
  public EventLoop loop() {
    return cloud.loop();
  }

  /** Who deployed the program. */
  public Principal user() {
    return user;
  }

  /** A client of the user who deployed the program. */
  public <C extends SdkClient> C client(Class<C> type) {
    return cloud.client(type, user);
  }

  /** The running cloud. */
  public LocalCloud cloud() {
    return cloud;
  }

  /** SQS itself, whose queues can be looked into. */
  public SqsService sqs() {
    return cloud.sqs();
  }

  /**
   * Sets a queue's policy, as the user; the invariants then judge by it.
   *
   * @param policy as JSON; empty for none
   * @return done once it is set
   */
  public CompletableFuture<Void> queuePolicy(String queueArn, String policy) {
    SqsAsyncClient sqs = client(SqsAsyncClient.class);
    String name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
    CompletableFuture<Void> call =
        sqs.getQueueUrl(it -> it.queueName(name))
            .thenCompose(
                queue ->
                    sqs.setQueueAttributes(
                        it ->
                            it.queueUrl(queue.queueUrl())
                                .attributes(Map.of(QueueAttributeName.POLICY, policy))))
            .thenRun(() -> queues.policyChanged(queueArn, policy));
    require(call);
    return call;
  }

  /** Follows a call that has to succeed; its failure ends the run with an error. */
  public void require(CompletableFuture<?> call) {
    call.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            failures.add(failure);
          }
        });
  }

  /**
   * Ends the run if a required call has failed.
   *
   * @throws IllegalStateException then
   */
  void checkCalls() {
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          failures.size() + " calls failed that the simulation relies on", failures.get(0));
    }
  }
}
