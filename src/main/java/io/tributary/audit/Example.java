package io.tributary.audit;

import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * A message that flows are played with.
 *
 * @param name how reports call it
 * @param topicArn where it is published
 * @param body the message
 * @param attributes its message attributes, by name; none if empty
 */
public record Example(
    String name, String topicArn, String body, Map<String, MessageAttributeValue> attributes) {}
