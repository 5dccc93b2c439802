package io.tributary.cloud.metrics;

import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** The metrics that services send to CloudWatch by themselves, each of one resource. */
enum ServiceMetric {
  SQS_SENT(Namespace.SQS, "NumberOfMessagesSent"),
  SQS_RECEIVED(Namespace.SQS, "NumberOfMessagesReceived"),
  SQS_DELETED(Namespace.SQS, "NumberOfMessagesDeleted"),
  SQS_EMPTY_RECEIVES(Namespace.SQS, "NumberOfEmptyReceives"),
  SQS_SENT_SIZE(Namespace.SQS, "SentMessageSize", StandardUnit.BYTES),
  SQS_VISIBLE(Namespace.SQS, "ApproximateNumberOfMessagesVisible"),
  SQS_NOT_VISIBLE(Namespace.SQS, "ApproximateNumberOfMessagesNotVisible"),
  SQS_DELAYED(Namespace.SQS, "ApproximateNumberOfMessagesDelayed"),
  SQS_OLDEST(Namespace.SQS, "ApproximateAgeOfOldestMessage", StandardUnit.SECONDS),

  SNS_PUBLISHED(Namespace.SNS, "NumberOfMessagesPublished"),
  SNS_PUBLISH_SIZE(Namespace.SNS, "PublishSize", StandardUnit.BYTES),
  SNS_DELIVERED(Namespace.SNS, "NumberOfNotificationsDelivered"),
  SNS_FAILED(Namespace.SNS, "NumberOfNotificationsFailed"),
  SNS_FILTERED(Namespace.SNS, "NumberOfNotificationsFilteredOut"),
  SNS_FILTERED_ATTRIBUTES(Namespace.SNS, "NumberOfNotificationsFilteredOut-MessageAttributes"),
  SNS_FILTERED_NO_ATTRIBUTES(Namespace.SNS, "NumberOfNotificationsFilteredOut-NoMessageAttributes"),
  SNS_FILTERED_BODY(Namespace.SNS, "NumberOfNotificationsFilteredOut-MessageBody"),
  SNS_FILTERED_INVALID_BODY(Namespace.SNS, "NumberOfNotificationsFilteredOut-InvalidMessageBody"),
  SNS_REDRIVEN(Namespace.SNS, "NumberOfNotificationsRedrivenToDlq"),
  SNS_NOT_REDRIVEN(Namespace.SNS, "NumberOfNotificationsFailedToRedriveToDlq"),

  EVENTS_INVOCATIONS(Namespace.EVENTS, "Invocations"),
  EVENTS_FAILED(Namespace.EVENTS, "FailedInvocations"),
  EVENTS_TRIGGERED(Namespace.EVENTS, "TriggeredRules"),
  EVENTS_MATCHED(Namespace.EVENTS, "MatchedEvents"),
  EVENTS_SENT_TO_DLQ(Namespace.EVENTS, "InvocationsSentToDlq"),
  EVENTS_NOT_SENT_TO_DLQ(Namespace.EVENTS, "InvocationsFailedToBeSentToDlq"),
  EVENTS_PUT_ENTRIES(Namespace.EVENTS, "PutEventsEntriesCount"),
  EVENTS_REFUSED_ENTRIES(Namespace.EVENTS, "PutEventsFailedEntriesCount"),

  PIPES_INVOCATIONS(Namespace.PIPES, "Invocations", StandardUnit.NONE),
  PIPES_EVENTS(Namespace.PIPES, "EventCount", StandardUnit.NONE),
  PIPES_FAILED(Namespace.PIPES, "ExecutionFailed", StandardUnit.NONE),
  PIPES_PARTIALLY_FAILED(Namespace.PIPES, "ExecutionPartiallyFailed", StandardUnit.NONE),
  PIPES_THROTTLED(Namespace.PIPES, "ExecutionThrottled", StandardUnit.NONE),
  PIPES_TIMEOUT(Namespace.PIPES, "ExecutionTimeout", StandardUnit.NONE),
  PIPES_DURATION(Namespace.PIPES, "Duration", StandardUnit.MILLISECONDS),
  PIPES_TARGET_DURATION(Namespace.PIPES, "TargetStageDuration", StandardUnit.MILLISECONDS),
  PIPES_TARGET_FAILED(Namespace.PIPES, "TargetStageFailed", StandardUnit.NONE);

  /** How AWS names the resources of one service. */
  private enum Namespace {
    /**
     * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
     */
    SQS("AWS/SQS"),
    /** docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
    SNS("AWS/SNS"),
    /** docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
    EVENTS("AWS/Events"),
    /** docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html */
    PIPES("AWS/EventBridge/Pipes");

    private final String text;

    Namespace(String text) {
      this.text = text;
    }

    private List<Dimension> dimensions(String arn) {
      if (arn == null) {
        return List.of();
      }
      String[] path = arn.substring(arn.lastIndexOf(':') + 1).split("/");
      String name = path[path.length - 1];
      return switch (this) {
        case SQS -> List.of(dimension("QueueName", name));
        case SNS -> List.of(dimension("TopicName", name));
        case PIPES -> List.of(dimension("PipeName", name));
        case EVENTS -> ofRule(path, name);
      };
    }

    /** The ARN of a rule on the default bus, and so its metric, does not name the bus. */
    private static List<Dimension> ofRule(String[] path, String name) {
      Dimension rule = dimension("RuleName", name);
      return path.length < 3 ? List.of(rule) : List.of(dimension("EventBusName", path[1]), rule);
    }

    private static Dimension dimension(String name, String value) {
      return Dimension.builder().name(name).value(value).build();
    }
  }

  private final Namespace namespace;
  private final String text;
  private final StandardUnit unit;

  ServiceMetric(Namespace namespace, String text) {
    this(namespace, text, StandardUnit.COUNT);
  }

  ServiceMetric(Namespace namespace, String text, StandardUnit unit) {
    this.namespace = namespace;
    this.text = text;
    this.unit = unit;
  }

  StandardUnit unit() {
    return unit;
  }

  /** The metric of a resource, by its ARN; null for the account as a whole. */
  MetricId of(String arn) {
    return new MetricId(namespace.text, text, namespace.dimensions(arn));
  }
}
