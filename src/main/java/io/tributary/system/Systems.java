package io.tributary.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import io.tributary.system.purchase.PurchaseEvents;
import io.tributary.system.purchase.PurchaseEventsConfig;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every system of this repository, found by the name of its Pulumi project. */
public enum Systems {
  PURCHASE_EVENTS(
      "purchase-events", PurchaseEvents::stack, PurchaseEventsConfig.KEYS, PurchaseEvents.DEMO);

  private final String project;
  private final Consumer<Context> stack;
  private final List<String> configKeys;
  private final Demo demo;

  Systems(String project, Consumer<Context> stack, List<String> configKeys, Demo demo) {
    this.project = project;
    this.stack = stack;
    this.configKeys = configKeys;
    this.demo = demo;
  }

  /**
   * The system whose {@code Pulumi.yaml} carries this name.
   *
   * @throws RunException if there is none; the message lists those there are
   */
  public static Systems ofProject(String project) {
    return Arrays.stream(values())
        .filter(system -> system.project.equals(project))
        .findFirst()
        .orElseThrow(() -> new RunException(unknown(project)));
  }

  /**
   * What shows at work the system whose {@code Pulumi.yaml} carries this name.
   *
   * @throws RunException if there is none; the message lists those there are
   */
  public static Demo demoOf(String project) {
    return ofProject(project).demo;
  }

  private static String unknown(String project) {
    String known = Arrays.stream(values()).map(Systems::project).collect(Collectors.joining(", "));
    return "No system is named \"%s\". Set `name` in Pulumi.yaml to one of: %s."
        .formatted(project, known);
  }

  /**
   * The {@code name} of the system's {@code Pulumi.yaml}, also the namespace of its config keys.
   */
  public String project() {
    return project;
  }

  /** The Pulumi program. */
  public Consumer<Context> stack() {
    return stack;
  }

  /**
   * Every config key that the program reads: those of the project without its namespace, as in
   * {@code username}, others with theirs, as in {@code aws:region}.
   */
  public List<String> configKeys() {
    return configKeys;
  }

  /**
   * What a person may have meant otherwise: a warning for each key of the project's that the
   * program does not read. Other namespaces are those of providers.
   *
   * @param stack the stack's name
   * @param config the stack's config as the Pulumi CLI hands it to a program in {@code
   *     PULUMI_CONFIG}, an object of keys with their namespace; null if no CLI runs the program
   * @throws IllegalArgumentException if it is no JSON
   */
  public List<String> warnings(String stack, String config) {
    List<String> set = config == null ? List.of() : keys(config);
    return set.stream()
        .filter(key -> !key.contains(":") && !configKeys.contains(key))
        .map(key -> unread(stack, key, set))
        .toList();
  }

  /** As in {@link #configKeys}: those of the project without its namespace. */
  private List<String> keys(String config) {
    String ofProject = "^" + Pattern.quote(project + ":");
    try {
      return new ObjectMapper()
          .readTree(config).properties().stream()
              .map(key -> key.getKey().replaceFirst(ofProject, ""))
              .toList();
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException("PULUMI_CONFIG is no JSON", broken);
    }
  }

  private String unread(String stack, String key, List<String> set) {
    var command = new ConfigCommand(project, stack);
    return "The config key %s is not read by %s, which reads %s. Try, %s: %s%s"
        .formatted(
            DidYouMean.hint(key, configKeys),
            project,
            String.join(", ", configKeys),
            command.where(),
            DidYouMean.nearest(key, configKeys)
                .filter(near -> !set.contains(near))
                .map(near -> setInstead(command, near))
                .orElse(""),
            command.remove(key));
  }

  /**
   * The value is not lost with the mistyped key; nor shown, for it may be a secret. Only where the
   * key is not set: it would overwrite the value that is in force.
   */
  private static String setInstead(ConfigCommand command, String key) {
    return command.set(key, "VALUE")
        + ", with the value of the mistyped key (and with --secret, if it is one), and then: ";
  }

  /** What shows it at work. */
  public Demo demo() {
    return demo;
  }
}
