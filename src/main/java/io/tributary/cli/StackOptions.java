package io.tributary.cli;

import io.tributary.local.Namesakes;
import io.tributary.local.Program;
import io.tributary.local.ProgramException;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import io.tributary.system.ConfigProblem;
import io.tributary.system.DidYouMean;
import io.tributary.system.ShellWord;
import io.tributary.system.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which stack's config a program is run with. */
final class StackOptions {

  private static final String DEFAULT_STACK = "dev";
  private static final String DEFAULT_DIRECTORY = ".";

  @Option(
      names = "--stack",
      defaultValue = DEFAULT_STACK,
      description = "the stack, whose config is in Pulumi.STACK.yaml (default: ${DEFAULT-VALUE})")
  private String stack;

  @Option(
      names = {"-C", "--directory"},
      defaultValue = DEFAULT_DIRECTORY,
      description =
          "the folder that holds Pulumi.yaml, its config, waivers and example events; the Java that runs is this"
              + " checkout's (default: the current one)")
  private Path directory;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "a config value in place of the stack file's, for example --set debugRule=true; may be repeated")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** The program with its stack's config; what looks like a slip in the config is told. */
  Program load(Terminal terminal) {
    return load(terminal, Map.of());
  }

  /** The program with its stack's config and, in place of what that says, these values. */
  Program load(Terminal terminal, Map<String, String> values) {
    StackFile written = StackFile.read(directory(), stack);
    Systems system = Systems.ofProject(written.project());
    warn(terminal, written.warnings(system.configKeys()));
    StackFile file = written.with(overrides).with(values);
    Supplier<Program> program = () -> file.program(system.stack(), system.configKeys());
    Optional<String> unread = unreadOverrides(written.project(), system);
    if (unread.isPresent()) {
      throw besideOtherProblems(unread.get(), program, terminal);
    }
    Program loaded = program.get();
    warn(terminal, Namesakes.warnings(loaded, directory(), system.configKeys()));
    return loaded;
  }

  private static void warn(Terminal terminal, List<String> warnings) {
    warnings.forEach(warning -> terminal.err().println("tributary: warning: " + warning));
  }

  /** The program, which is run without what it does not read, tells what else is wrong. */
  private static ProgramException besideOtherProblems(
      String unread, Supplier<Program> program, Terminal terminal) {
    try {
      KeptRecordings.ofThisCommand(terminal).of(program.get());
      return new ProgramException(List.of(unread));
    } catch (ProgramException others) {
      return new ProgramException(List.of(unread, others.getMessage()), others.getCause());
    }
  }

  /** What the program asks for with its stack's config, recorded now or before. */
  ResourceGraph record(Terminal terminal) {
    return KeptRecordings.ofThisCommand(terminal).of(load(terminal));
  }

  /** What is to be deployed into a local cloud, which is told to who waits for it. */
  ResourceGraph recordToDeploy(Terminal terminal) {
    return KeptRecordings.ofThisCommand(terminal).of(loadToDeploy(terminal));
  }

  /** The same, so that of recording nothing stays in this process's memory. */
  ResourceGraph recordApartToDeploy(Terminal terminal) {
    return KeptRecordings.apart(loadToDeploy(terminal), terminal);
  }

  private Program loadToDeploy(Terminal terminal) {
    Program program = load(terminal);
    terminal.progress(
        "Deploying " + program.project() + "/" + program.stack() + " into a local cloud...");
    return program;
  }

  /** A slip in the file may be somebody else's; one on the command line is worth an error. */
  private Optional<String> unreadOverrides(String project, Systems system) {
    if (overrides.containsKey("")) {
      throw new CommandException(
          ExitCode.USAGE, "--set takes KEY=VALUE, got '=" + overrides.get("") + "'");
    }
    Set<String> unknown = new TreeSet<>(overrides.keySet());
    unknown.removeIf(
        key ->
            system.configKeys().contains(key.replaceFirst("^" + Pattern.quote(project) + ":", "")));
    String hints =
        unknown.stream()
            .map(key -> DidYouMean.hint(key, system.configKeys()))
            .collect(Collectors.joining(", "));
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "--set names %s, which %s does not read; it reads %s"
                .formatted(hints, project, String.join(", ", system.configKeys())));
  }

  /** The options that were given, to be written before a person; none that have their defaults. */
  List<String> given() {
    List<String> given = new ArrayList<>();
    if (!stack.equals(DEFAULT_STACK)) {
      given.addAll(List.of("--stack", ShellWord.of(stack)));
    }
    if (!directory.toString().equals(DEFAULT_DIRECTORY)) {
      given.addAll(List.of("-C", ShellWord.of(directory.toString())));
    }
    overrides.forEach(
        (key, value) -> given.addAll(List.of("--set", ShellWord.of(key + "=" + value))));
    return given;
  }

  /** The stack file, in words for who is to change it. */
  String configFile() {
    String file = StackFile.stackFile(directory(), stack).toAbsolutePath().normalize().toString();
    return overrides.isEmpty() ? file : file + " (which --set overrules)";
  }

  /** What to add, in words, where somebody may have changed the file in vain; nothing if not so. */
  String overruling() {
    return overrides.isEmpty()
        ? ""
        : " (--set overrules the stack file's " + String.join(", ", overrides.keySet()) + ")";
  }

  /** What to add to these options to solve problems with the config. */
  static String examples(List<ConfigProblem> problems) {
    return problems.stream()
        .map(it -> "--set " + ShellWord.of(it.key() + "=" + it.example().orElse("")))
        .collect(Collectors.joining(" "));
  }

  /** These options as another process takes them. */
  List<String> asArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("--stack", stack, "--directory", directory().toAbsolutePath().toString()));
    overrides.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return arguments;
  }

  /**
   * The files that the config is read from, by their whole paths: links, and what is behind them,
   * which an editor writes. Of a folder by two paths a watch would tell by one only.
   */
  Set<Path> configFiles() throws IOException {
    Set<Path> files = new TreeSet<>(StackFile.files(directory().toRealPath(), stack));
    for (Path file : List.copyOf(files)) {
      if (Files.exists(file)) {
        files.add(file.toRealPath());
      }
    }
    return files;
  }

  /**
   * The folder that holds Pulumi.yaml, as files in it are to be called: without the {@code .} of
   * {@code ./Pulumi.yaml}. A {@code ..} stays, for behind a link another folder would be read.
   */
  Path directory() {
    Path plain = directory.isAbsolute() ? directory.getRoot() : Path.of("");
    for (Path name : directory) {
      plain = name.toString().equals(".") ? plain : plain.resolve(name);
    }
    return plain;
  }
}
