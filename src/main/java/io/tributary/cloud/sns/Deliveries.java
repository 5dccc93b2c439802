package io.tributary.cloud.sns;

import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.journal.HopEntry;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Brings messages from topics to the queues that subscribed, as {@code sns.amazonaws.com}.
 *
 * <p>A queue that refuses (client-side error: no permission, no such queue) is asked once; one that
 * fails (server-side error) by the {@link RetrySchedule}. A raw message of too many attributes
 * counts as refused without asking. Then the message goes to the subscription's dead-letter queue,
 * or is lost.
 *
 * <p>See docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html and
 * sns-message-attributes.html
 */
final class Deliveries {

  /** SQS takes no more message attributes than these. */
  private static final int MOST_RAW_ATTRIBUTES = 10;

  private static final int SERVER_SIDE = 500;

  private final EventLoop loop;
  private final Journal journal;
  private final Queues queues;

  Deliveries(EventLoop loop, Journal journal, Queues queues) {
    this.loop = loop;
    this.journal = journal;
    this.queues = queues;
  }

  /** Delivers a message to the topic's subscriptions. */
  void deliver(Topic topic, Notification notification) {
    if (topic.subscriptions().isEmpty()) {
      // Nothing filtered it and nothing failed: it is gone, which whoever looks for it must see.
      journal
          .hop(notification.trace(), Step.SNS_DELIVER, topic.arn())
          .id(notification.messageId())
          .stopped(Outcome.LOST, "the topic has no subscription");
      return;
    }
    for (Subscription subscription : topic.subscriptions()) {
      deliver(notification, subscription);
    }
  }

  private void deliver(Notification notification, Subscription subscription) {
    FilterPolicy policy = subscription.attributes().filterPolicy();
    String rejection = policy == null ? null : policy.rejects(notification);
    if (rejection != null) {
      journal.measure(policy.measureOf(notification), subscription.topic().arn(), 1);
      hop(subscription, notification.trace(), notification.messageId())
          .stopped(Outcome.FILTERED, rejection);
      return;
    }
    Delivery delivery = new Delivery(subscription, notification);
    int attributes = notification.delivered().size();
    if (subscription.attributes().raw() && attributes > MOST_RAW_ATTRIBUTES) {
      delivery.giveUp(
          "raw message delivery discards a message of more than 10 message attributes, this one has "
              + attributes);
    } else {
      delivery.run();
    }
  }

  private HopEntry hop(Subscription subscription, long trace, String messageId) {
    return journal
        .hop(trace, Step.SNS_DELIVER, subscription.topic().arn())
        .peer(subscription.endpoint())
        .id(messageId);
  }

  private static String text(SqsException failure) {
    return failure.awsErrorDetails().errorMessage();
  }

  /**
   * A message on its way to one subscription; all that is kept while it is tried again, and nothing
   * new for each attempt.
   */
  private final class Delivery implements Runnable {

    private final Subscription subscription;
    private final String messageId;
    private final OutgoingMessage message;
    private int attempts;

    private Delivery(Subscription subscription, Notification notification) {
      this.subscription = subscription;
      this.messageId = notification.messageId();
      this.message = notification.outgoing(subscription);
    }

    private HopEntry hop() {
      return Deliveries.this.hop(subscription, message.trace(), messageId);
    }

    /** Makes an attempt. */
    @Override
    public void run() {
      if (subscription.isDeleted()) {
        hop()
            .stopped(
                Outcome.LOST,
                "the subscription was deleted before the message reached its endpoint");
        return;
      }
      attempts++;
      try {
        queues.send(subscription.topic().deliverer(), subscription.endpoint(), message);
      } catch (SqsException failure) {
        failed(failure);
        return;
      }
      hop().passed();
    }

    private void failed(SqsException failure) {
      if (failure.statusCode() >= SERVER_SIDE && attempts < RetrySchedule.ATTEMPTS) {
        retry(failure);
        return;
      }
      AccessDenied.behind(failure).ifPresent(denial -> hop().denied(denial));
      giveUp(text(failure) + "; attempts: " + attempts);
    }

    /** Leaves the message to the dead-letter queue, if the subscription has one. */
    private void giveUp(String why) {
      if (subscription.attributes().deadLetterQueue() == null) {
        hop().stopped(Outcome.LOST, why + "; the subscription has no dead-letter queue");
      } else {
        deadLetter(why);
      }
    }

    private void retry(SqsException failure) {
      if (HopEntry.notes(attempts)) {
        hop().stopped(Outcome.RETRYING, text(failure) + "; attempts so far: " + attempts);
      }
      loop.schedule(RetrySchedule.delayAfter(attempts), this);
    }

    /** The reason names the endpoint, as the hop names the dead-letter queue. */
    private void deadLetter(String reason) {
      String why = reason + "; not delivered to " + subscription.endpoint();
      String queue = subscription.attributes().deadLetterQueue();
      try {
        queues.send(subscription.topic().deliverer(), queue, message);
      } catch (SqsException failure) {
        AccessDenied.behind(failure).ifPresent(denial -> hop().peer(queue).denied(denial));
        journal.measure(Measure.SNS_NOT_DEAD_LETTERED, subscription.topic().arn(), 1);
        hop()
            .peer(queue)
            .stopped(
                Outcome.LOST,
                why + "; and the dead-letter queue did not take it: " + text(failure));
        return;
      }
      hop().peer(queue).stopped(Outcome.DEAD_LETTERED, why);
    }
  }
}
