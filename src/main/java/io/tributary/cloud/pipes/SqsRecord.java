package io.tributary.cloud.pipes;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.json.JsonPath;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.sqs.QueuedMessage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * A received message as a pipe sees it: the record of {@code
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html}. For filters, paths and
 * templates a body that is JSON counts as that JSON (implicit parsing, once), any other body as a
 * string.
 */
final class SqsRecord {

  private static final String BODY = "body";

  /**
   * All that a record has.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
   */
  static final List<String> FIELDS =
      List.of(
          "messageId",
          "receiptHandle",
          BODY,
          "attributes",
          "messageAttributes",
          "md5OfBody",
          "eventSource",
          "eventSourceARN",
          "awsRegion");

  private final QueuedMessage message;
  private final String queueArn;
  private final String region;
  private final JsonText body;
  private final boolean bodyIsJson;
  private JsonText decoded;

  SqsRecord(QueuedMessage message, String queueArn, Account account) {
    this.message = message;
    this.queueArn = queueArn;
    this.region = account.region();
    Optional<JsonText> parsed = JsonText.parse(message.body());
    this.bodyIsJson = parsed.isPresent();
    this.body = parsed.orElseGet(this::bodyAsString);
  }

  QueuedMessage message() {
    return message;
  }

  /** The body: the JSON it holds, or else a JSON string of its characters. */
  JsonText body() {
    return body;
  }

  boolean bodyIsJson() {
    return bodyIsJson;
  }

  /** What the path finds in the record, with the body implicitly parsed. */
  Optional<JsonText> read(JsonPath path) {
    return path.firstName().equals(Optional.of(BODY))
        ? path.rest().read(body)
        : path.read(decoded());
  }

  /** The record as it came: the body is a string, also when it holds JSON. */
  JsonText original() {
    return record(bodyAsString());
  }

  /** The record with its body implicitly parsed. */
  JsonText decoded() {
    if (decoded == null) {
      decoded = record(body);
    }
    return decoded;
  }

  /** The part of the record that filters may look at, with its body implicitly parsed. */
  JsonText filterable() {
    return JsonText.object(fields(body));
  }

  private JsonText bodyAsString() {
    return JsonText.string(message.body());
  }

  private JsonText record(JsonText bodyValue) {
    Map<String, JsonText> fields = fields(bodyValue);
    fields.put("eventSource", JsonText.string("aws:sqs"));
    fields.put("eventSourceARN", JsonText.string(queueArn));
    fields.put("awsRegion", JsonText.string(region));
    return JsonText.object(fields);
  }

  private Map<String, JsonText> fields(JsonText bodyValue) {
    Map<String, JsonText> fields = new LinkedHashMap<>();
    fields.put("messageId", JsonText.string(message.messageId()));
    fields.put("receiptHandle", JsonText.string(message.receiptHandle()));
    fields.put(BODY, bodyValue);
    fields.put("attributes", attributes());
    fields.put("messageAttributes", messageAttributes());
    fields.put("md5OfBody", JsonText.string(message.md5OfBody()));
    return fields;
  }

  private JsonText attributes() {
    Map<String, JsonText> fields = new LinkedHashMap<>();
    fields.put("ApproximateReceiveCount", number(message.receiveCount()));
    fields.put("SentTimestamp", number(message.sentMillis()));
    fields.put("SenderId", JsonText.string(message.senderId()));
    fields.put("ApproximateFirstReceiveTimestamp", number(message.firstReceivedMillis()));
    return JsonText.object(fields);
  }

  private JsonText messageAttributes() {
    Map<String, JsonText> fields = new LinkedHashMap<>();
    message.attributes().forEach((name, value) -> fields.put(name, attribute(value)));
    return JsonText.object(fields);
  }

  /** The form in which Lambda gets it too; binary values in base64. */
  private static JsonText attribute(MessageAttributeValue attribute) {
    Map<String, JsonText> fields = new LinkedHashMap<>();
    if (attribute.stringValue() != null) {
      fields.put("stringValue", JsonText.string(attribute.stringValue()));
    }
    if (attribute.binaryValue() != null) {
      fields.put("binaryValue", JsonText.string(base64(attribute)));
    }
    fields.put("stringListValues", JsonText.array(List.of()));
    fields.put("binaryListValues", JsonText.array(List.of()));
    fields.put("dataType", JsonText.string(attribute.dataType()));
    return JsonText.object(fields);
  }

  private static String base64(MessageAttributeValue attribute) {
    return Base64.getEncoder().encodeToString(attribute.binaryValue().asByteArrayUnsafe());
  }

  /** SQS gives its numbers as strings. */
  private static JsonText number(long value) {
    return JsonText.string(Long.toString(value));
  }
}
