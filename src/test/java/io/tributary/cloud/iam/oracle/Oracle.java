package io.tributary.cloud.iam.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The independent evaluator, {@code @cloud-copilot/iam-simulate}, which runs in node. */
final class Oracle {

  private static final Path FOLDER = Path.of("src", "test", "node", "iam-oracle");

  private Oracle() {}

  /** What is missing to run it, in words for a person; null when nothing is. */
  static String missing() {
    if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
      return "the packages of " + FOLDER + " are not installed: run `npm ci` there";
    }
    try {
      return node("--version").start().waitFor() == 0 ? null : "node does not run";
    } catch (IOException notFound) {
      return "node is not installed";
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", ended);
    }
  }

  /** Decides cases, in their order. */
  static List<Verdict> decide(List<? extends JsonNode> cases) {
    try {
      Process process = node("decide.mjs").redirectError(ProcessBuilder.Redirect.INHERIT).start();
      CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> ask(process, cases));
      List<Verdict> verdicts = answers(process);
      asked.join();
      if (verdicts.size() != cases.size()) {
        throw new AssertionError(
            "the oracle ended after " + verdicts.size() + " of " + cases.size() + " cases");
      }
      return verdicts;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static ProcessBuilder node(String argument) {
    ProcessBuilder builder = new ProcessBuilder("node", argument).directory(FOLDER.toFile());
    builder.environment().put("TZ", "UTC");
    return builder;
  }

  private static void ask(Process process, List<? extends JsonNode> cases) {
    try (BufferedWriter out = process.outputWriter(StandardCharsets.UTF_8)) {
      for (JsonNode one : cases) {
        out.write(Simulation.of(one).toString());
        out.newLine();
      }
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  private static List<Verdict> answers(Process process) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        verdicts.add(Verdict.ofOracle(line));
      }
    }
    return verdicts;
  }
}
