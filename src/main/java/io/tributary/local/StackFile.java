package io.tributary.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.Context;
import io.tributary.system.DidYouMean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Pulumi project's name and the config of one of its stacks, as the Pulumi CLI reads them from
 * {@code Pulumi.yaml} and {@code Pulumi.STACK.yaml}.
 *
 * <p>See www.pulumi.com/docs/iac/concepts/config/
 *
 * @param project the name in Pulumi.yaml
 * @param stack the stack's name
 * @param config each value as Pulumi passes it to the program, objects and lists as JSON, by its
 *     key with namespace; without encrypted ones. A key without a value has an empty one.
 * @param encrypted the keys whose values are encrypted in the file, at least in part, where only
 *     Pulumi can read them
 */
public record StackFile(
    String project, String stack, Map<String, String> config, Set<String> encrypted) {

  private static final Pattern STACK_FILE = Pattern.compile("Pulumi\\.(.+)\\.yaml");

  public StackFile {
    config = java.util.Collections.unmodifiableMap(new TreeMap<>(config));
    encrypted = PlainData.sorted(encrypted);
  }

  /** The two files that are read of a folder for a stack. */
  public static Set<Path> files(Path directory, String stack) {
    return Set.of(projectFile(directory), stackFile(directory, stack));
  }

  private static Path projectFile(Path directory) {
    return directory.resolve("Pulumi.yaml");
  }

  /**
   * Reads the two files.
   *
   * @param directory where they lie
   * @throws ProgramException if one is missing, cannot be read, is no YAML, or is not what Pulumi
   *     writes
   */
  public static StackFile read(Path directory, String stack) {
    Path projectFile = projectFile(directory);
    if (!Files.exists(projectFile)) {
      throw problem(
          inFull(projectFile)
              + " does not exist; run this in the folder of the program's Pulumi.yaml, or name"
              + " that folder with -C");
    }
    JsonNode project = PulumiYaml.read(projectFile);
    if (!project.path("name").isTextual()) {
      throw problem(projectFile + " has no name");
    }
    if (project.has("config")) {
      throw problem(
          projectFile
              + " declares config, which is not read here; set the values in Pulumi."
              + stack
              + ".yaml");
    }
    Path stackFile = stackFile(directory, stack);
    if (!Files.exists(stackFile)) {
      throw problem(missing(directory, stack));
    }
    JsonNode values = PulumiYaml.read(stackFile);
    if (!values.isObject() && !values.isMissingNode()) {
      throw problem(
          stackFile + " must map keys to values, beginning with 'config:'; it holds " + values);
    }
    requireConfigSpeltRight(stackFile, values);
    return of(project.path("name").asText(), stack, stackFile, values.path("config"));
  }

  /** Where a stack's config is. */
  public static Path stackFile(Path directory, String stack) {
    return directory.resolve("Pulumi." + stack + ".yaml");
  }

  private static Path inFull(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** A stack may have no config; but then another key may have been meant to be it. */
  private static void requireConfigSpeltRight(Path file, JsonNode values) {
    if (values.has("config")) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String hint = DidYouMean.hint(entry.getKey(), List.of("config"));
      if (!hint.equals(entry.getKey())) {
        throw problem(file + " has no config, and its key " + hint + " is not read");
      }
    }
  }

  private static StackFile of(String project, String stack, Path file, JsonNode config) {
    if (!config.isObject() && !config.isMissingNode() && !config.isNull()) {
      throw problem(file + ": config must map keys to values");
    }
    Map<String, String> values = new TreeMap<>();
    Set<String> encrypted = new TreeSet<>();
    config
        .properties()
        .forEach(
            entry -> {
              String key = withNamespace(project, entry.getKey());
              JsonNode value = entry.getValue();
              if (holdsEncrypted(value)) {
                encrypted.add(key);
              } else {
                values.put(key, text(value));
              }
            });
    return new StackFile(project, stack, values, encrypted);
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Pulumi keeps a secret, at any depth, as an object of this one key. */
  private static boolean holdsEncrypted(JsonNode value) {
    if (value.isObject() && value.size() == 1 && value.path("secure").isTextual()) {
      return true;
    }
    for (JsonNode part : value) {
      if (holdsEncrypted(part)) {
        return true;
      }
    }
    return false;
  }

  private static String withNamespace(String project, String key) {
    return key.contains(":") ? key : project + ":" + key;
  }

  private static String missing(Path directory, String stack) {
    List<String> stacks = stacksIn(directory);
    Matcher file = STACK_FILE.matcher(stack);
    return file.matches() && stacks.contains(file.group(1))
        ? "--stack takes a stack's name, not its file, " + stack + ": try --stack " + file.group(1)
        : inFull(stackFile(directory, stack)) + " does not exist" + whatToDo(stacks);
  }

  private static String whatToDo(List<String> stacks) {
    if (stacks.isEmpty()) {
      return ", nor any other stack file beside it: write one, as 'pulumi config set' does, or"
          + " name another folder with -C";
    }
    String files =
        stacks.stream().map(it -> "Pulumi." + it + ".yaml").collect(Collectors.joining(", "));
    return stacks.size() == 1
        ? "; there is " + files + ": try --stack " + stacks.get(0)
        : "; there are "
            + files
            + ": choose one with --stack, for example --stack "
            + stacks.get(0);
  }

  /** The stacks that have a file in a folder, by name. */
  static List<String> stacksIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(it -> STACK_FILE.matcher(it.getFileName().toString()))
          .filter(Matcher::matches)
          .map(it -> it.group(1))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw PulumiYaml.cannotRead(inFull(directory), unreadable);
    }
  }

  /**
   * This config with some values replaced or added, as {@code --set key=value} does.
   *
   * @param values keys with or without the project's namespace; an empty value removes the key
   */
  public StackFile with(Map<String, String> values) {
    Map<String, String> changed = new TreeMap<>(config);
    Set<String> secret = new TreeSet<>(encrypted);
    values.forEach(
        (key, value) -> {
          String full = withNamespace(project, key);
          if (value.isEmpty()) {
            changed.remove(full);
            secret.remove(full);
          } else {
            changed.put(full, value);
          }
        });
    return new StackFile(project, stack, changed, secret);
  }

  /**
   * What a person may have meant otherwise: keys that the program does not read.
   *
   * @param known every key that the program reads, with or without its namespace
   */
  public List<String> warnings(Collection<String> known) {
    Set<String> full = namespaced(known);
    Set<String> unknown = new TreeSet<>(config.keySet());
    unknown.addAll(encrypted);
    unknown.removeAll(full);
    List<String> warnings = new ArrayList<>();
    for (String key : unknown) {
      warnings.add(
          "the config key "
              + DidYouMean.hint(key, full)
              + " is not read by "
              + project
              + ", which reads "
              + String.join(", ", full));
    }
    return warnings;
  }

  /**
   * The program with what it reads of this config; the rest, perhaps with ARNs of other accounts,
   * is nothing to it. A value that stands in for an encrypted one is secret, too.
   *
   * @param known every key that the program reads, with or without its namespace
   * @throws ProgramException if one of these is encrypted
   */
  public Program program(Consumer<Context> code, Collection<String> known) {
    Set<String> keys = namespaced(known);
    Set<String> unreadable = new TreeSet<>(encrypted);
    unreadable.retainAll(keys);
    unreadable.removeAll(config.keySet());
    if (!unreadable.isEmpty()) {
      throw new ProgramException(
          unreadable.stream()
              .map(
                  key ->
                      key
                          + " is encrypted, which only Pulumi can undo; start this command with --set "
                          + key
                          + "=VALUE")
              .toList());
    }
    return readable(code, keys);
  }

  /** The same without what only Pulumi can read: to be looked at, not to be run. */
  Program readable(Consumer<Context> code, Collection<String> known) {
    Set<String> keys = namespaced(known);
    Map<String, String> read = new TreeMap<>(config);
    read.keySet().retainAll(keys);
    Set<String> secret = new TreeSet<>(encrypted);
    secret.retainAll(read.keySet());
    return new Program(project, stack, read, secret, code);
  }

  private Set<String> namespaced(Collection<String> keys) {
    return keys.stream()
        .map(key -> withNamespace(project, key))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ProgramException problem(String text) {
    return new ProgramException(List.of(text));
  }
}
