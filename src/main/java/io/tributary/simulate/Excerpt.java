package io.tributary.simulate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.tributary.cloud.journal.Hop;

/** A part of a text, for a line of a terminal: a body may be long, and hold any character. */
final class Excerpt {

  private static final int EITHER_SIDE = 60;

  /** Before it stands what every event has, and nothing by which a person would know this one. */
  private static final String DETAIL = "\"detail\":";

  private Excerpt() {}

  /** The text as a JSON string; of a long one the begin. */
  static String of(String text) {
    return around(0, text);
  }

  /** A body as a JSON string; of a long one of EventBridge the begin of its detail. */
  static String ofBody(String body) {
    int detail = body.length() > 2 * EITHER_SIDE ? body.indexOf(DETAIL) : -1;
    return detail < 0 ? of(body) : around(detail + EITHER_SIDE, body);
  }

  /**
   * What happened at which resource, and why: the same words for all messages to which it happens.
   */
  static String of(Hop hop) {
    String where = hop.peer() == null ? "" : ", peer " + hop.peer();
    String why = hop.reason() == null ? "" : ": " + of(hop.reason());
    return hop.step() + " at " + hop.resource() + where + why;
  }

  /** Where a text, or what it was put into, is no longer as it was; both as JSON strings. */
  static String difference(String published, String received) {
    int same = 0;
    for (int step = Integer.highestOneBit(published.length()); step > 0; step >>= 1) {
      int more = Math.min(same + step, published.length());
      same = received.contains(published.substring(0, more)) ? more : same;
    }
    int at = received.indexOf(published.substring(0, same)) + same;
    return "%s instead of %s".formatted(around(at, received), around(same, published));
  }

  private static String around(int at, String text) {
    int from = Math.max(0, at - EITHER_SIDE);
    int to = Math.min(text.length(), Math.max(at, EITHER_SIDE) + EITHER_SIDE);
    String part =
        new String(JsonStringEncoder.getInstance().quoteAsString(text.substring(from, to)));
    return (from > 0 ? "..." : "") + '"' + part + '"' + (to < text.length() ? "..." : "");
  }
}
