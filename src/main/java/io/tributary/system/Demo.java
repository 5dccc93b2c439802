package io.tributary.system;

import java.util.List;
import java.util.Optional;

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
   * @param file the message, relative to the folder of {@code Pulumi.yaml}
   * @param attributesFile its message attributes, relative to the same folder, as {@code aws sns
   *     publish --message-attributes} takes them; empty for none
   */
  public record Example(String topicArnOutput, String file, Optional<String> attributesFile) {

    /** A message without attributes. */
    public Example(String topicArnOutput, String file) {
      this(topicArnOutput, file, Optional.empty());
    }

    /** The same message with attributes. */
    public Example withAttributes(String otherFile) {
      return new Example(topicArnOutput, file, Optional.of(otherFile));
    }
  }
}
