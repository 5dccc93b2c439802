package io.tributary.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err progress, notes and errors
 * @param interactive whether a person looks on, so that a line may be written over
 * @param columns how many characters a line of help may have, as COLUMNS says it
 */
public record Terminal(
    PrintWriter out, PrintWriter err, boolean interactive, Optional<String> columns) {

  /**
   * The process's own output; interactive when its standard error is a terminal. Java cannot tell
   * that: scripts/tributary does, and without it all of input and output counts.
   */
  public static Terminal ofProcess() {
    String told = System.getProperty("tributary.terminal");
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        told == null ? System.console() != null : Boolean.parseBoolean(told),
        Optional.ofNullable(System.getenv("COLUMNS")));
  }

  /** Shows what is being done, on a terminal only; the next such line takes its place. */
  public void progress(String doing) {
    if (interactive) {
      err.print("\r\u001b[K" + doing);
      err.flush();
    }
  }

  /** Takes the progress line away. */
  public void progressDone() {
    progress("");
  }
}
