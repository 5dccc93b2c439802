package io.tributary.audit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * A message that flows are played with.
 *
 * @param name how reports call it
 * @param topicArn where it is published
 * @param body the message
 * @param attributes its message attributes, by name; none if empty
 * @param queueUrls the URLs of the queues where it has to arrive when all is well, in all of them
 */
public record Example(
    String name,
    String topicArn,
    String body,
    Map<String, MessageAttributeValue> attributes,
    List<String> queueUrls) {

  /** Its message as it is published, as whoever the topic's events come from. */
  Event event() {
    return new Event(name, this::publish);
  }

  private CompletableFuture<String> publish(Site site) {
    return site.publisher(topicArn)
        .publish(it -> it.topicArn(topicArn).message(body).messageAttributes(attributes))
        .thenApply(PublishResponse::messageId);
  }

  /** The places where it has to lie when all is well, as {@link Endings} calls them. */
  List<String> arrivalPlaces() {
    return queueUrls.stream().map(it -> "queue " + it.substring(it.lastIndexOf('/') + 1)).toList();
  }
}
