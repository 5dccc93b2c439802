package io.tributary.local;

import io.tributary.cloud.account.Account;
import io.tributary.local.resource.ProviderCall;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person does with what is deployed: looks at it, sends and receives, redrives, switches on
 * and off, purges; but neither makes nor reconfigures it.
 */
final class OperatorPolicy {

  /** What is done with resources of the username; a service's, on that service's resources. */
  private static final List<String> USE =
      List.of(
          "cloudwatch:GetDashboard",
          "cloudwatch:SetAlarmState",
          "events:DescribeEventBus",
          "events:DescribeRule",
          "events:DisableRule",
          "events:EnableRule",
          "events:ListTargetsByRule",
          "events:PutEvents",
          "iam:GetRolePolicy",
          "logs:DescribeLogStreams",
          "logs:FilterLogEvents",
          "logs:GetLogEvents",
          "pipes:DescribePipe",
          "pipes:StartPipe",
          "pipes:StopPipe",
          "sns:GetTopicAttributes",
          "sns:ListSubscriptionsByTopic",
          "sns:Publish",
          "sqs:CancelMessageMoveTask",
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage",
          "sqs:GetQueueAttributes",
          "sqs:GetQueueUrl",
          "sqs:ListDeadLetterSourceQueues",
          "sqs:ListMessageMoveTasks",
          "sqs:PurgeQueue",
          "sqs:ReceiveMessage",
          "sqs:SendMessage",
          "sqs:StartMessageMoveTask");

  /** What may be seen of the topics and buses that the program uses and others have made. */
  private static final List<String> LOOK_AT_PROVIDED =
      List.of("events:DescribeEventBus", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic");

  /**
   * How a person looks round. AWS grants these on all resources or none, but for alarms and log
   * groups, where a call that names none is about all; see
   * docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  private static final List<String> LOOK_ROUND =
      List.of(
          "cloudwatch:DescribeAlarmHistory",
          "cloudwatch:DescribeAlarms",
          "cloudwatch:DescribeAlarmsForMetric",
          "cloudwatch:GetMetricData",
          "cloudwatch:GetMetricStatistics",
          "cloudwatch:ListDashboards",
          "cloudwatch:ListMetrics",
          "events:ListEventBuses",
          "events:ListRuleNamesByTarget",
          "events:ListRules",
          "events:TestEventPattern",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "pipes:ListPipes",
          "sns:GetSubscriptionAttributes",
          "sns:ListSubscriptions",
          "sns:ListTopics",
          "sqs:ListQueues");

  private final Account account;
  private final String usernames;
  private final Provided provided;

  /**
   * The rights on what the usernames have made.
   *
   * @param usernames a username, or the beginning of several and {@code *}
   * @param provided what others have made for the program
   */
  OperatorPolicy(Account account, String usernames, Provided provided) {
    this.account = account;
    this.usernames = usernames;
    this.provided = provided;
  }

  /** What is the usernames', what is provided, what is everybody's. */
  List<DeployerStatement> statements() {
    SortedSet<String> everywhere = new TreeSet<>(Set.of(ProviderCall.ANY));
    return Stream.of(
            byService(USE, own()),
            byService(LOOK_AT_PROVIDED, lookedAt()),
            Stream.of(new DeployerStatement(new TreeSet<>(LOOK_ROUND), everywhere, Map.of())))
        .flatMap(it -> it)
        .toList();
  }

  /** Each service's actions on its own resources. */
  private static Stream<DeployerStatement> byService(
      List<String> actions, Stream<String> resources) {
    Map<String, SortedSet<String>> services =
        resources.collect(
            Collectors.groupingBy(
                OperatorPolicy::service, TreeMap::new, Collectors.toCollection(TreeSet::new)));
    return services.entrySet().stream()
        .map(it -> new DeployerStatement(of(it.getKey(), actions), it.getValue(), Map.of()));
  }

  private static SortedSet<String> of(String service, List<String> actions) {
    return actions.stream()
        .filter(action -> action.startsWith(service + ":"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String service(String arn) {
    return arn.split(":")[2];
  }

  private Stream<String> own() {
    String names = usernames + "-*";
    Stream<String> resources =
        Stream.of(
            account.arn("cloudwatch", "alarm:" + names),
            account.globalArn("cloudwatch", "dashboard/" + names),
            account.arn("events", "event-bus/" + names),
            account.arn("events", "rule/" + names),
            account.globalArn("iam", "role/" + names),
            account.arn("logs", "log-group:/" + usernames + "/*"),
            account.arn("pipes", "pipe/" + names),
            account.arn("sns", names),
            account.arn("sqs", names));
    Stream<String> onProvidedBuses =
        others(provided.buses()).map(bus -> account.arn("events", "rule/" + bus + "/" + names));
    return Stream.concat(resources, onProvidedBuses);
  }

  /** Those that are not named as if the username had made them. */
  private Stream<String> others(Set<String> names) {
    return names.stream().filter(name -> !name.startsWith(usernames + "-"));
  }

  private Stream<String> lookedAt() {
    return Stream.of(
            others(provided.buses()).map(bus -> account.arn("events", "event-bus/" + bus)),
            others(provided.topics()).map(topic -> account.arn("sns", topic)))
        .flatMap(it -> it);
  }
}
