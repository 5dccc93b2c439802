package io.tributary.cli;

import io.tributary.local.Program;
import io.tributary.local.Recordings;
import io.tributary.local.ResourceGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

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
   * What a program asks for, so that of recording nothing stays in this process's memory: a program
   * that has to run does so in another, if scripts/tributary has started this one.
   */
  static ResourceGraph apart(Program program, Terminal terminal) {
    Recordings kept = ofThisCommand(terminal);
    return System.getProperty(FOLDER) == null
        ? kept.of(program)
        : kept.of(program, () -> RecordingProcess.record(program, note -> tell(note, terminal)));
  }

  /** Has a program recorded, where that is kept for other processes. */
  static void keep(Program program, Terminal terminal) {
    if (ofThisCommand(terminal).keeps(program)) {
      apart(program, terminal);
    }
  }

  private static void tell(String note, Terminal terminal) {
    terminal.progressDone();
    terminal.err().println(note);
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
