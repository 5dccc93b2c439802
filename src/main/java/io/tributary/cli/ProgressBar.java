package io.tributary.cli;

/** How far something is, as one line. */
final class ProgressBar {

  private static final int WIDTH = 30;

  private ProgressBar() {}

  /** Such a line: {@code Simulating [###### ] 60 of 100}. */
  static String of(String doing, int done, int all) {
    int full = (int) ((long) WIDTH * done / all);
    return "%s [%s%s] %,d of %,d"
        .formatted(doing, "#".repeat(full), " ".repeat(WIDTH - full), done, all);
  }
}
