package io.tributary.cloud.events;

import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.pattern.PatternSet;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An event bus with its rules, which it matches all at once. */
final class Bus {

  /** The bus that every account has. */
  static final String DEFAULT = "default";

  private final String name;
  private final String arn;
  private final String description;
  private final Instant created;
  private final NavigableMap<String, String> tags = new TreeMap<>();
  private final NavigableMap<String, Rule> rules = new TreeMap<>();
  private final PatternSet<Rule> enabled = new PatternSet<>();
  private Instant modified;
  private PolicyDocument policy;

  Bus(String name, String arn, String description, Instant created) {
    this.name = name;
    this.arn = arn;
    this.description = description;
    this.created = created;
    this.modified = created;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  String description() {
    return description;
  }

  Instant created() {
    return created;
  }

  Instant modified() {
    return modified;
  }

  NavigableMap<String, String> tags() {
    return tags;
  }

  /** Its rules by name; to be changed by {@link #put} and {@link #remove} only. */
  NavigableMap<String, Rule> rules() {
    return rules;
  }

  /** The document of its policy; null when it has none. */
  PolicyDocument policy() {
    return policy;
  }

  /** Its policy as IAM takes it; null when it has none. */
  AttachedPolicy attachedPolicy() {
    return policy == null ? null : new AttachedPolicy("policy of the event bus " + arn, policy);
  }

  void setPolicy(PolicyDocument document, Instant now) {
    policy = document;
    modified = now;
  }

  /** Takes in a rule that is new or was changed. */
  void put(Rule rule) {
    rules.put(rule.name(), rule);
    if (rule.enabled()) {
      enabled.put(rule, rule.pattern());
    } else {
      enabled.remove(rule);
    }
  }

  void remove(Rule rule) {
    rules.remove(rule.name());
    enabled.remove(rule);
  }

  /** The enabled rules whose patterns match the event. */
  List<Rule> matching(JsonText event) {
    return enabled.matching(event);
  }
}
