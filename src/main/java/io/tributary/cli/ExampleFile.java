package io.tributary.cli;

import io.tributary.cloud.sns.MalformedAttributesException;
import io.tributary.cloud.sns.MessageAttributesJson;
import io.tributary.system.Demo;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** The messages that a system shows itself with, which lie beside its program. */
final class ExampleFile {

  private ExampleFile() {}

  /**
   * The message of an example.
   *
   * @param directory the root of the program
   * @throws CommandException if its file is not there, cannot be read, or is no text in UTF-8
   */
  static String read(Path directory, Demo.Example example) {
    return read("the example event ", directory.resolve(example.file()));
  }

  /**
   * The message attributes of an example, by name; none if it has no file of them.
   *
   * @param directory the root of the program
   * @throws CommandException if their file is not there or cannot be read, or SNS would not take
   *     what it holds
   */
  static Map<String, MessageAttributeValue> attributes(Path directory, Demo.Example example) {
    if (example.attributesFile().isEmpty()) {
      return Map.of();
    }
    try {
      return MessageAttributesJson.read(attributesText(directory, example));
    } catch (MalformedAttributesException wrong) {
      throw new CommandException(
          ExitCode.USAGE,
          directory.resolve(example.attributesFile().get()) + ": " + wrong.getMessage());
    }
  }

  /** The message attributes of an example as they are written; empty if it has no file of them. */
  static String attributesText(Path directory, Demo.Example example) {
    return example.attributesFile().isEmpty()
        ? ""
        : read("the file of attributes ", directory.resolve(example.attributesFile().get()));
  }

  private static String read(String what, Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException missing) {
      throw new CommandException(
          ExitCode.USAGE,
          what
              + file
              + " is not there; run this command in the folder of Pulumi.yaml, or name that with -C");
    } catch (CharacterCodingException other) {
      throw new CommandException(
          ExitCode.USAGE, what + file + " is no text in UTF-8; save it as such");
    } catch (AccessDeniedException denied) {
      throw cannotRead(what + file, "you have no permission");
    } catch (IOException unreadable) {
      throw cannotRead(what + file, unreadable.getMessage());
    }
  }

  private static CommandException cannotRead(String file, String why) {
    return new CommandException(ExitCode.USAGE, file + " cannot be read: " + why);
  }
}
