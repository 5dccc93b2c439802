package io.tributary.cli;

import io.tributary.system.Demo;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The messages that a system shows itself with, which lie beside its program. */
final class ExampleFile {

  private ExampleFile() {}

  /**
   * The message of an example.
   *
   * @param directory the root of the program
   * @throws CommandException if its file is not there, or is no text in UTF-8
   */
  static String read(Path directory, Demo.Example example) throws IOException {
    Path file = directory.resolve(example.file());
    try {
      return Files.readString(file);
    } catch (NoSuchFileException missing) {
      throw new CommandException(
          ExitCode.USAGE,
          "the example event "
              + file
              + " is not there; run this command in the folder of Pulumi.yaml, or name that with -C");
    } catch (CharacterCodingException other) {
      throw new CommandException(
          ExitCode.USAGE, "the example event " + file + " is no text in UTF-8; save it as such");
    }
  }
}
