package io.tributary.cloud.events;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.journal.HopEntry;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Delivers events to targets as events.amazonaws.com acting for the rule, with retries, and what
 * cannot be delivered to the target's dead-letter queue.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html and
 * eb-rule-dlq.html there
 */
final class Deliveries {

  /**
   * AWS says "exponential back off and jitter" without numbers: these spread 185 retries over about
   * 22 hours, within the 24 that it retries at most.
   */
  private static final long FIRST_BACKOFF_MILLIS = 1_000;

  private static final long LONGEST_BACKOFF_MILLIS = 600_000;

  private final EventLoop loop;
  private final Journal journal;
  private final Queues queues;

  Deliveries(EventLoop loop, Journal journal, Queues queues) {
    this.loop = loop;
    this.journal = journal;
    this.queues = queues;
  }

  /** Delivers an event to a target, now or by retries later; never fails. */
  void deliver(AcceptedEvent event, Rule rule, RuleTarget target) {
    try {
      String text = target.input().of(event, rule);
      new Delivery(event, rule, target, text).attempt();
    } catch (TargetInput.UndeliverableInput failure) {
      new Delivery(event, rule, target, null).failed(DeliveryError.of(failure));
    }
  }

  /** One event on its way to one target. */
  private final class Delivery {

    private final AcceptedEvent event;
    private final Rule rule;
    private final RuleTarget target;
    private final String text;
    private final Caller caller;
    private int retries;

    private Delivery(AcceptedEvent event, Rule rule, RuleTarget target, String text) {
      this.event = event;
      this.rule = rule;
      this.target = target;
      this.text = text;
      this.caller = rule.deliverer();
    }

    private void attempt() {
      try {
        target.destination().deliver(caller, text, event.trace());
      } catch (AwsServiceException failure) {
        failed(DeliveryError.of(failure));
        return;
      }
      boolean transformed = target.input() != TargetInput.WHOLE_EVENT;
      hop(target.arn()).payload(transformed ? text : null).passed();
    }

    private HopEntry hop(String peer) {
      return journal.hop(event.trace(), Step.TARGET_DELIVER, rule.arn()).id(event.id()).peer(peer);
    }

    private void failed(DeliveryError error) {
      if (error.decision() != null) {
        hop(target.arn()).denied(error.decision());
      } else if (!error.retried()) {
        hop(target.arn()).stopped(Outcome.FAILED, error.code() + ": " + error.message());
      }
      if (!error.retried()) {
        giveUp(error, null);
      } else if (retries >= target.retries()) {
        giveUp(error, "MaximumRetryAttempts");
      } else {
        retryLater(error);
      }
    }

    private void retryLater(DeliveryError error) {
      long ageLeft = event.acceptedMillis() + target.longestAge().toMillis() - loop.millis();
      long backoff = backoffMillis();
      noteRetry(error);
      if (backoff >= ageLeft) {
        loop.schedule(Duration.ofMillis(ageLeft), () -> giveUp(error, "MaximumEventAgeInSeconds"));
      } else {
        loop.schedule(Duration.ofMillis(backoff), this::retry);
      }
    }

    private void noteRetry(DeliveryError error) {
      if (HopEntry.notes(retries + 1)) {
        hop(target.arn())
            .stopped(
                Outcome.RETRYING,
                error.code() + ": " + error.message() + "; " + retries + " retries so far");
      }
    }

    private void retry() {
      retries++;
      attempt();
    }

    private long backoffMillis() {
      long full = Math.min(FIRST_BACKOFF_MILLIS << Math.min(retries, 20), LONGEST_BACKOFF_MILLIS);
      return full / 2 + (long) (loop.random().nextDouble() * full / 2);
    }

    private void giveUp(DeliveryError error, String exhausted) {
      String why = why(error, exhausted);
      if (target.deadLetterQueue() == null) {
        hop(target.arn())
            .stopped(Outcome.LOST, why + "; the target has no dead-letter queue to keep it");
        return;
      }
      String queue = target.deadLetterQueue();
      Map<String, MessageAttributeValue> attributes = attributes(error, exhausted);
      try {
        queues.send(
            caller,
            queue,
            new OutgoingMessage(event.json().text(), attributes, null, null, event.trace()));
      } catch (AwsServiceException failure) {
        lost(why, DeliveryError.of(failure));
        return;
      }
      hop(queue).stopped(Outcome.DEAD_LETTERED, why);
    }

    private String why(DeliveryError error, String exhausted) {
      return "not delivered to "
          + target.arn()
          + ": "
          + error.code()
          + ": "
          + error.message()
          + (exhausted == null ? "" : "; " + exhausted + " reached after " + retries + " retries");
    }

    private void lost(String why, DeliveryError atQueue) {
      journal.measure(Measure.EVENTS_NOT_DEAD_LETTERED, rule.arn(), 1);
      if (atQueue.decision() != null) {
        hop(target.deadLetterQueue()).denied(atQueue.decision());
      }
      hop(target.deadLetterQueue())
          .stopped(
              Outcome.LOST, why + "; nor did its dead-letter queue take it: " + atQueue.message());
    }

    private Map<String, MessageAttributeValue> attributes(DeliveryError error, String exhausted) {
      Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
      attributes.put("RULE_ARN", string(rule.arn()));
      attributes.put("TARGET_ARN", string(target.arn()));
      attributes.put("ERROR_CODE", string(error.code()));
      attributes.put("ERROR_MESSAGE", string(error.message()));
      if (exhausted != null) {
        attributes.put("EXHAUSTED_RETRY_CONDITION", string(exhausted));
      }
      attributes.put("RETRY_ATTEMPTS", string(Integer.toString(retries)));
      return attributes;
    }

    private static MessageAttributeValue string(String value) {
      return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }
  }
}
