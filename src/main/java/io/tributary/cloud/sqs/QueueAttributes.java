package io.tributary.cloud.sqs;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.KMS_MASTER_KEY_ID;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_ALLOW_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.SQS_MANAGED_SSE_ENABLED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import io.tributary.cloud.iam.AttachedPolicy;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The attributes of a queue that can be set, checked and with AWS's defaults. Immutable: changing
 * some makes new ones, or fails and changes nothing.
 *
 * <p>See docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
 */
final class QueueAttributes {

  /** Any message's and any batch's greatest size in bytes. */
  static final int MESSAGE_SIZE_LIMIT = 1_048_576;

  /** The longest visibility timeout: twelve hours. */
  static final int VISIBILITY_LIMIT_SECONDS = 43_200;

  static final int WAIT_LIMIT_SECONDS = 20;
  static final int DELAY_LIMIT_SECONDS = 900;

  private static final Map<QueueAttributeName, Range> RANGES =
      new EnumMap<>(QueueAttributeName.class);

  static {
    RANGES.put(VISIBILITY_TIMEOUT, new Range(0, VISIBILITY_LIMIT_SECONDS));
    RANGES.put(DELAY_SECONDS, new Range(0, DELAY_LIMIT_SECONDS));
    RANGES.put(MAXIMUM_MESSAGE_SIZE, new Range(1_024, MESSAGE_SIZE_LIMIT));
    RANGES.put(MESSAGE_RETENTION_PERIOD, new Range(60, 1_209_600));
    RANGES.put(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, new Range(0, WAIT_LIMIT_SECONDS));
    RANGES.put(KMS_DATA_KEY_REUSE_PERIOD_SECONDS, new Range(60, 86_400));
  }

  private final Map<QueueAttributeName, String> values;
  private final int visibilityTimeout;
  private final int delaySeconds;
  private final int maximumMessageSize;
  private final int retentionSeconds;
  private final int receiveWaitSeconds;
  private final AttachedPolicy policy;
  private final RedrivePolicy redrivePolicy;
  private final RedriveAllowPolicy redriveAllowPolicy;

  private QueueAttributes(String queueArn, Map<QueueAttributeName, String> values) {
    this.values = values;
    this.visibilityTimeout = number(VISIBILITY_TIMEOUT);
    this.delaySeconds = number(DELAY_SECONDS);
    this.maximumMessageSize = number(MAXIMUM_MESSAGE_SIZE);
    this.retentionSeconds = number(MESSAGE_RETENTION_PERIOD);
    this.receiveWaitSeconds = number(RECEIVE_MESSAGE_WAIT_TIME_SECONDS);
    String json = values.get(POLICY);
    this.policy = json == null ? null : QueuePolicy.read(queueArn, json);
    String redrive = values.get(REDRIVE_POLICY);
    this.redrivePolicy = redrive == null ? null : RedrivePolicy.parse(redrive);
    String allow = values.get(REDRIVE_ALLOW_POLICY);
    this.redriveAllowPolicy = allow == null ? null : RedriveAllowPolicy.parse(allow);
  }

  /** What a queue has for which nothing is set. */
  static QueueAttributes defaults(String queueArn) {
    Map<QueueAttributeName, String> values = new EnumMap<>(QueueAttributeName.class);
    values.put(VISIBILITY_TIMEOUT, "30");
    values.put(DELAY_SECONDS, "0");
    values.put(MAXIMUM_MESSAGE_SIZE, Integer.toString(MESSAGE_SIZE_LIMIT));
    values.put(MESSAGE_RETENTION_PERIOD, "345600");
    values.put(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "0");
    values.put(SQS_MANAGED_SSE_ENABLED, "true");
    return new QueueAttributes(queueArn, values);
  }

  /** These attributes with some changed; an empty value takes an optional one away. */
  QueueAttributes with(Map<String, String> changes, String queueArn) {
    Map<QueueAttributeName, String> changed = new EnumMap<>(values);
    changes.forEach(
        (name, value) -> {
          QueueAttributeName attribute = settable(name);
          check(attribute, value);
          if (value.isEmpty()) {
            changed.remove(attribute);
          } else {
            changed.put(attribute, RANGES.containsKey(attribute) ? plain(value) : value);
          }
        });
    return new QueueAttributes(queueArn, changed);
  }

  /** All that is set or has a default. */
  Map<QueueAttributeName, String> values() {
    return values;
  }

  int visibilityTimeout() {
    return visibilityTimeout;
  }

  int delaySeconds() {
    return delaySeconds;
  }

  int maximumMessageSize() {
    return maximumMessageSize;
  }

  int retentionSeconds() {
    return retentionSeconds;
  }

  int receiveWaitSeconds() {
    return receiveWaitSeconds;
  }

  /** The queue policy, or null. */
  AttachedPolicy policy() {
    return policy;
  }

  /** Null when the queue has no dead-letter queue. */
  RedrivePolicy redrivePolicy() {
    return redrivePolicy;
  }

  /** Whether the queue lets another name it as its dead-letter queue. */
  boolean allowsRedriveFrom(String sourceQueueArn) {
    return redriveAllowPolicy == null || redriveAllowPolicy.allows(sourceQueueArn);
  }

  private static QueueAttributeName settable(String name) {
    QueueAttributeName attribute = QueueAttributeName.fromValue(name);
    return switch (attribute) {
      case VISIBILITY_TIMEOUT,
          DELAY_SECONDS,
          MAXIMUM_MESSAGE_SIZE,
          MESSAGE_RETENTION_PERIOD,
          RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
          KMS_DATA_KEY_REUSE_PERIOD_SECONDS,
          KMS_MASTER_KEY_ID,
          SQS_MANAGED_SSE_ENABLED,
          POLICY,
          REDRIVE_POLICY,
          REDRIVE_ALLOW_POLICY ->
          attribute;
      case FIFO_QUEUE, CONTENT_BASED_DEDUPLICATION, DEDUPLICATION_SCOPE, FIFO_THROUGHPUT_LIMIT ->
          throw fifoNotBuilt(name);
      default -> throw SqsError.INVALID_ATTRIBUTE_NAME.with("Unknown Attribute " + name + ".");
    };
  }

  static RuntimeException fifoNotBuilt(String what) {
    return SqsError.UNSUPPORTED_OPERATION.with(
        what + ": the local cloud builds standard queues only, no FIFO queues.");
  }

  private static void check(QueueAttributeName attribute, String value) {
    Range range = RANGES.get(attribute);
    if (range != null && !range.holds(value)) {
      throw invalid(attribute);
    }
    if (attribute == SQS_MANAGED_SSE_ENABLED && !value.equals("true") && !value.equals("false")) {
      throw invalid(attribute);
    }
    if (attribute == KMS_MASTER_KEY_ID && !value.isEmpty()) {
      throw SqsError.UNSUPPORTED_OPERATION.with(
          "KmsMasterKeyId: the local cloud builds no KMS keys; use SqsManagedSseEnabled.");
    }
  }

  /** The number without leading zeros. */
  private static String plain(String number) {
    return Integer.toString(Integer.parseInt(number));
  }

  private static RuntimeException invalid(QueueAttributeName attribute) {
    return SqsError.INVALID_ATTRIBUTE_VALUE.with(
        "Invalid value for the parameter " + attribute + ".");
  }

  private int number(QueueAttributeName attribute) {
    return Integer.parseInt(values.get(attribute));
  }

  private record Range(int min, int max) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    boolean holds(String value) {
      if (!NUMBER.matcher(value).matches()) {
        return false;
      }
      int number = Integer.parseInt(value);
      return number >= min && number <= max;
    }
  }
}
