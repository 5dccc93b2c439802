package io.tributary.simulate.defect;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.sqs.SqsService;
import io.tributary.simulate.Rewired;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The account's root: what a broken SQS does to its own queues, it does in this name. */
final class Owner {

  static final Caller ROOT =
      Caller.of(new Principal.Root("aws", Rewired.graph().stack().account().id()));

  private final SqsAsyncClient sqs;

  Owner(Queues sqs) {
    this.sqs = ((SqsService) sqs).client(ROOT);
  }

  CompletableFuture<String> attribute(String queueArn, QueueAttributeName name) {
    return url(queueArn)
        .thenCompose(url -> sqs.getQueueAttributes(it -> it.queueUrl(url).attributeNames(name)))
        .thenApply(response -> response.attributes().get(name));
  }

  void attribute(String queueArn, QueueAttributeName name, String value) {
    url(queueArn)
        .thenCompose(
            url -> sqs.setQueueAttributes(it -> it.queueUrl(url).attributes(Map.of(name, value))));
  }

  void visibility(String queueArn, String receiptHandle, int seconds) {
    url(queueArn)
        .thenCompose(
            url ->
                sqs.changeMessageVisibility(
                    it ->
                        it.queueUrl(url).receiptHandle(receiptHandle).visibilityTimeout(seconds)));
  }

  private CompletableFuture<String> url(String queueArn) {
    String name = queueArn.substring(queueArn.lastIndexOf(':') + 1);
    return sqs.getQueueUrl(it -> it.queueName(name)).thenApply(response -> response.queueUrl());
  }
}
