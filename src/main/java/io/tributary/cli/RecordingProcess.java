package io.tributary.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.bench.ServerProcess;
import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.system.Systems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A process that records a program and ends: what Pulumi's runtime leaves behind, some 40 MB, would
 * stay for as long as the process lives that it ran in.
 */
final class RecordingProcess {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Options that are for one process: a debugger's or a watcher's port is taken, the file of a
   * profiler or of a log written. A log on standard output would stand among the resources.
   */
  private static final Pattern FOR_ONE =
      Pattern.compile(
          "(-agent|-javaagent|-Xrun|-XX:StartFlightRecording|-XX:FlightRecorderOptions"
              + "|-Dcom\\.sun\\.management\\.|-Xlog(?!:disable|:[^:]*:stderr)).*");

  /** What Java takes options from; those are among the other process's arguments already. */
  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

  /** All that the other process has to know, so that it reads no file that changes meanwhile. */
  private record Request(
      String project,
      String stack,
      Map<String, String> config,
      Set<String> secretKeys,
      String accountId) {

    Program program() {
      return new Program(
          project, stack, config, secretKeys, Systems.ofProject(project).stack(), accountId);
    }
  }

  private RecordingProcess() {}

  /**
   * What a program asks for. If the other process does not tell, whyever, this one records, and
   * meets the program's own failure.
   *
   * @param notes is told what the program prints
   * @throws io.tributary.local.ProgramException as {@link ProgramRecorder#record}
   */
  static ResourceGraph record(Program program, Consumer<String> notes) {
    try {
      return ResourceGraph.fromJson(
          ChildProcess.output(
              of(RecordingProcess.class, System.getProperty("java.class.path"), List.of()),
              request(program),
              said -> said,
              notes));
    } catch (CommandException | IllegalArgumentException notTold) {
      return ProgramRecorder.record(program);
    }
  }

  /** This process's Java and its options, but for what watches it, with another main method. */
  static ProcessBuilder of(Class<?> main, String classPath, List<String> arguments) {
    return unobserved(
        new ProcessBuilder(
            ServerProcess.command(main, classPath, arguments, "-XX:TieredStopAtLevel=1")));
  }

  /** Without what watches this process, for it would watch that one too. */
  static ProcessBuilder unobserved(ProcessBuilder process) {
    process.command().removeIf(FOR_ONE.asMatchPredicate());
    process.environment().keySet().removeAll(VARIABLES);
    return process;
  }

  private static byte[] request(Program program) {
    try {
      return JSON.writeValueAsBytes(
          new Request(
              program.project(),
              program.stack(),
              program.config(),
              program.secretKeys(),
              program.accountId()));
    } catch (IOException bug) {
      throw new UncheckedIOException("a program's config is text only", bug);
    }
  }

  /** Reads a request, and prints the resources, with the program's secrets: into a pipe. */
  public static void main(String[] none) throws IOException {
    Program program = JSON.readValue(System.in, Request.class).program();
    RecordCommand.print(program, Terminal.ofProcess());
  }
}
