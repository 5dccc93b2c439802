package io.tributary.cloud.pipes;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.json.JsonPath;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.sqs.QueuedMessage;
import java.util.ArrayList;
import java.util.List;
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
    return object(fields(body));
  }

  private JsonText bodyAsString() {
    return JsonText.string(message.body());
  }

  private JsonText record(JsonText bodyValue) {
    List<String> fields = fields(bodyValue);
    fields.add(field("eventSource", JsonText.string("aws:sqs")));
    fields.add(field("eventSourceARN", JsonText.string(queueArn)));
    fields.add(field("awsRegion", JsonText.string(region)));
    return object(fields);
  }

  private List<String> fields(JsonText bodyValue) {
    List<String> fields = new ArrayList<>();
    fields.add(field("messageId", JsonText.string(message.messageId())));
    fields.add(field("receiptHandle", JsonText.string(message.receiptHandle())));
    fields.add(field(BODY, bodyValue));
    fields.add(field("attributes", attributes()));
    fields.add(field("messageAttributes", messageAttributes()));
    fields.add(field("md5OfBody", JsonText.string(message.md5OfBody())));
    return fields;
  }

  private JsonText attributes() {
    return object(
        List.of(
            field("ApproximateReceiveCount", number(message.receiveCount())),
            field("SentTimestamp", number(message.sentMillis())),
            field("SenderId", JsonText.string(message.senderId())),
            field("ApproximateFirstReceiveTimestamp", number(message.firstReceivedMillis()))));
  }

  private JsonText messageAttributes() {
    List<String> fields = new ArrayList<>();
    message.attributes().forEach((name, value) -> fields.add(field(name, attribute(value))));
    return object(fields);
  }

  /** The form in which Lambda gets it too; binary values in base64. */
  private static JsonText attribute(MessageAttributeValue attribute) {
    List<String> fields = new ArrayList<>();
    if (attribute.stringValue() != null) {
      fields.add(field("stringValue", JsonText.string(attribute.stringValue())));
    }
    if (attribute.binaryValue() != null) {
      fields.add(field("binaryValue", JsonText.string(base64(attribute))));
    }
    fields.add(field("stringListValues", JsonText.array(List.of())));
    fields.add(field("binaryListValues", JsonText.array(List.of())));
    fields.add(field("dataType", JsonText.string(attribute.dataType())));
    return object(fields);
  }

  private static String base64(MessageAttributeValue attribute) {
    return java.util.Base64.getEncoder()
        .encodeToString(attribute.binaryValue().asByteArrayUnsafe());
  }

  /** SQS gives its numbers as strings. */
  private static JsonText number(long value) {
    return JsonText.string(Long.toString(value));
  }

  private static String field(String name, JsonText value) {
    return JsonText.string(name).text() + ":" + value.text();
  }

  private static JsonText object(List<String> fields) {
    String text = "{" + String.join(",", fields) + "}";
    return JsonText.parse(text)
        .orElseThrow(() -> new IllegalStateException("a record is not JSON: " + text));
  }
}
