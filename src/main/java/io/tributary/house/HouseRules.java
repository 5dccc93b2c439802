package io.tributary.house;

import io.tributary.local.ResourceGraph;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules of the house, and where a program breaks them. */
public final class HouseRules {

  private static final List<Check> CHECKS =
      List.of(
          new NamePrefix(),
          new NoWildcardAction(),
          new NoWildcardResource(),
          new NoOpenPrincipal(),
          new EncryptionAtRest(),
          new EncryptionInTransit(),
          new DeadLetterQueue(),
          new DeadLetterPolicy(),
          new AlarmPolicy(),
          new OnePolicy(),
          new RedriveAllow(),
          new DeadLetterRetention(),
          new RetentionSet(),
          new VisibilityTimeout(),
          new MaxReceiveCount(),
          new NoPlainSecret(),
          new ValidDocument(),
          new NameLength(),
          new UniqueName(),
          new PolicySize(),
          new PatternSize(),
          new RulesPerBus(),
          new TargetsPerRule(),
          new TagLimits());

  private HouseRules() {}

  /** Every rule, in the order in which they are checked. */
  public static List<Rule> all() {
    return Stream.concat(CHECKS.stream().map(Check::rule), Stream.of(Waivers.RULE)).toList();
  }

  /**
   * Where a program breaks the rules and no waiver excuses it, and which waivers no longer serve.
   *
   * @param today in the time zone of whoever asks: a waiver holds to the end of its last day
   * @return by rule, then by URN; empty when all is well
   */
  public static List<Finding> check(ResourceGraph graph, Waivers waivers, LocalDate today) {
    return waivers.applied(findings(graph).toList(), today);
  }

  /**
   * Which rules a program breaks and where, waived or not: a sentence each, which stays the same
   * while the resource breaks the rule in another way.
   */
  public static Set<String> broken(ResourceGraph graph) {
    return findings(graph)
        .map(it -> "the rule " + it.rule().id() + " is broken by " + it.urn())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Stream<Finding> findings(ResourceGraph graph) {
    Estate estate = new Estate(graph);
    return CHECKS.stream().flatMap(check -> check.findings(estate));
  }
}
