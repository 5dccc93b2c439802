package io.tributary.cloud.sns;

import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.sqs.OutgoingMessage;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** A message that a topic took in, on its way to the topic's subscriptions. */
final class Notification {

  private final String messageId;
  private final Publication publication;
  private final long millis;
  private final long trace;
  private JsonText filterAttributes;
  private Optional<JsonText> filterBody;

  Notification(String messageId, Publication publication, long millis, long trace) {
    this.messageId = messageId;
    this.publication = publication;
    this.millis = millis;
    this.trace = trace;
  }

  String messageId() {
    return messageId;
  }

  String subject() {
    return publication.subject();
  }

  /** The message for SQS endpoints. */
  String body() {
    return publication.body();
  }

  long millis() {
    return millis;
  }

  long trace() {
    return trace;
  }

  /** The attributes that endpoints get. */
  Map<String, MessageAttributeValue> delivered() {
    return publication.deliversAttributes() ? publication.attributes() : Map.of();
  }

  /** The published attributes. */
  Map<String, MessageAttributeValue> attributes() {
    return publication.attributes();
  }

  /** The attributes as filter policies see them; made once, when the first policy asks. */
  JsonText filterAttributes() {
    if (filterAttributes == null) {
      filterAttributes = MessageAttributes.forFilter(publication.attributes());
    }
    return filterAttributes;
  }

  /** The body as JSON, empty when it is not; read once, when the first policy asks. */
  Optional<JsonText> filterBody() {
    if (filterBody == null) {
      filterBody = JsonText.parse(body());
    }
    return filterBody;
  }

  /** What the subscription's endpoint gets. */
  OutgoingMessage outgoing(Subscription subscription) {
    boolean raw = subscription.attributes().raw();
    return new OutgoingMessage(
        raw ? body() : Envelope.of(this, subscription),
        raw ? MessageAttributes.forSqs(delivered()) : Map.of(),
        publication.traceHeader(),
        publication.messageGroupId(),
        trace);
  }
}
