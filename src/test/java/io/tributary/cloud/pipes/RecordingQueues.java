package io.tributary.cloud.pipes;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * One queue that records what is asked of it, and refuses what it is told to. Messages have the
 * traces 1, 2, ... in the order they were sent; a visibility timeout of its own of 30 seconds.
 */
final class RecordingQueues implements Queues {

  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private final VirtualTime time;
  private final List<String> calls;
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private final Map<String, SqsException> refusals = new LinkedHashMap<>();
  private int sent;

  private static final class Message {
    final String body;
    final long trace;
    long visibleAt;
    int received;

    Message(String body, long trace) {
      this.body = body;
      this.trace = trace;
    }
  }

  RecordingQueues(VirtualTime time, List<String> calls) {
    this.time = time;
    this.calls = calls;
  }

  void send(String... bodies) {
    for (String body : bodies) {
      sent++;
      messages.put("m" + sent, new Message(body, sent));
    }
    wakeAll();
  }

  /** From now on the action fails; null lets it pass again. */
  void refuse(String action, SqsException with) {
    refusals.put(action, with);
  }

  /** The bodies of the messages that were not deleted. */
  List<String> bodies() {
    return messages.values().stream().map(message -> message.body).toList();
  }

  @Override
  public String send(Caller caller, String queueArn, OutgoingMessage message) {
    throw new UnsupportedOperationException("a pipe sends nothing to its source");
  }

  @Override
  public List<QueuedMessage> receive(
      Caller caller, String queueArn, int max, Integer visibilitySeconds) {
    call("ReceiveMessage max=" + max + " visibility=" + visibilitySeconds);
    List<QueuedMessage> received = new ArrayList<>();
    messages.forEach(
        (id, message) -> {
          if (received.size() < max && message.visibleAt <= time.millis()) {
            message.received++;
            hide(message, visibilitySeconds);
            received.add(received(id, message));
          }
        });
    return received;
  }

  private void hide(Message message, Integer visibilitySeconds) {
    Duration hidden =
        visibilitySeconds == null ? VISIBILITY : Duration.ofSeconds(visibilitySeconds);
    message.visibleAt = time.millis() + hidden.toMillis();
    time.schedule(hidden, this::wakeAll);
  }

  private QueuedMessage received(String id, Message message) {
    return new QueuedMessage(
        id, id, message.body, Map.of(), "AIDA", 0, 0, message.received, message.trace);
  }

  @Override
  public void delete(Caller caller, String queueArn, String receiptHandle) {
    call("DeleteMessage " + receiptHandle);
    messages.remove(receiptHandle);
  }

  @Override
  public void requireAttributes(Caller caller, String queueArn) {
    call("GetQueueAttributes");
  }

  @Override
  public Wake whenAvailable(String queueArn, Runnable wake) {
    waiting.add(wake);
    wakeAll();
    return () -> waiting.remove(wake);
  }

  private void wakeAll() {
    if (messages.values().stream().anyMatch(message -> message.visibleAt <= time.millis())) {
      List<Runnable> woken = List.copyOf(waiting);
      waiting.clear();
      woken.forEach(time::execute);
    }
  }

  private void call(String call) {
    calls.add(call);
    SqsException refusal = refusals.get(call.split(" ")[0]);
    if (refusal != null) {
      throw refusal;
    }
  }
}
