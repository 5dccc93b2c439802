package io.tributary.console;

/**
 * A message that a person may begin with.
 *
 * @param name what it is called
 * @param topic the ARN of the topic that it belongs to
 * @param body the message
 */
public record Example(String name, String topic, String body) {}
