package io.tributary.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A command that runs in a process of its own, to its end. */
final class ChildProcess {

  /** Those that run: ended by a signal, this process must not leave them behind. */
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(ChildProcess::endAll, "ending child processes"));
  }

  private ChildProcess() {}

  /**
   * What a command writes to its standard output.
   *
   * @param input for its standard input
   * @param words makes what is told of a failure of all that the command said
   * @param notes is told what it said besides its output when it succeeds, if that is anything
   * @throws CommandException with exit code 1 if it ends with another code than 0, with 2 if it
   *     cannot be started
   */
  static String output(
      ProcessBuilder command, byte[] input, UnaryOperator<String> words, Consumer<String> notes) {
    String name = command.command().get(0);
    try {
      Process process = start(command);
      try {
        return output(process, input, words, notes);
      } finally {
        end(process);
        RUNNING.remove(process);
      }
    } catch (IOException failed) {
      throw new CommandException(ExitCode.USAGE, "cannot run " + name + ": " + failed.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FOUND, name + " was interrupted");
    }
  }

  /** A signal that comes meanwhile waits, so that it finds the process among those that run. */
  private static Process start(ProcessBuilder command) throws IOException {
    synchronized (RUNNING) {
      Process process = command.start();
      RUNNING.add(process);
      return process;
    }
  }

  private static void endAll() {
    synchronized (RUNNING) {
      RUNNING.forEach(ChildProcess::end);
    }
  }

  /** Process.destroy would close the streams under those who read them. */
  private static void end(Process process) {
    process.toHandle().destroy();
  }

  private static String output(
      Process process, byte[] input, UnaryOperator<String> words, Consumer<String> notes)
      throws IOException, InterruptedException {
    StringBuilder errors = new StringBuilder();
    Thread errorReader = new Thread(() -> errors.append(read(process.getErrorStream())));
    errorReader.start();
    try (OutputStream toIt = process.getOutputStream()) {
      toIt.write(input);
    }
    String output = read(process.getInputStream());
    errorReader.join();
    if (process.waitFor() != 0) {
      throw new CommandException(ExitCode.FOUND, words.apply((output + errors).strip()));
    }
    if (!errors.toString().isBlank()) {
      notes.accept(errors.toString().strip());
    }
    return output;
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
