package io.tributary.house;

import io.tributary.cloud.iam.PolicyElements;
import io.tributary.house.PolicyText.Grant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Grants name their resources, where AWS lets them. */
final class NoWildcardResource extends Check {

  /**
   * The streams of one log group: their names are the sender's choice.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html">Resource
   *     types of CloudWatch Logs</a>
   */
  private static final Pattern WITHIN_A_RESOURCE =
      Pattern.compile("arn:[^:*?]+:logs:[^:*?]+:\\d{12}:log-group:[^:*?]+:(\\*|log-stream:[^:]*)");

  /**
   * Actions of the services that programs use here which AWS grants on all resources or not at all,
   * in lower case, for AWS compares actions so.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions,
   *     resources, and condition keys</a>
   */
  private static final Set<String> WITHOUT_RESOURCE =
      Stream.of(
              "cloudwatch:DeleteAnomalyDetector",
              "cloudwatch:DescribeAlarmsForMetric",
              "cloudwatch:DescribeAnomalyDetectors",
              "cloudwatch:DescribeInsightRules",
              "cloudwatch:GetMetricData",
              "cloudwatch:GetMetricStatistics",
              "cloudwatch:GetMetricWidgetImage",
              "cloudwatch:ListDashboards",
              "cloudwatch:ListMetricStreams",
              "cloudwatch:ListMetrics",
              "cloudwatch:PutAnomalyDetector",
              "cloudwatch:PutMetricData",
              "events:ListApiDestinations",
              "events:ListArchives",
              "events:ListConnections",
              "events:ListEndpoints",
              "events:ListEventBuses",
              "events:ListEventSources",
              "events:ListReplays",
              "events:ListRuleNamesByTarget",
              "events:ListRules",
              "events:PutPermission",
              "events:RemovePermission",
              "events:TestEventPattern",
              "logs:CreateLogDelivery",
              "logs:DeleteLogDelivery",
              "logs:DeleteQueryDefinition",
              "logs:DeleteResourcePolicy",
              "logs:DescribeExportTasks",
              "logs:DescribeQueries",
              "logs:DescribeQueryDefinitions",
              "logs:DescribeResourcePolicies",
              "logs:GetLogDelivery",
              "logs:ListLogDeliveries",
              "logs:PutQueryDefinition",
              "logs:PutResourcePolicy",
              "logs:StopQuery",
              "logs:TestMetricFilter",
              "logs:UpdateLogDelivery",
              "pipes:ListPipes",
              "sns:GetSubscriptionAttributes",
              "sns:ListSubscriptions",
              "sns:ListTopics",
              "sns:SetSubscriptionAttributes",
              "sns:Unsubscribe",
              "sqs:ListQueues",
              "sts:DecodeAuthorizationMessage",
              "sts:GetAccessKeyInfo",
              "sts:GetCallerIdentity",
              "xray:GetSamplingRules",
              "xray:GetSamplingStatisticSummaries",
              "xray:GetSamplingTargets",
              "xray:PutTelemetryRecords",
              "xray:PutTraceSegments")
          .map(NoWildcardResource::lowerCase)
          .collect(Collectors.toUnmodifiableSet());

  NoWildcardResource() {
    super(
        new Rule(
            "no-wildcard-resource",
            "Least privilege: in a shared account a wildcard reaches into other people's resources."
                + " Statements that deny may use it; so may actions that AWS grants on * only, and"
                + " the streams of a named log group.",
            "Name the ARN of each resource; Environment computes it before the resource exists.",
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"));
  }

  @Override
  Stream<Finding> findings(Estate estate) {
    return PolicyText.grants(estate)
        .flatMap(
            grant ->
                broad(grant)
                    .map(broad -> finding(grant.resource(), broad, "ARNs without a wildcard")));
  }

  private static Stream<String> broad(Grant grant) {
    if (!grant.element("NotResource").isMissingNode()) {
      return Stream.of(
          "statement " + grant.label() + " allows all resources but " + grant.texts("NotResource"));
    }
    List<String> actions =
        grant.texts("Action").stream().map(NoWildcardResource::lowerCase).toList();
    boolean onlyOnAll = !actions.isEmpty() && WITHOUT_RESOURCE.containsAll(actions);
    return grant.texts("Resource").stream()
        .filter(PolicyElements::isWild)
        .filter(resource -> !(onlyOnAll && resource.equals("*")))
        .filter(resource -> !WITHIN_A_RESOURCE.matcher(resource).matches())
        .map(resource -> "statement " + grant.label() + " allows the resource " + resource);
  }

  private static String lowerCase(String action) {
    return action.toLowerCase(Locale.ROOT);
  }
}
