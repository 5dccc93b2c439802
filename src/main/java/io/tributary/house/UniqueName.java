package io.tributary.house;

import io.tributary.house.Named.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No two resources have one name at AWS.
 *
 * <p>What each service does with the second is on the page of its call: API_PutRule, API_PutTargets
 * and API_CreateEventBus of EventBridge, API_CreatePipe of Pipes, API_CreateQueue of SQS,
 * API_CreateTopic of SNS, API_CreateRole, API_CreatePolicy and API_PutRolePolicy of IAM,
 * API_CreateLogGroup and API_PutResourcePolicy of CloudWatch Logs, API_PutDashboard and
 * API_PutMetricAlarm of CloudWatch
 */
final class UniqueName extends Check {

  UniqueName() {
    super(
        new Rule(
            "unique-name",
            "Two resources of one name are one at AWS, though Pulumi takes them for two: the one"
                + " that is put last replaces the other, unseen, or is refused half-way through a"
                + " deployment.",
            "Give each resource a name of its own; names of IAM's must differ by more than case.",
            "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    Map<String, List<Named>> byName =
        Named.of(estate)
            .collect(Collectors.groupingBy(UniqueName::atAws, TreeMap::new, Collectors.toList()));
    return byName.values().stream()
        .flatMap(alike -> alike.stream().skip(1).map(second -> finding(alike.get(0), second)));
  }

  /** What AWS tells a resource by: its kind, what its name is unique within, and the name. */
  private static String atAws(Named named) {
    return String.join("\n", named.kind().name(), place(named), sameName(named));
  }

  /** Names of roles and managed policies are not distinguished by case. */
  private static String sameName(Named named) {
    return named.kind() == Kind.ROLE || named.kind() == Kind.POLICY
        ? named.name().toLowerCase(Locale.ROOT)
        : named.name();
  }

  private Finding finding(Named first, Named second) {
    return finding(
        second.resource(),
        "the %s is named '%s'%s, as that of %s: %s"
            .formatted(
                second.kind().words(),
                second.name(),
                place(second),
                first.resource().name(),
                fate(second.kind())),
        "a name that no other has" + place(second));
  }

  /** Within what the name has to be unique, in words; nothing where that is the account. */
  private static String place(Named named) {
    return switch (named.kind()) {
      case RULE -> " on bus " + Hop.busName(named.resource());
      case TARGET -> " in rule " + Hop.ruleOf(named.resource());
      case ROLE_POLICY -> " in role " + named.resource().text("role").orElseThrow();
      default -> "";
    };
  }

  /** What AWS does with the second of a name. */
  private static String fate(Kind kind) {
    return switch (kind) {
      case RULE, TARGET, ROLE_POLICY, LOG_POLICY, DASHBOARD, ALARM ->
          "AWS replaces the one by the other";
      case QUEUE, TOPIC -> "AWS takes the two for one, or refuses the second where it differs";
      case BUS, PIPE, ROLE, POLICY, LOG_GROUP -> "AWS refuses the second";
    };
  }
}
