package io.tributary.simulate.defect;

import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.simulate.fault.QueuesBetween;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What SQS could do wrong. */
final class QueueDefects {

  private QueueDefects() {}

  /** A message that comes again can be received by another at once. */
  static final class VisibilityIgnoredOnRedelivery extends QueuesBetween {

    private final Owner owner;

    VisibilityIgnoredOnRedelivery(Queues sqs) {
      super(sqs);
      this.owner = new Owner(sqs);
    }

    @Override
    public List<QueuedMessage> receive(Caller caller, String queueArn, int max, Integer seconds) {
      List<QueuedMessage> messages = super.receive(caller, queueArn, max, seconds);
      for (QueuedMessage message : messages) {
        if (message.receiveCount() > 1) {
          owner.visibility(queueArn, message.receiptHandle(), 0);
        }
      }
      return messages;
    }
  }

  /** Another attribute than was asked for is in force, from the first look into the queue on. */
  abstract static class OtherAttribute extends QueuesBetween {

    private final Owner owner;
    private final QueueAttributeName name;
    private final Set<String> seen = new HashSet<>();

    OtherAttribute(Queues sqs, QueueAttributeName name) {
      super(sqs);
      this.owner = new Owner(sqs);
      this.name = name;
    }

    /** What is in force; null for what was asked for. */
    abstract String inForce(String asked);

    @Override
    public Wake whenAvailable(String queueArn, Runnable wake) {
      if (seen.add(queueArn)) {
        owner
            .attribute(queueArn, name)
            .thenAccept(
                asked -> {
                  String other = asked == null ? null : inForce(asked);
                  if (other != null) {
                    owner.attribute(queueArn, name, other);
                  }
                });
      }
      return super.whenAvailable(queueArn, wake);
    }
  }

  /** A message is dead-lettered some receives too late, or too early. */
  static final class RedriveOff extends OtherAttribute {

    private static final Pattern NUMBER = Pattern.compile("(?<=\"maxReceiveCount\":)\\d+");

    private final int by;

    RedriveOff(Queues sqs, int by) {
      super(sqs, QueueAttributeName.REDRIVE_POLICY);
      this.by = by;
    }

    @Override
    String inForce(String asked) {
      return NUMBER.matcher(asked).replaceAll(this::shifted);
    }

    private String shifted(MatchResult asked) {
      return Integer.toString(Integer.parseInt(asked.group()) + by);
    }
  }

  /** A message that cannot be handled comes again and again. */
  static final class RetriesWithoutLimit extends OtherAttribute {

    RetriesWithoutLimit(Queues sqs) {
      super(sqs, QueueAttributeName.REDRIVE_POLICY);
    }

    @Override
    String inForce(String asked) {
      return asked.replaceAll("(?<=\"maxReceiveCount\":)\\d+", "1000");
    }
  }

  /** Messages are kept for minutes instead of days. */
  static final class RetentionCutShort extends OtherAttribute {

    RetentionCutShort(Queues sqs) {
      super(sqs, QueueAttributeName.MESSAGE_RETENTION_PERIOD);
    }

    @Override
    String inForce(String asked) {
      return "300";
    }
  }

  /** Whoever waits is told of new messages only, not of one that comes again. */
  static final class LosesWakeUps extends QueuesBetween {

    private final Set<String> unseen = new HashSet<>();
    private final Map<String, Runnable> asleep = new HashMap<>();

    LosesWakeUps(Queues sqs) {
      super(sqs);
    }

    @Override
    public String send(Caller caller, String queueArn, OutgoingMessage message) {
      String id = super.send(caller, queueArn, message);
      unseen.add(queueArn);
      Runnable wake = asleep.remove(queueArn);
      if (wake != null) {
        whenAvailable(queueArn, wake);
      }
      return id;
    }

    @Override
    public List<QueuedMessage> receive(Caller caller, String queueArn, int max, Integer seconds) {
      unseen.remove(queueArn);
      return super.receive(caller, queueArn, max, seconds);
    }

    @Override
    public Wake whenAvailable(String queueArn, Runnable wake) {
      return super.whenAvailable(
          queueArn,
          () -> {
            if (unseen.contains(queueArn)) {
              wake.run();
            } else {
              asleep.put(queueArn, wake);
            }
          });
    }
  }

  /** A message that comes again looks like a new one. */
  static final class ForgetsReceives extends QueuesBetween {

    ForgetsReceives(Queues sqs) {
      super(sqs);
    }

    @Override
    public List<QueuedMessage> receive(Caller caller, String queueArn, int max, Integer seconds) {
      return super.receive(caller, queueArn, max, seconds).stream()
          .map(ForgetsReceives::likeNew)
          .toList();
    }

    private static QueuedMessage likeNew(QueuedMessage message) {
      return new QueuedMessage(
          message.messageId(),
          message.receiptHandle(),
          message.body(),
          message.attributes(),
          message.senderId(),
          message.sentMillis(),
          message.firstReceivedMillis(),
          1,
          message.trace());
    }
  }

  /** Now and then a message that was deleted stays. */
  static final class ForgetsDeletes extends QueuesBetween {

    private static final int ONE_IN = 100;

    private int deletes;

    ForgetsDeletes(Queues sqs) {
      super(sqs);
    }

    @Override
    public void delete(Caller caller, String queueArn, String receiptHandle) {
      if (++deletes % ONE_IN != 0) {
        super.delete(caller, queueArn, receiptHandle);
      }
    }
  }

  /** Whom the queue's policy bars may send all the same. */
  static final class IgnoresThePolicy extends QueuesBetween {

    IgnoresThePolicy(Queues sqs) {
      super(sqs);
    }

    @Override
    public String send(Caller caller, String queueArn, OutgoingMessage message) {
      try {
        return super.send(caller, queueArn, message);
      } catch (SqsException refused) {
        if (AccessDenied.behind(refused).isEmpty()) {
          throw refused;
        }
        return super.send(Owner.ROOT, queueArn, message);
      }
    }
  }

  /** Encodes bodies one char at a time, which no surrogate pair survives. */
  static final class BreaksSurrogatePairs extends QueuesBetween {

    BreaksSurrogatePairs(Queues sqs) {
      super(sqs);
    }

    @Override
    public String send(Caller caller, String queueArn, OutgoingMessage message) {
      StringBuilder body = new StringBuilder();
      for (char one : message.body().toCharArray()) {
        byte[] bytes = String.valueOf(one).getBytes(StandardCharsets.UTF_8);
        body.append(new String(bytes, StandardCharsets.UTF_8));
      }
      return super.send(
          caller,
          queueArn,
          new OutgoingMessage(
              body.toString(),
              message.attributes(),
              message.traceHeader(),
              message.messageGroupId(),
              message.trace()));
    }
  }
}
