package io.tributary.system;

import com.pulumi.Context;
import com.pulumi.exceptions.RunException;
import io.tributary.system.purchase.PurchaseEvents;
import io.tributary.system.purchase.PurchaseEventsConfig;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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

  /** What shows it at work. */
  public Demo demo() {
    return demo;
  }
}
