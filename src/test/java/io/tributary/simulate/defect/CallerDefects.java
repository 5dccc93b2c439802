package io.tributary.simulate.defect;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.Injection;
import io.tributary.simulate.fault.QueuesBetween;
import java.util.List;

/** What a pipe could do wrong. */
final class CallerDefects {

  private CallerDefects() {}

  /** Deletes a message as soon as it has it, and not once the bus has taken it. */
  static void deletesBeforePut(Injection injection) {
    injection.queues(Service.PIPES, DeletesAtOnce::new);
  }

  /** Takes a call of which a part succeeded for one that succeeded, and deletes what failed. */
  static void misreadsBatchResults(Injection injection) {
    injection.eventBuses(
        events ->
            (caller, entries) -> {
              List<PutResult> results = events.putEvents(caller, entries);
              return results.stream().map(CallerDefects::succeeded).toList();
            });
  }

  private static PutResult succeeded(PutResult result) {
    return result.failed() ? new PutResult("failed", null, null) : result;
  }

  private static final class DeletesAtOnce extends QueuesBetween {

    DeletesAtOnce(Queues sqs) {
      super(sqs);
    }

    @Override
    public List<QueuedMessage> receive(Caller caller, String queueArn, int max, Integer seconds) {
      List<QueuedMessage> messages = super.receive(caller, queueArn, max, seconds);
      messages.forEach(message -> super.delete(caller, queueArn, message.receiptHandle()));
      return messages;
    }

    @Override
    public void delete(Caller caller, String queueArn, String receiptHandle) {
      // It has done so already.
    }
  }
}
