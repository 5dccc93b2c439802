package io.tributary.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/** A terminal that keeps what is printed; not interactive. */
final class Screen {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  final Terminal terminal;

  Screen() {
    this("100");
  }

  /** One whose COLUMNS are these. */
  Screen(String columns) {
    terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            false,
            Optional.of(columns),
            () -> false);
  }

  /** Runs the command; the answer is its exit code. */
  int run(String... args) {
    return Tributary.run(terminal, args);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
