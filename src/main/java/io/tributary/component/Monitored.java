package io.tributary.component;

import io.tributary.iam.Arn;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A resource to keep an eye on: what the dashboard shows of it and, for most, when to raise the
 * alarm. It is known by names alone, so that a first preview shows it whole.
 *
 * @param title what it is called on the dashboard
 * @param metrics what is drawn of it, from the most telling on
 * @param alarms none for what others answer for
 */
public record Monitored(String title, List<Metric> metrics, List<Alarm> alarms) {

  public Monitored {
    metrics = List.copyOf(metrics);
    alarms = List.copyOf(alarms);
  }

  /** The period of standard metrics, which these services send each minute. */
  static final Duration PERIOD = Duration.ofMinutes(1);

  /** What a metric measures; each has an axis of its own on the dashboard. */
  public enum Unit {
    COUNT,
    SECONDS
  }

  private static final String SQS = "AWS/SQS";
  private static final String PIPES = "AWS/EventBridge/Pipes";
  private static final String EVENTS = "AWS/Events";

  private static final String NOT_EMPTY = "dlq-not-empty";

  /**
   * A metric of CloudWatch.
   *
   * @param statistic such as {@code Sum}
   */
  public record Metric(
      String namespace, String name, Map<String, String> dimensions, String statistic, Unit unit) {

    public Metric {
      dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    }
  }

  /**
   * When to raise the alarm: the metric was above the threshold in some of the last minutes. A
   * minute without data counts as a good one, for each of these metrics is silent only where there
   * is nothing for it to tell: SQS measures a queue for six hours after its last use and as long as
   * anything lies in it, SNS, EventBridge and Pipes count what ran.
   *
   * @param name without the username
   * @param description for whom it wakes: what it means, and where the runbook tells what to do
   * @param minutes how many of the last {@code ofMinutes} have to be above the threshold
   */
  public record Alarm(
      String name, String description, Metric metric, int threshold, int minutes, int ofMinutes) {

    /**
     * An alarm of a kind that has an entry in {@code docs/runbook.md}.
     *
     * @param resource what the alarm is about, without the username
     * @param kind how the alarm's name ends; the entry's name
     */
    private static Alarm of(
        String resource,
        String kind,
        String meaning,
        Metric metric,
        int threshold,
        int minutes,
        int ofMinutes) {
      String name = resource + "-" + kind;
      return new Alarm(name, described(meaning, kind), metric, threshold, minutes, ofMinutes);
    }

    private static String described(String meaning, String entry) {
      return meaning + " What to do: docs/runbook.md#" + entry;
    }
  }

  /**
   * A topic of somebody else, without an alarm: SNS counts by topic and not by subscription, so
   * that another's subscription would raise it.
   *
   * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html">
   *     SNS metrics</a>
   */
  public static Monitored topic(Arn topic) {
    return topic(topic, List.of());
  }

  /**
   * A topic of the stack's user, whose subscriptions have dead-letter queues. What it cannot
   * deliver, these tell; the alarm is on what they did not take either, which SNS drops. The first
   * raises it; of five minutes, for SNS sends the count only when there is one, and may be late.
   *
   * @param name of the alarm, before {@code -topic-dlq-failed}
   */
  public static Monitored ownTopic(String name, Arn topic) {
    String meaning =
        "Topic %s lost messages: neither a subscribed queue nor its dead-letter queue took them."
            .formatted(topic.name());
    Metric lost = ofTopic(topic, "NumberOfNotificationsFailedToRedriveToDlq");
    return topic(topic, List.of(Alarm.of(name, "topic-dlq-failed", meaning, lost, 0, 1, 5)));
  }

  private static Monitored topic(Arn topic, List<Alarm> alarms) {
    var metrics =
        Stream.of(
                "NumberOfMessagesPublished",
                "NumberOfNotificationsFailed",
                "NumberOfNotificationsFailedToRedriveToDlq")
            .map(metric -> ofTopic(topic, metric));
    return new Monitored("topic " + topic.name(), metrics.toList(), alarms);
  }

  /**
   * A queue that somebody reads. The alarm is on its oldest message's age: whoever should read it
   * does not, or is too slow. One minute suffices, for an age has taken its time already. A message
   * that was received three times does not count: of one that its reader keeps failing on only the
   * alarm on the dead-letter queue tells, after as many receives as make it a dead letter.
   *
   * @param name of the alarm, before {@code -oldest-message}
   * @param reader who reads it, as the alarm calls them
   * @param oldest how old a message may become, in whole minutes, one at least
   * @throws IllegalArgumentException if that is shorter, or no whole minutes
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">SQS
   *     metrics</a>
   */
  public static Monitored queue(String name, Arn queue, String reader, Duration oldest) {
    if (oldest.toMinutes() < 1 || !Duration.ofMinutes(oldest.toMinutes()).equals(oldest)) {
      throw new IllegalArgumentException(
          "the oldest message of %s may be of 1 minute or more, in whole minutes, got %s"
              .formatted(name, oldest));
    }
    Metric age = ofQueue(queue, "ApproximateAgeOfOldestMessage", Unit.SECONDS);
    String meaning =
        "A message waits in queue %s for more than %s minutes: %s does not read it, or too slowly."
            .formatted(queue.name(), oldest.toMinutes(), reader);
    return new Monitored(
        "queue " + queue.name(),
        List.of(ofQueue(queue, "ApproximateNumberOfMessagesVisible", Unit.COUNT), age),
        List.of(Alarm.of(name, "oldest-message", meaning, age, (int) oldest.toSeconds(), 1, 1)));
  }

  /**
   * A dead-letter queue. Each message in it is an event that did not arrive, and will not by
   * itself, so the first raises the alarm.
   *
   * @param name of the alarm, before {@code -dlq-not-empty}
   */
  public static Monitored deadLetterQueue(String name, Arn queue) {
    String meaning =
        "Events that did not arrive lie in %s. See why, mend the cause, then move them back."
            .formatted(queue.name());
    return deadLetterQueue(name, queue, meaning, NOT_EMPTY);
  }

  /**
   * A dead-letter queue of a rule that copies events somewhere, as to a log: what lies in it is not
   * to be moved back, but of an event that no other rule matched it is all that is left.
   *
   * @param name of the alarm, before {@code -dlq-not-empty}
   */
  public static Monitored deadLetterQueueOfCopies(String name, Arn queue) {
    String meaning =
        "Copies of events that could not be logged lie in %s; those that no other rule matched lie nowhere else. See why, mend the cause, keep these, then throw the copies away."
            .formatted(queue.name());
    return deadLetterQueue(name, queue, meaning, "debug-dead-letters");
  }

  private static Monitored deadLetterQueue(String name, Arn queue, String meaning, String entry) {
    Metric depth = ofQueue(queue, "ApproximateNumberOfMessagesVisible", Unit.COUNT);
    String description = Alarm.described(meaning, entry);
    return new Monitored(
        "dead letters " + queue.name(),
        List.of(depth),
        List.of(new Alarm(name + "-" + NOT_EMPTY, description, depth, 0, 1, 1)));
  }

  /**
   * A pipe. The alarm is on executions that failed as a whole, in three of five minutes: a failure
   * that passes is tried again when the message is visible again and costs nothing, and one that
   * lasts shows here before the messages are dead letters, if they may be received five times at
   * intervals of 30 s. An execution whose batch is delivered in part counts as partially failed,
   * which is drawn only: of what keeps failing among others, the dead-letter queue's alarm tells.
   *
   * @param name of the alarm, before {@code -pipe-failed}
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html">Pipes
   *     metrics</a>
   */
  public static Monitored pipe(String name, Arn pipe) {
    var dimensions = Map.of("PipeName", pipe.name());
    Metric failed = sum(PIPES, "ExecutionFailed", dimensions);
    String meaning =
        "Pipe %s keeps failing; its messages stay in its queue, and end as dead letters."
            .formatted(pipe.name());
    return new Monitored(
        "pipe " + pipe.name(),
        List.of(
            sum(PIPES, "EventCount", dimensions),
            failed,
            sum(PIPES, "ExecutionPartiallyFailed", dimensions)),
        List.of(Alarm.of(name, "pipe-failed", meaning, failed, 0, 3, 5)));
  }

  /**
   * A rule whose targets have dead-letter queues. EventBridge counts an invocation as failed once
   * it has given up, so the first raises the alarm; of five minutes, for EventBridge sends the
   * count only when there is one, and may be late. Another alarm is on what the dead-letter queue
   * did not take either, which EventBridge drops.
   *
   * @param name of the alarms, before {@code -rule-failed} and {@code -rule-dlq-failed}
   * @param bus the rule's; metrics of rules on the account's default bus do not name it
   * @param rule its name in AWS
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">EventBridge
   *     metrics</a>
   */
  public static Monitored rule(String name, Arn bus, String rule) {
    return rule(name, bus, rule, "events");
  }

  /** A rule that copies events somewhere, as to a log; its alarms tell of copies. */
  public static Monitored ruleOfCopies(String name, Arn bus, String rule) {
    return rule(name, bus, rule, "copies of events");
  }

  private static Monitored rule(String name, Arn bus, String rule, String what) {
    Map<String, String> dimensions = ofRule(bus, rule);
    Metric failed = sum(EVENTS, "FailedInvocations", dimensions);
    Metric lost = sum(EVENTS, "InvocationsFailedToBeSentToDlq", dimensions);
    String gaveUp =
        "Rule %s gave up %s that its target did not take; look into its dead-letter queue for them and the reason."
            .formatted(rule, what);
    String dropped =
        "Rule %s lost %s: neither its target nor the dead-letter queue took them."
            .formatted(rule, what);
    return new Monitored(
        "rule " + rule,
        List.of(
            sum(EVENTS, "Invocations", dimensions),
            failed,
            sum(EVENTS, "InvocationsSentToDlq", dimensions),
            lost),
        List.of(
            Alarm.of(name, "rule-failed", gaveUp, failed, 0, 1, 5),
            Alarm.of(name, "rule-dlq-failed", dropped, lost, 0, 1, 5)));
  }

  private static Map<String, String> ofRule(Arn bus, String rule) {
    var dimensions = new LinkedHashMap<String, String>();
    if (!bus.name().equals("default")) {
      dimensions.put("EventBusName", bus.name());
    }
    dimensions.put("RuleName", rule);
    return dimensions;
  }

  private static Metric ofTopic(Arn topic, String metric) {
    return sum("AWS/SNS", metric, Map.of("TopicName", topic.name()));
  }

  private static Metric ofQueue(Arn queue, String metric, Unit unit) {
    return new Metric(SQS, metric, Map.of("QueueName", queue.name()), "Maximum", unit);
  }

  private static Metric sum(String namespace, String metric, Map<String, String> dimensions) {
    return new Metric(namespace, metric, dimensions, "Sum", Unit.COUNT);
  }
}
