package io.tributary.cli;

import java.util.Locale;

/** A number of things in words. */
final class Counted {

  private Counted() {}

  /** Such as {@code 1 event} and {@code 2,000 events}. */
  static String of(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }
}
