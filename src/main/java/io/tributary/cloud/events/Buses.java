package io.tributary.cloud.events;

import io.tributary.cloud.account.Account;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The event buses of the account, and how their and their rules' names and ARNs are read. */
final class Buses {

  /** Names of the default bus and of those that an account creates. */
  static final Pattern CUSTOM_NAME = Pattern.compile("[.\\-_A-Za-z0-9]{1,256}");

  /**
   * Names and ARNs of buses, also of partners', whose names have slashes;
   * docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
   */
  private static final Pattern NAME_OR_ARN = nameOrArn("[/.\\-_A-Za-z0-9]+");

  /** docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
  private static final Pattern CUSTOM_NAME_OR_ARN = nameOrArn("[.\\-_A-Za-z0-9]+");

  private static final int LONGEST_ARN = 1_600;

  private final Account account;
  private final NavigableMap<String, Bus> byName = new TreeMap<>();
  private final Map<String, Bus> byArn = new HashMap<>();

  Buses(Account account) {
    this.account = account;
  }

  /** By name; to be changed by {@link #add} and {@link #remove} only. */
  NavigableMap<String, Bus> byName() {
    return byName;
  }

  void add(Bus bus) {
    byName.put(bus.name(), bus);
    byArn.put(bus.arn(), bus);
  }

  void remove(Bus bus) {
    byName.remove(bus.name());
    byArn.remove(bus.arn());
  }

  private static Pattern nameOrArn(String name) {
    return Pattern.compile(
        "(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:\\d{12}:event-bus/)?" + name);
  }

  /** Refuses what can be neither the name nor the ARN of a bus; null is allowed. */
  static void requireNameOrArn(String nameOrArn, String field) {
    Limits.requireMatch(nameOrArn, NAME_OR_ARN, field);
    Limits.requireLength(nameOrArn, LONGEST_ARN, field);
  }

  /** As {@link #requireNameOrArn}, and what could be a partner's only. */
  static void requireCustomNameOrArn(String nameOrArn, String field) {
    Limits.requireMatch(nameOrArn, CUSTOM_NAME_OR_ARN, field);
    Limits.requireLength(nameOrArn, LONGEST_ARN, field);
  }

  /** The ARN of a bus, given its name or ARN; of null the default bus's. */
  String arn(String nameOrArn) {
    if (nameOrArn == null) {
      return arn(Bus.DEFAULT);
    }
    return nameOrArn.startsWith("arn:")
        ? nameOrArn
        : account.arn("events", "event-bus/" + nameOrArn);
  }

  /**
   * A rule's ARN, which does not name the default bus. Refuses, as the field eventBusName, what can
   * be neither the name nor the ARN of a bus.
   */
  String ruleArn(String busNameOrArn, String rule) {
    requireNameOrArn(busNameOrArn, "eventBusName");
    String bus = name(busNameOrArn);
    return account.arn("events", "rule/" + (bus.equals(Bus.DEFAULT) ? "" : bus + "/") + rule);
  }

  /** The bus of a name or ARN; of null the default bus; empty when there is none. */
  Optional<Bus> find(String nameOrArn) {
    return Optional.ofNullable(byArn.get(arn(nameOrArn)));
  }

  /** As {@link #find}, with AWS's error when there is none. */
  Bus require(String nameOrArn) {
    return find(nameOrArn)
        .orElseThrow(
            () -> EventsErrors.notFound("Event bus " + name(nameOrArn) + " does not exist."));
  }

  /** A rule by its name, with AWS's error when the bus or the rule does not exist. */
  Rule requireRule(String busNameOrArn, String rule) {
    Bus bus = require(busNameOrArn);
    return Optional.ofNullable(bus.rules().get(rule))
        .orElseThrow(
            () ->
                EventsErrors.notFound(
                    "Rule " + rule + " does not exist on EventBus " + bus.name() + "."));
  }

  /** The tags of the bus or rule of an ARN, with AWS's error when there is none. */
  NavigableMap<String, String> requireTags(String arn) {
    Optional<NavigableMap<String, String>> ofBus =
        Optional.ofNullable(byArn.get(arn)).map(Bus::tags);
    return ofBus.or(() -> rule(arn).map(Rule::tags)).orElseThrow(() -> unknown(arn));
  }

  /** The rule of an ARN; empty when there is none. */
  Optional<Rule> rule(String arn) {
    return ofRule(arn)
        .map(bus -> bus.rules().get(arn.substring(arn.lastIndexOf('/') + 1)))
        .filter(rule -> rule.arn().equals(arn));
  }

  /**
   * The bus that a rule's ARN names, whether it has such a rule or not; empty when there is none.
   */
  Optional<Bus> ofRule(String arn) {
    String rules = account.arn("events", "rule/");
    if (!arn.startsWith(rules)) {
      return Optional.empty();
    }
    int end = arn.lastIndexOf('/');
    String bus = end < rules.length() ? Bus.DEFAULT : arn.substring(rules.length(), end);
    return Optional.ofNullable(byName.get(bus));
  }

  private static RuntimeException unknown(String arn) {
    return EventsErrors.notFound("No event bus and no rule has the ARN " + arn + ".");
  }

  private static String name(String nameOrArn) {
    if (nameOrArn == null) {
      return Bus.DEFAULT;
    }
    return nameOrArn.startsWith("arn:")
        ? nameOrArn.substring(nameOrArn.indexOf('/') + 1)
        : nameOrArn;
  }
}
