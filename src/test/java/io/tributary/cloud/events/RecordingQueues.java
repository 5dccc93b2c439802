package io.tributary.cloud.events;

import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.iam.AccessRequest;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queues that take every message and remember it, unless told to fail. */
final class RecordingQueues implements Queues {

  record Sent(Caller caller, String queueArn, OutgoingMessage message) {}

  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, Function<Caller, RuntimeException>> failures = new HashMap<>();
  private int attempts;

  /** What was sent to a queue, oldest first. */
  List<OutgoingMessage> in(String queueArn) {
    return sent.stream().filter(s -> s.queueArn().equals(queueArn)).map(Sent::message).toList();
  }

  List<Sent> all() {
    return sent;
  }

  int attempts() {
    return attempts;
  }

  void works(String queueArn) {
    failures.remove(queueArn);
  }

  void denies(String queueArn) {
    failures.put(queueArn, caller -> denial(caller, queueArn));
  }

  void isMissing(String queueArn) {
    fails(queueArn, QueueDoesNotExistException.builder(), "QueueDoesNotExist", 400);
  }

  void isBroken(String queueArn) {
    fails(queueArn, SqsException.builder(), "InternalError", 500);
  }

  private void fails(
      String queueArn,
      software.amazon.awssdk.awscore.exception.AwsServiceException.Builder exception,
      String code,
      int status) {
    failures.put(queueArn, caller -> ApiErrors.error(exception, code, status, "no " + queueArn));
  }

  private static RuntimeException denial(Caller caller, String queueArn) {
    AccessRequest request = new AccessRequest(caller, "sqs:SendMessage", queueArn);
    Decision decision =
        new Decision(
            false, request, Decision.Cause.NO_RESOURCE_POLICY_ALLOWS, null, null, List.of(), null);
    return ApiErrors.denied(
        SqsException.builder(), "AccessDenied", 403, decision.message(), decision);
  }

  @Override
  public String send(Caller caller, String queueArn, OutgoingMessage message) {
    attempts++;
    if (failures.containsKey(queueArn)) {
      throw failures.get(queueArn).apply(caller);
    }
    sent.add(new Sent(caller, queueArn, message));
    return "message-" + sent.size();
  }

  @Override
  public List<QueuedMessage> receive(
      Caller caller, String queueArn, int max, Integer visibilitySeconds) {
    throw new UnsupportedOperationException("EventBridge receives nothing");
  }

  @Override
  public void delete(Caller caller, String queueArn, String receiptHandle) {
    throw new UnsupportedOperationException("EventBridge deletes nothing");
  }

  @Override
  public void requireAttributes(Caller caller, String queueArn) {
    throw new UnsupportedOperationException("EventBridge asks for no attributes");
  }

  @Override
  public Wake whenAvailable(String queueArn, Runnable wake) {
    throw new UnsupportedOperationException("EventBridge polls nothing");
  }
}
