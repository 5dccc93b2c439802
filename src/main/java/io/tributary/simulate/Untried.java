package io.tributary.simulate;

import java.util.List;
import java.util.stream.Stream;

/**
 * An example of whose events each was filtered, so that nothing is known of their way from there.
 *
 * @param example its name
 * @param queueArn the queue where they have to arrive
 * @param events how many were like it, all accepted; odd ones and those that a fault changed apart
 * @param filteredAt the ARNs of the topics, pipes and buses where they were
 */
public record Untried(String example, String queueArn, long events, List<String> filteredAt) {

  /** The same example in another run, for the same queue, and this. */
  Untried and(Untried other) {
    List<String> places =
        Stream.of(filteredAt, other.filteredAt).flatMap(List::stream).distinct().sorted().toList();
    return new Untried(example, queueArn, events + other.events, places);
  }
}
