package io.tributary.cloud.text;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * What was read of texts lately, so that the very same text is read once, though hop after hop
 * tells of it and others ask, too. There is room for two of an event, as hops that tell of one
 * stand between hops that tell of another.
 */
public final class TextsReadLately {

  /** A power of two; more than twice as many as there are events in one batch. */
  private static final int PLACES = 128;

  private final ToLongFunction<String> read;
  private final String[] texts = new String[PLACES];
  private final long[] values = new long[PLACES];

  /** Nothing yet of what the function reads of a text. */
  public TextsReadLately(ToLongFunction<String> read) {
    this.read = read;
  }

  /** Forgets all of it. */
  public void clear() {
    Arrays.fill(texts, null);
  }

  /** What is read of a text of an event; -1 of null. */
  public long of(long trace, String text) {
    if (text == null) {
      return -1;
    }
    int newer = 2 * (int) trace & PLACES - 1;
    int older = newer + 1;
    if (texts[newer] == text) {
      return values[newer];
    }
    if (texts[older] == text) {
      return values[older];
    }
    texts[older] = texts[newer];
    values[older] = values[newer];
    values[newer] = read.applyAsLong(text);
    texts[newer] = text;
    return values[newer];
  }
}
