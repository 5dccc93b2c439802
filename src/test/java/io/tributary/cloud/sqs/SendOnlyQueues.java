package io.tributary.cloud.sqs;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queues that take what is sent, or fail as told, and remember every attempt. */
public final class SendOnlyQueues extends UnaskedQueues {

  /** One attempt to send, whether it failed or not. */
  public record Attempt(Caller caller, String queueArn, OutgoingMessage message) {}

  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Attempt> taken = new ArrayList<>();
  private final Map<String, AwsServiceException> failures = new HashMap<>();
  private final Set<String> denied = new HashSet<>();

  /** Every attempt, oldest first. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** What did not fail, oldest first. */
  public List<Attempt> taken() {
    return taken;
  }

  /** What a queue has taken, oldest first. */
  public List<OutgoingMessage> in(String queueArn) {
    return taken.stream()
        .filter(attempt -> attempt.queueArn().equals(queueArn))
        .map(Attempt::message)
        .toList();
  }

  /** The one message that was taken. */
  public OutgoingMessage only() {
    if (taken.size() != 1) {
      throw new AssertionError("expected one message, got " + taken);
    }
    return taken.get(0).message();
  }

  /** From now on a queue answers an error. */
  public void fail(String queueArn, int status, String code) {
    failures.put(queueArn, ApiErrors.error(SqsException.builder(), code, status, code + "!"));
  }

  /** From now on a queue's policy allows nobody to send. */
  public void deny(String queueArn) {
    denied.add(queueArn);
  }

  /** A queue that failed takes messages again. */
  public void recover(String queueArn) {
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

  private static AwsServiceException denial(Caller caller, String queueArn) {
    AccessRequest request = new AccessRequest(caller, "sqs:SendMessage", queueArn);
    Decision decision =
        new Decision(
            false, request, Decision.Cause.NO_RESOURCE_POLICY_ALLOWS, null, null, List.of(), null);
    return ApiErrors.denied(
        SqsException.builder(), "AccessDenied", 403, decision.message(), decision);
  }
}
