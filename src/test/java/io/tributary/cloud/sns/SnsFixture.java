package io.tributary.cloud.sns;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.sqs.SendOnlyQueues;
import io.tributary.cloud.time.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** SNS on virtual time, seen by the account's root, with one topic. */
final class SnsFixture {

  static final String ACCOUNT = "536697261635";
  static final Principal ROOT = new Principal.Root("aws", ACCOUNT);

  final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  final Journal journal = new Journal(time, Journal.DEFAULT_CAPACITY);
  final SendOnlyQueues queues = new SendOnlyQueues();
  final SnsService service;
  final SnsAsyncClient sns;
  final String topic;

  SnsFixture() {
    this(new Account(ACCOUNT, "eu-west-1"));
  }

  SnsFixture(Account account) {
    service = new SnsService(time, account, new Iam(time, account), journal, queues);
    sns = service.client(Caller.of(ROOT));
    topic = done(sns.createTopic(r -> r.name("ann-basket-events"))).topicArn();
  }

  static String queue(String name) {
    return "arn:aws:sqs:eu-west-1:" + ACCOUNT + ":" + name;
  }

  /** Subscribes a queue and gives the subscription's ARN. */
  String subscribe(String queueName, Map<String, String> attributes) {
    return done(sns.subscribe(
            r ->
                r.topicArn(topic)
                    .protocol("sqs")
                    .endpoint(queue(queueName))
                    .attributes(attributes)))
        .subscriptionArn();
  }

  /** Publishes to the topic, lets SNS deliver, and gives the message id. */
  String publish(Consumer<PublishRequest.Builder> request) {
    String id = done(sns.publish(r -> request.accept(r.topicArn(topic)))).messageId();
    time.runReady();
    return id;
  }

  <T> T done(CompletableFuture<T> answer) {
    return time.await(answer);
  }

  /** The error that a call ends with. */
  AwsServiceException error(CompletableFuture<?> answer) {
    CompletionException failure =
        catchThrowableOfType(CompletionException.class, () -> time.await(answer));
    if (failure == null) {
      throw new AssertionError("the call did not fail");
    }
    return (AwsServiceException) failure.getCause();
  }

  List<Hop> deliveries() {
    return journal.hops().filter(hop -> hop.step() == Step.SNS_DELIVER).toList();
  }

  List<Outcome> outcomes() {
    return deliveries().stream().map(Hop::outcome).toList();
  }

  static MessageAttributeValue attribute(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }
}
