package io.tributary.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A command that runs in a process of its own, to its end. */
final class ChildProcess {

  private ChildProcess() {}

  /**
   * What a command writes to its standard output, run in the current folder.
   *
   * @see #output(List, Path, UnaryOperator, Consumer)
   */
  static String output(List<String> command, UnaryOperator<String> words, Consumer<String> notes) {
    return output(command, Path.of("").toAbsolutePath(), words, notes);
  }

  /**
   * What a command writes to its standard output.
   *
   * @param words makes what is told of a failure of all that the command said
   * @param notes is told what it said besides its output when it succeeds, if that is anything
   * @throws CommandException with exit code 1 if it ends with another code than 0, with 2 if it
   *     cannot be started
   */
  static String output(
      List<String> command, Path directory, UnaryOperator<String> words, Consumer<String> notes) {
    try {
      Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
      process.getOutputStream().close();
      StringBuilder errors = new StringBuilder();
      Thread errorReader = new Thread(() -> errors.append(read(process.getErrorStream())));
      errorReader.start();
      String output = read(process.getInputStream());
      errorReader.join();
      if (process.waitFor() != 0) {
        throw new CommandException(ExitCode.FOUND, words.apply((output + errors).strip()));
      }
      if (!errors.toString().isBlank()) {
        notes.accept(errors.toString().strip());
      }
      return output;
    } catch (IOException failed) {
      throw new CommandException(
          ExitCode.USAGE, "cannot run " + command.get(0) + ": " + failed.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FOUND, command.get(0) + " was interrupted");
    }
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
