package io.tributary.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of a shell command in this repository, and what came of it. */
record Script(int code, String out, String err) {

  private static final int LONGEST_SECONDS = 60;

  /** Runs a script of {@code scripts/} with these variables in place of any AWS ones. */
  static Script run(Map<String, String> environment, String name, String... args) {
    List<String> command = new ArrayList<>(List.of("bash", "scripts/" + name));
    command.addAll(List.of(args));
    return run(environment, "", command);
  }

  /** A class's main method in a process of its own. */
  static Script runJava(Class<?> main, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(args));
    return run(Map.of(), "", command);
  }

  static Script run(Map<String, String> environment, String input, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(Purchases.ROOT.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("AWS_"));
    builder.environment().putAll(new TreeMap<>(environment));
    try {
      Process process = builder.start();
      var out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
      var err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        throw new AssertionError(command + " still runs after " + LONGEST_SECONDS + " s");
      }
      return new Script(process.exitValue(), out.join(), err.join());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command + " was interrupted", ended);
    }
  }

  /** Whether a shell finds the tool. */
  static boolean installed(String tool) {
    return run(Map.of(), "", List.of("bash", "-c", "command -v " + tool)).code() == 0;
  }

  /** Where a shell finds the tool. */
  static Path path(String tool) {
    return Path.of(run(Map.of(), "", List.of("bash", "-c", "command -v " + tool)).out().strip());
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
