package io.tributary.audit;

/**
 * A message that flows are played with.
 *
 * @param name how reports call it
 * @param topicArn where it is published
 * @param body the message
 */
public record Example(String name, String topicArn, String body) {}
