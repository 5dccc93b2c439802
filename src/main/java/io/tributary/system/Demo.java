package io.tributary.system;

import java.util.List;

/**
 * What shows a system at work: example messages to publish, and the queue in which they have to
 * arrive.
 *
 * @param examples what to publish, in order
 * @param queueUrlOutput the stack output with the URL of the queue where each example arrives
 */
public record Demo(List<Example> examples, String queueUrlOutput) {

  /**
   * One message.
   *
   * @param topicArnOutput the stack output with the ARN of the topic
   * @param file the message, relative to the root of the repository
   */
  public record Example(String topicArnOutput, String file) {}
}
