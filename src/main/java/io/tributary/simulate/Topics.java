package io.tributary.simulate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** SNS as the publisher sees it. */
public interface Topics {

  /**
   * The most bytes that a topic takes by default, and the queues of most programs; AWS counts
   * UTF-8.
   *
   * <p>See docs.aws.amazon.com/sns/latest/api/API_Publish.html
   */
  int MOST_BYTES = 262_144;

  /**
   * An event of the run, and what is published of it.
   *
   * @param attributes its message attributes; of all events like one example the same object
   */
  record Entry(int event, String body, Attributes attributes) {

    /** How long its message is, in characters: what it counts for in a call. */
    int characters() {
      return body.length() + attributes.characters();
    }
  }

  /**
   * Publishes messages in one call.
   *
   * @param entries 1 to 10, no larger together than one message may be
   * @return the entries that SNS refused while it took the others, each with why; fails with SNS's
   *     error if it took none because of the call
   */
  CompletableFuture<Map<Entry, String>> publish(String topicArn, List<Entry> entries);
}
