package io.tributary.house;

import io.tributary.local.GraphResource;
import java.util.Arrays;
import java.util.stream.Stream;

/** A resource with a name that AWS knows it by. */
record Named(GraphResource resource, Kind kind, String name) {

  /** What has a name, and how long AWS lets it be. */
  enum Kind {
    QUEUE("aws:sqs/queue:Queue", "name", 80, "queue"),
    TOPIC("aws:sns/topic:Topic", "name", 256, "topic"),
    BUS("aws:cloudwatch/eventBus:EventBus", "name", 256, "event bus"),
    RULE("aws:cloudwatch/eventRule:EventRule", "name", 64, "rule"),
    TARGET("aws:cloudwatch/eventTarget:EventTarget", "targetId", 64, "target"),
    PIPE("aws:pipes/pipe:Pipe", "name", 64, "pipe"),
    ROLE("aws:iam/role:Role", "name", 64, "role"),
    ROLE_POLICY("aws:iam/rolePolicy:RolePolicy", "name", 128, "inline policy"),
    POLICY("aws:iam/policy:Policy", "name", 128, "managed policy"),
    LOG_GROUP("aws:cloudwatch/logGroup:LogGroup", "name", 512, "log group"),
    LOG_POLICY(
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        "policyName",
        Integer.MAX_VALUE,
        "log resource policy"),
    DASHBOARD("aws:cloudwatch/dashboard:Dashboard", "dashboardName", 255, "dashboard"),
    ALARM("aws:cloudwatch/metricAlarm:MetricAlarm", "name", 255, "alarm");

    private final String type;
    private final String property;
    private final int longest;
    private final String words;

    Kind(String type, String property, int longest, String words) {
      this.type = type;
      this.property = property;
      this.longest = longest;
      this.words = words;
    }

    /** Characters; of a log resource policy AWS states none. */
    int longest() {
      return longest;
    }

    String words() {
      return words;
    }

    /**
     * Whether names of the account meet here; a target's is its rule's, an inline policy's its
     * role's.
     */
    boolean ownNamespace() {
      return this != TARGET && this != ROLE_POLICY;
    }
  }

  /** All names, by kind, then by URN. */
  static Stream<Named> of(Estate estate) {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                estate
                    .ofType(kind.type)
                    .map(it -> new Named(it, kind, it.text(kind.property).orElseThrow())));
  }

  /** What the names of a user's resources of this kind begin with. */
  String prefix(String username) {
    return kind == Kind.LOG_GROUP ? "/" + username + "/" : username + "-";
  }
}
