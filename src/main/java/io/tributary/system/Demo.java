package io.tributary.system;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What shows a system at work: example messages to publish, each with the queues in which it has to
 * arrive.
 *
 * @param examples what to publish, in order
 */
public record Demo(List<Example> examples) {

  /**
   * Those of a list that does not change.
   *
   * @throws IllegalArgumentException if two are of the same files and go to the same topic
   */
  public Demo {
    examples = List.copyOf(examples);
    Set<List<String>> filesAndTopics = new HashSet<>();
    for (Example example : examples) {
      if (!filesAndTopics.add(List.of(example.fileNames(), example.topicArnOutput()))) {
        throw new IllegalArgumentException(
            ("two examples are of %s and go to %s, so that a report cannot tell them apart; name the queues of"
                    + " both in one, or give the second a file of its own")
                .formatted(example.fileNames(), example.topicArnOutput()));
      }
    }
  }

  /**
   * How reports call one of the examples, and no other: by its files, and by the output of its
   * topic too where another is of the same files.
   */
  public String name(Example example) {
    boolean alone =
        examples.stream().filter(it -> it.fileNames().equals(example.fileNames())).count() == 1;
    return alone ? example.fileNames() : example.fileNames() + " to " + example.topicArnOutput();
  }

  /**
   * One message.
   *
   * @param topicArnOutput the stack output with the ARN of the topic
   * @param file the message, relative to the folder of {@code Pulumi.yaml}
   * @param attributesFile its message attributes, relative to the same folder, as {@code aws sns
   *     publish --message-attributes} takes them; empty for none
   * @param queueUrlOutputs the stack outputs with the URLs of the queues where it has to arrive, in
   *     all of them; at least one
   */
  public record Example(
      String topicArnOutput,
      String file,
      Optional<String> attributesFile,
      List<String> queueUrlOutputs) {

    /**
     * A message.
     *
     * @throws IllegalArgumentException if it has to arrive nowhere
     */
    public Example {
      queueUrlOutputs = List.copyOf(queueUrlOutputs);
      if (queueUrlOutputs.isEmpty()) {
        throw new IllegalArgumentException(
            "the example " + file + " names no queue; name the outputs of one or more queue URLs");
      }
    }

    /** A message without attributes. */
    public Example(String topicArnOutput, String file, String... queueUrlOutputs) {
      this(topicArnOutput, file, Optional.empty(), List.of(queueUrlOutputs));
    }

    private String fileNames() {
      return file + attributesFile.map(" with "::concat).orElse("");
    }

    /** The message's file, and that of its attributes if it has one. */
    public Stream<String> files() {
      return Stream.concat(Stream.of(file), attributesFile.stream());
    }

    /** The same message with attributes. */
    public Example withAttributes(String otherFile) {
      return new Example(topicArnOutput, file, Optional.of(otherFile), queueUrlOutputs);
    }
  }
}
