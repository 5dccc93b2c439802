package io.tributary.cli;

import io.tributary.local.Program;
import io.tributary.local.StackFile;
import io.tributary.system.Systems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which stack's config a program is run with. */
final class StackOptions {

  @Option(
      names = "--stack",
      defaultValue = "dev",
      description = "the stack, whose config is in Pulumi.STACK.yaml (default: ${DEFAULT-VALUE})")
  private String stack;

  @Option(
      names = {"-C", "--directory"},
      defaultValue = ".",
      description = "the folder that holds Pulumi.yaml (default: the current one)")
  private Path directory;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "a config value in place of the stack file's, for example --set debugRule=true; may be repeated")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** The program with its stack's config; what looks like a slip in the config is told. */
  Program load(Terminal terminal) {
    StackFile file = StackFile.read(directory, stack).with(overrides);
    Systems system = Systems.ofProject(file.project());
    file.warnings(system.configKeys())
        .forEach(warning -> terminal.err().println("tributary: warning: " + warning));
    return file.program(system.stack(), system.configKeys());
  }

  /** These options as another process takes them. */
  List<String> asArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("--stack", stack, "--directory", directory.toAbsolutePath().toString()));
    overrides.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return arguments;
  }

  /** The folder that holds Pulumi.yaml. */
  Path directory() {
    return directory;
  }
}
