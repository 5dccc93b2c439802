package io.tributary.cloud.events;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.pattern.EventPattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A rule of a bus with its targets. PutRule replaces what it says; its targets and tags stay. */
final class Rule {

  private final Bus bus;
  private final String name;
  private final String arn;
  private final String creator;
  private final Caller deliverer;
  private final Map<String, RuleTarget> targets = new LinkedHashMap<>();
  private final NavigableMap<String, String> tags = new TreeMap<>();
  private EventPattern pattern;
  private String description;
  private boolean enabled;

  /**
   * A rule without a pattern yet.
   *
   * @param creator the id of the account that makes it
   * @param account the account that the bus is of
   */
  Rule(Bus bus, String name, String arn, String creator, Account account) {
    this.bus = bus;
    this.name = name;
    this.arn = arn;
    this.creator = creator;
    this.deliverer = Caller.of(new Principal.Service("events.amazonaws.com", arn, account.id()));
  }

  /** Sets what the rule says; the bus has to be told by {@link Bus#put}. */
  void define(EventPattern newPattern, String newDescription, boolean newEnabled) {
    pattern = newPattern;
    description = newDescription;
    enabled = newEnabled;
  }

  Bus bus() {
    return bus;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  /** The id of the account that made it, which may be another than its bus is of. */
  String creator() {
    return creator;
  }

  /** EventBridge acting for this rule, as targets see it. */
  Caller deliverer() {
    return deliverer;
  }

  EventPattern pattern() {
    return pattern;
  }

  String description() {
    return description;
  }

  boolean enabled() {
    return enabled;
  }

  /** Its targets by their ids, in the order in which they were put. */
  Map<String, RuleTarget> targets() {
    return targets;
  }

  NavigableMap<String, String> tags() {
    return tags;
  }
}
