package io.tributary.cloud.sqs;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Iam;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** SQS of an account in virtual time, and its root user's client with short words for its calls. */
final class SqsFixture {

  static final String ACCOUNT = "123456789012";

  final VirtualTime time = new VirtualTime(Instant.parse("2025-01-15T12:09:36Z"), 1);
  final Account account = new Account(ACCOUNT, "eu-west-1");
  final Iam iam = new Iam(time, account);
  final Journal journal = new Journal(time, Journal.DEFAULT_CAPACITY);
  final SqsService service = new SqsService(time, account, iam, journal);
  final Caller root = Caller.of(new Principal.Root("aws", ACCOUNT));
  final SqsAsyncClient sqs = service.client(root);

  String create(String name) {
    return create(name, Map.of());
  }

  String create(String name, Map<QueueAttributeName, String> attributes) {
    return call(sqs.createQueue(r -> r.queueName(name).attributes(attributes))).queueUrl();
  }

  /** A queue whose messages go to a dead-letter queue. */
  String createWithDeadLetterQueue(String name, String deadLetterName, int maxReceiveCount) {
    return create(
        name,
        Map.of(
            QueueAttributeName.REDRIVE_POLICY,
            redrivePolicy(arn(deadLetterName), Integer.toString(maxReceiveCount))));
  }

  static String redrivePolicy(String target, String maxReceiveCount) {
    return "{\"deadLetterTargetArn\":\""
        + target
        + "\",\"maxReceiveCount\":\""
        + maxReceiveCount
        + "\"}";
  }

  void set(String url, QueueAttributeName attribute, String value) {
    call(sqs.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(attribute, value))));
  }

  String attribute(String url, QueueAttributeName attribute) {
    return call(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(attribute)))
        .attributes()
        .get(attribute);
  }

  /** How many messages are visible, in flight and delayed. */
  List<Integer> counts(String url) {
    return List.of(
        Integer.valueOf(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
        Integer.valueOf(
            attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)),
        Integer.valueOf(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)));
  }

  String send(String url, String body) {
    return call(sqs.sendMessage(r -> r.queueUrl(url).messageBody(body))).messageId();
  }

  /** Up to ten messages by a short poll, with all their attributes. */
  List<Message> receive(String url) {
    return receive(url, r -> r.maxNumberOfMessages(10).messageAttributeNames("All"));
  }

  List<Message> receive(String url, Consumer<ReceiveMessageRequest.Builder> more) {
    return call(poll(url, more)).messages();
  }

  CompletableFuture<ReceiveMessageResponse> poll(
      String url, Consumer<ReceiveMessageRequest.Builder> more) {
    return sqs.receiveMessage(
        r -> {
          r.queueUrl(url).messageSystemAttributeNamesWithStrings("All");
          more.accept(r);
        });
  }

  /** The only message there is. */
  Message receiveOne(String url) {
    List<Message> messages = receive(url);
    if (messages.size() != 1) {
      throw new AssertionError("expected one message, got " + messages);
    }
    return messages.get(0);
  }

  List<String> bodies(String url) {
    return receive(url).stream().map(Message::body).toList();
  }

  void delete(String url, String handle) {
    call(sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle)));
  }

  void changeVisibility(String url, String handle, int seconds) {
    call(
        sqs.changeMessageVisibility(
            r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(seconds)));
  }

  void pass(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  void passMillis(long millis) {
    time.advance(Duration.ofMillis(millis));
  }

  List<Hop> hops(Step step) {
    return journal.hops().filter(hop -> hop.step() == step).toList();
  }

  String arn(String name) {
    return account.arn("sqs", name);
  }

  <T> T call(CompletableFuture<T> answer) {
    return time.await(answer);
  }

  /** The error that a call ends with. */
  SqsException failure(CompletableFuture<?> answer) {
    CompletionException wrapped =
        catchThrowableOfType(CompletionException.class, () -> time.await(answer));
    if (wrapped == null) {
      throw new AssertionError("expected a failure, got " + answer.join());
    }
    return (SqsException) wrapped.getCause();
  }

  String code(CompletableFuture<?> answer) {
    return failure(answer).awsErrorDetails().errorCode();
  }

  String message(CompletableFuture<?> answer) {
    return failure(answer).awsErrorDetails().errorMessage();
  }
}
