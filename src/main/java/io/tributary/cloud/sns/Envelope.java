package io.tributary.cloud.sns;

import io.tributary.cloud.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * The JSON document in which a subscription without raw delivery gets a message.
 *
 * <p>AWS signs it with a key that only AWS has. Here the signature is a text that says so, and the
 * URLs name a host under {@code localhost}: whoever verifies a signature rejects the message rather
 * than trusts it, and no click leads to AWS.
 *
 * <p>See docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html
 */
final class Envelope {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String SIGNATURE =
      Base64.getEncoder()
          .encodeToString(
              "not signed: sent by a local cloud, which has no key of AWS"
                  .getBytes(StandardCharsets.US_ASCII));

  private Envelope() {}

  /** The document for one subscription. */
  static String of(Notification notification, Subscription subscription) {
    String host = "https://sns." + subscription.topic().region() + ".localhost/";
    StringJoiner fields = new StringJoiner(",\n  ", "{\n  ", "\n}");
    add(fields, "Type", "Notification");
    add(fields, "MessageId", notification.messageId());
    add(fields, "TopicArn", subscription.topic().arn());
    if (notification.subject() != null) {
      add(fields, "Subject", notification.subject());
    }
    add(fields, "Message", notification.body());
    add(fields, "Timestamp", TIMESTAMP.format(Instant.ofEpochMilli(notification.millis())));
    add(fields, "SignatureVersion", subscription.topic().signatureVersion());
    add(fields, "Signature", SIGNATURE);
    add(fields, "SigningCertURL", host + "SimpleNotificationService-local.pem");
    add(
        fields,
        "UnsubscribeURL",
        host + "?Action=Unsubscribe&SubscriptionArn=" + subscription.arn());
    if (!notification.delivered().isEmpty()) {
      fields.add("\"MessageAttributes\" : " + attributes(notification.delivered()));
    }
    return fields.toString();
  }

  private static void add(StringJoiner fields, String name, String value) {
    fields.add('"' + name + "\" : " + JsonText.string(value));
  }

  private static String attributes(Map<String, MessageAttributeValue> attributes) {
    StringJoiner fields = new StringJoiner(",\n    ", "{\n    ", "\n  }");
    attributes.forEach(
        (name, value) ->
            fields.add(
                JsonText.string(name)
                    + " : {\"Type\":"
                    + JsonText.string(value.dataType())
                    + ",\"Value\":"
                    + JsonText.string(text(value))
                    + "}"));
    return fields.toString();
  }

  private static String text(MessageAttributeValue value) {
    return value.binaryValue() == null
        ? value.stringValue()
        : Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe());
  }
}
