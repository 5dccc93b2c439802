package io.tributary.cli;

import io.tributary.local.ResourceGraph;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The checkout that this command was built from: compiles it, and records a program with its newest
 * classes.
 */
final class Checkout {

  /**
   * Without the granularity, Maven takes a source that was saved while it was being compiled for
   * compiled, since its class is newer. No compilation takes these ten minutes.
   */
  static final List<String> MAVEN =
      List.of(
          "mvn",
          "--batch-mode",
          "--quiet",
          "--no-transfer-progress",
          "-DlastModGranularityMs=-600000",
          "compile");

  private static final byte[] NO_INPUT = {};

  private final Path root;

  Checkout(Path root) {
    this.root = root;
  }

  /** The one that the running classes belong to: they lie in its {@code target}. */
  static Checkout ofThisCommand() {
    return new Checkout(classes().getParent().getParent());
  }

  /** The jar or folder that holds the classes of the running command. */
  static Path classes() {
    try {
      return Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException bug) {
      throw new IllegalStateException("the command's classes lie in a file or folder", bug);
    }
  }

  Path root() {
    return root;
  }

  /** What scripts/tributary leaves of its last build: as old as that build's beginning. */
  Path builtStamp() {
    return root.resolve("target/tributary.built");
  }

  /**
   * Records the program of a folder in a process of its own, compiled before if its sources
   * changed; once nobody else builds them, and before anybody else does, for a build takes away the
   * classes that it compiles anew.
   *
   * @param notes is told if somebody else builds, what the program warns of, and what it prints
   * @throws CommandException with the compiler's messages, or with what the program says of its
   *     config, if it refuses that
   */
  ResourceGraph record(WatchedFiles files, List<String> stackOptions, Consumer<String> notes) {
    Path target = root.resolve("target");
    try {
      return BuildLock.holding(
          target,
          notes,
          () -> {
            compileIfChanged(files);
            return ResourceGraph.fromJson(
                output(recorder(stackOptions), Checkout::programsWords, notes));
          });
    } catch (IOException failed) {
      throw new CommandException(
          ExitCode.USAGE, "cannot lock " + target + " for the build: " + failed.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FOUND, "the wait for another build was interrupted");
    }
  }

  /** What did not compile is tried again with the next change, whatever that is. */
  private void compileIfChanged(WatchedFiles files) {
    if (files.sourcesChanged()) {
      output(maven(), Checkout::compilersWords, warnings -> {});
      files.built();
    }
  }

  /**
   * Without the variables that this process has Java's options from, a debugger's port among them:
   * a proxy or trust store in JAVA_TOOL_OPTIONS is lost to Maven, too, which has MAVEN_OPTS for it.
   */
  ProcessBuilder maven() {
    return RecordingProcess.unobserved(
        new ProcessBuilder(new ArrayList<>(MAVEN)).directory(root.toFile()));
  }

  /**
   * This process over again, with the newest classes before its own; so without its archive of
   * classes, which is for one class path: with another, newer releases of Java print an error.
   */
  ProcessBuilder recorder(List<String> stackOptions) {
    String classPath =
        root.resolve("target/classes")
            + System.getProperty("path.separator")
            + System.getProperty("java.class.path");
    List<String> arguments = new ArrayList<>(List.of("record"));
    arguments.addAll(stackOptions);
    ProcessBuilder recorder = RecordingProcess.of(Tributary.class, classPath, arguments);
    recorder.command().removeIf(option -> option.startsWith("-XX:SharedArchiveFile="));
    return recorder;
  }

  /** What Maven prints, but its advice about itself, and what it repeats of the compiler. */
  static String compilersWords(String output) {
    List<String> lines =
        output
            .replaceAll("\u001b\\[[0-9;]*m", "")
            .replaceAll("(?m)^\\[ERROR] ?| -> \\[Help 1]$", "")
            .lines()
            .takeWhile(line -> !line.startsWith("To see the full stack trace"))
            .toList();
    String first =
        lines.stream()
            .takeWhile(line -> !line.startsWith("Failed to execute goal"))
            .collect(Collectors.joining("\n"));
    return (first.isBlank() ? String.join("\n", lines) : first).strip();
  }

  /** What the process says, without the name that it begins with and whoever tells it does too. */
  static String programsWords(String output) {
    return output.replaceAll("(?m)^tributary: ", "");
  }

  private static String output(
      ProcessBuilder process, UnaryOperator<String> words, Consumer<String> notes) {
    return ChildProcess.output(process, NO_INPUT, words, notes);
  }
}
