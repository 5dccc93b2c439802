package io.tributary.cli;

import java.util.Locale;

/** How far something long has come: shown while it runs, and told if it is stopped. */
final class Progress implements AutoCloseable {

  private static final int WIDTH = 30;

  private final Terminal terminal;
  private final String doing;
  private final int all;
  private final String things;
  private final Thread telling = new Thread(this::stopped, "stopping");
  private int done;
  private int failed;
  private boolean stopped;

  /**
   * Nothing is done yet. What ends the process, such as Ctrl-C, is told from now on.
   *
   * @param things what is counted, such as {@code events published}
   */
  Progress(Terminal terminal, String doing, int all, String things) {
    this.terminal = terminal;
    this.doing = doing;
    this.all = all;
    this.things = things;
    Runtime.getRuntime().addShutdownHook(telling);
  }

  synchronized void at(int done) {
    this.done = done;
    // The process takes a moment to end, and a line of progress would stay on the screen.
    if (!stopped) {
      terminal.progress(line());
    }
  }

  /** Tells of something that failed, above what it shows from then on. */
  synchronized void failed(String what) {
    // What fails while the process ends would stand below what was told of its end, uncounted.
    if (!stopped) {
      failed++;
      terminal.progressDone();
      terminal.err().println(what);
    }
  }

  /** Such as {@code Simulating [###### ] 60 of 100}. */
  private String line() {
    int full = (int) ((long) WIDTH * done / all);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %,d of %,d",
        doing,
        "#".repeat(full),
        " ".repeat(WIDTH - full),
        done,
        all);
  }

  private synchronized void stopped() {
    stopped = true;
    terminal.progressDone();
    terminal
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "tributary: stopped after %,d of %,d %s%s",
                done,
                all,
                things,
                failed == 0 ? "" : String.format(Locale.ROOT, ", %,d failed", failed)));
  }

  /** It has come to its end. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(telling);
      terminal.progressDone();
    } catch (IllegalStateException ending) {
      // The process is being stopped just now, and tells so.
    }
  }
}
