package io.tributary.console;

/**
 * A message that a person may begin with.
 *
 * @param name what it is called
 * @param topicArnOutput the stack output with the ARN of the topic that it belongs to; while none
 *     of that name is deployed the example is left out
 * @param body the message
 * @param attributes its message attributes, as {@code aws sns publish --message-attributes} takes
 *     them; empty for none
 */
public record Example(String name, String topicArnOutput, String body, String attributes) {}
