package io.tributary.cli;

import io.tributary.cli.bench.ServerProcess;
import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.Recordings;
import io.tributary.local.ResourceGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Where this command keeps what programs asked for. */
final class KeptRecordings {

  /** The folder, which {@code scripts/tributary} names, and empties when it builds. */
  private static final String FOLDER = "tributary.recordings";

  private KeptRecordings() {}

  /** Those of the command's own jar; none are kept when no folder is named, or none can be made. */
  static Recordings ofThisCommand(Terminal terminal) {
    String folder = System.getProperty(FOLDER);
    return folder == null || !Files.isWritable(Path.of(folder).toAbsolutePath().getParent())
        ? Recordings.none()
        : Recordings.in(
            Path.of(folder),
            version(Checkout.classes()),
            warning -> terminal.err().println("tributary: warning: " + warning));
  }

  /**
   * What a program asks for; one that has to run does so in a process of its own, for what Pulumi's
   * runtime leaves behind, some 40 MB, would stay for as long as this process lives. A program that
   * fails there runs here once more, so that this command tells why in its own words.
   *
   * @param options those that the program was loaded with
   */
  static ResourceGraph apart(Program program, StackOptions options, Terminal terminal) {
    Recordings kept = ofThisCommand(terminal);
    if (System.getProperty(FOLDER) == null) {
      return kept.of(program);
    }
    return kept.of(program, () -> recordedApart(program, options, terminal));
  }

  private static ResourceGraph recordedApart(
      Program program, StackOptions options, Terminal terminal) {
    List<String> arguments = new ArrayList<>(List.of("record", RecordCommand.WITHOUT_WARNINGS));
    arguments.addAll(options.asArguments());
    List<String> command =
        ServerProcess.command(Tributary.class, arguments, "-XX:TieredStopAtLevel=1");
    try {
      return ResourceGraph.fromJson(
          ChildProcess.output(command, said -> said, terminal.err()::println));
    } catch (CommandException refused) {
      if (refused.exitCode() != ExitCode.FOUND) {
        throw refused;
      }
      return ProgramRecorder.record(program);
    }
  }

  /** A jar that was built anew has another time; libraries change with the pom, so with a build. */
  private static String version(Path jar) {
    try {
      BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
      return jar + " of " + file.lastModifiedTime() + ", " + file.size() + " bytes";
    } catch (IOException gone) {
      throw new UncheckedIOException("cannot read " + jar, gone);
    }
  }
}
