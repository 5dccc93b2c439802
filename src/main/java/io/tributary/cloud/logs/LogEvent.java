package io.tributary.cloud.logs;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;

/**
 * A stored log event.
 *
 * @param key its place among all events of its group
 * @param stream the name of its stream
 * @param ingestedMillis when it was taken in, in milliseconds since 1970
 */
record LogEvent(Key key, String stream, String message, long ingestedMillis) {

  /**
   * The order of events: by time, then as they came in.
   *
   * @param timestamp in milliseconds since 1970
   * @param sequence counts a group's events from 1
   */
  record Key(long timestamp, long sequence) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::timestamp).thenComparingLong(Key::sequence);

    /** Before every event of this time. */
    static Key before(long timestamp) {
      return new Key(timestamp, 0);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    /** As it stands in tokens; {@link #parse} reads it. */
    @Override
    public String toString() {
      return timestamp + "/" + sequence;
    }

    static Key parse(String text) {
      int slash = text.indexOf('/');
      try {
        return new Key(
            Long.parseLong(text.substring(0, Math.max(slash, 0))),
            Long.parseLong(text.substring(slash + 1)));
      } catch (NumberFormatException notOurs) {
        throw LogsErrors.invalidNextToken();
      }
    }
  }

  /**
   * What each event counts beside its message;
   * docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
   */
  private static final int OVERHEAD_BYTES = 26;

  /** What a message counts towards a batch's size and a group's stored bytes. */
  static long size(String message) {
    return message.getBytes(StandardCharsets.UTF_8).length + (long) OVERHEAD_BYTES;
  }

  long timestamp() {
    return key.timestamp();
  }

  /** Its id: digits, unique within the group. */
  String id() {
    return String.format(Locale.ROOT, "%026d%030d", key.timestamp(), key.sequence());
  }
}
