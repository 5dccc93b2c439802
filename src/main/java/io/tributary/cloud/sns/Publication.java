package io.tributary.cloud.sns;

import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.sqs.OutgoingMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * One message as a publisher gave it.
 *
 * <p>See docs.aws.amazon.com/sns/latest/api/API_Publish.html
 *
 * @param message not empty
 * @param subject null, or 1 to 99 characters without control characters
 * @param structure {@code json} for a message of parts; null or anything else for one text
 * @param traceHeader the X-Ray header of the request, or null
 * @param body what SQS endpoints get: the message, or its part for them
 */
record Publication(
    String message,
    String subject,
    String structure,
    Map<String, MessageAttributeValue> attributes,
    String messageGroupId,
    String messageDeduplicationId,
    String traceHeader,
    String body) {

  private static final Pattern SUBJECT = Pattern.compile("\\P{Cntrl}{1,99}");

  /** The most bytes of a character in UTF-8; two of a pair have four together. */
  private static final int MOST_BYTES = 3;

  private static final String TRACE_HEADER = "X-Amzn-Trace-Id";

  /** The message of a Publish request, its form checked but for {@link #checkText}. */
  static Publication of(PublishRequest request) {
    return read(
        request.message(),
        request.subject(),
        request.messageStructure(),
        request.messageAttributes(),
        "messageAttributes",
        request.messageGroupId(),
        request.messageDeduplicationId(),
        traceHeader(request.overrideConfiguration().orElse(null)));
  }

  /** The message of an entry of a batch, its form checked but for {@link #checkText}. */
  static Publication of(
      PublishBatchRequestEntry entry, int number, AwsRequestOverrideConfiguration override) {
    return read(
        entry.message(),
        entry.subject(),
        entry.messageStructure(),
        entry.messageAttributes(),
        "publishBatchRequestEntries." + number + ".member.messageAttributes",
        entry.messageGroupId(),
        entry.messageDeduplicationId(),
        traceHeader(override));
  }

  private static Publication read(
      String message,
      String subject,
      String structure,
      Map<String, MessageAttributeValue> attributes,
      String member,
      String groupId,
      String deduplicationId,
      String traceHeader) {
    MessageAttributes.check(attributes, member);
    String given = message == null ? "" : message;
    return new Publication(
        given,
        subject,
        structure,
        attributes,
        groupId,
        deduplicationId,
        traceHeader,
        isJson(structure) && !given.isEmpty() ? forSqs(given) : given);
  }

  private static String traceHeader(AwsRequestOverrideConfiguration override) {
    if (override == null) {
      return null;
    }
    List<String> values = override.headers().get(TRACE_HEADER);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  private static boolean isJson(String structure) {
    return "json".equals(structure);
  }

  private static String forSqs(String message) {
    JsonText parts =
        JsonText.parse(message)
            .filter(JsonText::isObject)
            .orElseThrow(
                () -> SnsErrors.invalid("Message Structure - JSON message body failed to parse"));
    JsonText fallback =
        string(parts, "default")
            .orElseThrow(
                () ->
                    SnsErrors.invalid("Message Structure - No default entry in JSON message body"));
    return string(parts, "sqs").orElse(fallback).stringValue();
  }

  /** A part that is a string; any other part counts as not there. */
  private static Optional<JsonText> string(JsonText parts, String name) {
    return parts.field(name).filter(part -> part.kind() == JsonText.Kind.STRING);
  }

  /** Checks what a batch reports for each entry of its own: message, subject and ids. */
  void checkText() {
    if (message.isEmpty()) {
      throw SnsErrors.invalid("Empty message");
    }
    if (subject != null && (subject.isBlank() || !SUBJECT.matcher(subject).matches())) {
      throw SnsErrors.invalid("Subject");
    }
    if (messageDeduplicationId != null) {
      throw SnsErrors.invalid(
          "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter"
              + " that is not valid for this topic type");
    }
    if (messageGroupId != null && !OutgoingMessage.isMessageGroupId(messageGroupId)) {
      throw SnsErrors.invalid("MessageGroupId");
    }
  }

  /**
   * Whether messages are together longer than so many bytes, which is known of most without
   * encoding them.
   */
  static boolean longer(List<Publication> publications, int maximumBytes) {
    long most = 0;
    for (Publication one : publications) {
      most += MOST_BYTES * (long) one.message.length() + MessageAttributes.bytes(one.attributes);
    }
    return most > maximumBytes
        && publications.stream().mapToLong(Publication::bytes).sum() > maximumBytes;
  }

  /** The bytes that count against the topic's maximum message size. */
  int bytes() {
    return MessageAttributes.utf8(message) + MessageAttributes.bytes(attributes);
  }

  /** Attributes travel only with a message of structure String, says AWS. */
  boolean deliversAttributes() {
    return !isJson(structure);
  }
}
