package io.tributary.cloud.sns;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queues that take what is sent, or fail as told, and remember every attempt. */
final class RecordingQueues implements Queues {

  /** One attempt to send, whether it failed or not. */
  record Attempt(Caller caller, String queueArn, OutgoingMessage message) {}

  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Attempt> taken = new ArrayList<>();
  private final Map<String, AwsServiceException> failures = new HashMap<>();
  private final Set<String> denied = new HashSet<>();

  List<Attempt> attempts() {
    return attempts;
  }

  List<Attempt> taken() {
    return taken;
  }

  /** The one message that was taken. */
  OutgoingMessage only() {
    if (taken.size() != 1) {
      throw new AssertionError("expected one message, got " + taken);
    }
    return taken.get(0).message();
  }

  void fail(String queueArn, int status, String code) {
    failures.put(queueArn, ApiErrors.error(SqsException.builder(), code, status, code + "!"));
  }

  void deny(String queueArn) {
    denied.add(queueArn);
  }

  private static AwsServiceException denial(Caller caller, String queueArn) {
    Decision decision =
        new Decision(
            false,
            new AccessRequest(caller, "sqs:SendMessage", queueArn),
            Decision.Cause.NO_RESOURCE_POLICY_ALLOWS,
            null,
            null,
            List.of(),
            null);
    return ApiErrors.denied(SqsException.builder(), "AccessDenied", 403, "Access denied", decision);
  }

  void recover(String queueArn) {
    failures.remove(queueArn);
  }

  @Override
  public String send(Caller caller, String queueArn, OutgoingMessage message) {
    Attempt attempt = new Attempt(caller, queueArn, message);
    attempts.add(attempt);
    if (denied.contains(queueArn)) {
      throw denial(caller, queueArn);
    }
    if (failures.containsKey(queueArn)) {
      throw failures.get(queueArn);
    }
    taken.add(attempt);
    return "sqs-" + taken.size();
  }

  @Override
  public List<QueuedMessage> receive(
      Caller caller, String queueArn, int max, Integer visibilitySeconds) {
    throw new AssertionError("SNS does not receive");
  }

  @Override
  public void delete(Caller caller, String queueArn, String receiptHandle) {
    throw new AssertionError("SNS does not delete");
  }

  @Override
  public void requireAttributes(Caller caller, String queueArn) {
    throw new AssertionError("SNS does not ask for attributes");
  }

  @Override
  public Wake whenAvailable(String queueArn, Runnable wake) {
    throw new AssertionError("SNS does not wait for messages");
  }
}
