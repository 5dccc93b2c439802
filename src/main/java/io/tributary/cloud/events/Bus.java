package io.tributary.cloud.events;

import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.PolicyDocument;
import io.tributary.cloud.pattern.PatternSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** An event bus with its rules, which it matches all at once. */
final class Bus {

  /** The bus that every account has. */
  static final String DEFAULT = "default";

  /** Of these, all but source and detail type are the same for every event of a bus. */
  private static final Set<String> ROUTING_FIELDS =
      Set.of("version", "account", "region", "source", "detail-type");

  private static final int MOST_ROUTES = 1_000;

  /** Characters of source and detail type; longer ones are not worth their memory. */
  private static final int LONGEST_ROUTE = 512;

  private final String name;
  private final String arn;
  private final String description;
  private final Instant created;
  private final NavigableMap<String, String> tags = new TreeMap<>();
  private final NavigableMap<String, Rule> rules = new TreeMap<>();
  private final PatternSet<Rule> enabled = new PatternSet<>();

  /** What matched lately, as long as no rule looks further. */
  private final Map<Route, List<Rule>> routes = new HashMap<>();

  /** Whether no enabled rule looks further than the fields that make a route. */
  private boolean routed = true;

  private Instant modified;
  private PolicyDocument policy;

  private record Route(String source, String detailType) {}

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
    routes.clear();
    if (rule.enabled()) {
      enabled.put(rule, rule.pattern());
    } else {
      enabled.remove(rule);
    }
    routed = enabled.looksOnlyAt(ROUTING_FIELDS);
  }

  void remove(Rule rule) {
    rules.remove(rule.name());
    routes.clear();
    enabled.remove(rule);
    routed = enabled.looksOnlyAt(ROUTING_FIELDS);
  }

  /** The enabled rules whose patterns match the event. */
  List<Rule> matching(AcceptedEvent event) {
    boolean longNames = event.source().length() + event.detailType().length() > LONGEST_ROUTE;
    if (longNames || !routed) {
      return enabled.matching(event.json());
    }
    if (routes.size() == MOST_ROUTES) {
      routes.clear();
    }
    return routes.computeIfAbsent(
        new Route(event.source(), event.detailType()), route -> enabled.matching(event.json()));
  }
}
