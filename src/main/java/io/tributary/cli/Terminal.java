package io.tributary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err progress, notes and errors
 * @param interactive whether a person looks on, so that a line may be written over
 * @param columns how many characters a line of help may have, as COLUMNS says it
 * @param piped whether the results go into a pipe or socket, which somebody reads
 */
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    boolean interactive,
    Optional<String> columns,
    BooleanSupplier piped) {

  /** The bits of a file's mode that tell its type. */
  private static final int FILE_TYPE = 0170000;

  /** The types of a pipe and of a socket. */
  private static final Set<Integer> PIPES = Set.of(0010000, 0140000);

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
        Optional.ofNullable(System.getenv("COLUMNS")),
        () -> isPipe(Path.of("/dev/stdout")));
  }

  /**
   * Java tells of a failed write in the system's words only, which are of the person's language.
   */
  private static boolean isPipe(Path file) {
    try {
      return PIPES.contains((int) Files.getAttribute(file, "unix:mode") & FILE_TYPE);
    } catch (IOException cannotBeTold) {
      return false;
    }
  }

  /** Prints a result for a program, indented, for a person reads it too. */
  void printJson(Object result) {
    try {
      out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("a result holds plain data only", bug);
    }
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
