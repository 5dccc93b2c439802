package io.tributary.cloud.metrics;

import io.tributary.cloud.account.Account;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * What CloudWatch asks of an alarm.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
final class AlarmRules {

  private static final int LONGEST_TEXT = 255;
  private static final int LONGEST_DESCRIPTION = 1_024;
  private static final int MOST_ACTIONS = 5;
  private static final int MOST_DIMENSIONS = 30;
  private static final int MOST_SECONDS = 86_400;

  private static final Set<String> BUILT =
      Set.of(
          "AlarmName",
          "AlarmDescription",
          "ActionsEnabled",
          "OKActions",
          "AlarmActions",
          "InsufficientDataActions",
          "MetricName",
          "Namespace",
          "Statistic",
          "Dimensions",
          "Period",
          "Unit",
          "EvaluationPeriods",
          "DatapointsToAlarm",
          "Threshold",
          "ComparisonOperator",
          "TreatMissingData",
          "Tags");

  private static final Set<ComparisonOperator> OPERATORS =
      Set.of(
          ComparisonOperator.GREATER_THAN_THRESHOLD,
          ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
          ComparisonOperator.LESS_THAN_THRESHOLD,
          ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD);

  /** See docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
  private static final Pattern NAMESPACE = Pattern.compile("[ -~&&[^:]][ -~]*");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final Pattern topicArn;

  AlarmRules(Account account) {
    this.topicArn =
        Pattern.compile(
            Pattern.quote("arn:" + account.partition() + ":sns:" + account.region() + ":")
                + "[0-9]{12}:[A-Za-z0-9_-]{1,256}");
  }

  /** The alarm that a request asks for, once it is known to be one. */
  AlarmDefinition checked(PutMetricAlarmRequest request) {
    Limits.requireBuilt(request, "a metric alarm", BUILT);
    checkName(request.alarmName());
    Limits.withinLength(request.alarmDescription(), "AlarmDescription", LONGEST_DESCRIPTION);
    checkActions("OKActions", request.okActions());
    checkActions("AlarmActions", request.alarmActions());
    checkActions("InsufficientDataActions", request.insufficientDataActions());
    Limits.required(request.statisticAsString(), "Statistic");
    requireStatistic(request.statistic(), request.statisticAsString());
    requireUnit(request.unit(), request.unitAsString());
    checkComparison(request);
    int minutes = periodMinutes(Limits.required(request.period(), "Period"));
    checkEvaluation(request);
    return new AlarmDefinition(request, metric(request), minutes, missing(request));
  }

  private static void checkName(String name) {
    if (CONTROL.matcher(name).find()) {
      throw CloudWatchErrors.invalid(
          "AlarmName is '%s' but must have no control characters, such as line breaks."
              .formatted(name));
    }
  }

  /** Refuses a unit that CloudWatch does not have; null is allowed. */
  static void requireUnit(StandardUnit unit, String given) {
    Limits.requireOneOf(StandardUnit.knownValues(), unit, given, "Unit");
  }

  /** Refuses a statistic that CloudWatch does not have; null is allowed. */
  static void requireStatistic(Statistic statistic, String given) {
    Limits.requireOneOf(Statistic.knownValues(), statistic, given, "Statistic");
  }

  /** Standard resolution: a minute or whole minutes. */
  static int periodMinutes(int seconds) {
    if (seconds < 60 || seconds % 60 != 0) {
      throw CloudWatchErrors.invalid(
          "Period is %s but must be a multiple of 60: the local cloud measures by the minute, and"
                  .formatted(seconds)
              + " builds no high-resolution metrics.");
    }
    return seconds / 60;
  }

  private static MetricId metric(PutMetricAlarmRequest request) {
    Limits.requiredText(request.metricName(), "MetricName", LONGEST_TEXT);
    Limits.requiredText(request.namespace(), "Namespace", LONGEST_TEXT);
    return metric(request.namespace(), request.metricName(), request.dimensions());
  }

  /** A metric whose namespace and dimensions are known to be some. */
  static MetricId metric(String namespace, String name, List<Dimension> dimensions) {
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw CloudWatchErrors.invalid(
          ("Namespace is '%s' but must have ASCII characters, no control characters among them,"
                  + " and not begin with a colon.")
              .formatted(namespace));
    }
    if (dimensions.size() > MOST_DIMENSIONS) {
      throw CloudWatchErrors.invalid(
          "A metric has at most 30 dimensions, not " + dimensions.size() + ".");
    }
    for (Dimension dimension : dimensions) {
      Limits.requiredText(dimension.name(), "Dimensions.Name", LONGEST_TEXT);
      Limits.requiredText(dimension.value(), "Dimensions.Value", 1_024);
    }
    return new MetricId(namespace, name, dimensions);
  }

  private void checkActions(String parameter, List<String> actions) {
    Limits.requireFew(actions, parameter, "actions", MOST_ACTIONS);
    for (String action : actions) {
      if (!topicArn.matcher(Objects.toString(action)).matches()) {
        throw CloudWatchErrors.invalid(
            parameter
                + " has the action '"
                + action
                + "': the local cloud notifies standard SNS topics of its region only.");
      }
    }
  }

  private static void checkComparison(PutMetricAlarmRequest request) {
    Limits.required(request.comparisonOperatorAsString(), "ComparisonOperator");
    Limits.requireOneOf(
        OPERATORS,
        request.comparisonOperator(),
        request.comparisonOperatorAsString(),
        "ComparisonOperator");
    double threshold = Limits.required(request.threshold(), "Threshold");
    if (!Double.isFinite(threshold)) {
      throw CloudWatchErrors.invalid(
          "Threshold is '%s' but must be a finite number.".formatted(threshold));
    }
  }

  private static void checkEvaluation(PutMetricAlarmRequest request) {
    int periods = Limits.required(request.evaluationPeriods(), "EvaluationPeriods");
    if (periods < 1 || (long) periods * request.period() > MOST_SECONDS) {
      throw CloudWatchErrors.invalid(
          String.format(
              Locale.ROOT,
              "EvaluationPeriods is %d: it must be at least 1, and times the Period at most a day, %,d seconds.",
              periods,
              MOST_SECONDS));
    }
    Integer toAlarm = request.datapointsToAlarm();
    if (toAlarm != null && (toAlarm < 1 || toAlarm > periods)) {
      throw CloudWatchErrors.invalid(
          "DatapointsToAlarm is %s but must be 1 to EvaluationPeriods, %s."
              .formatted(toAlarm, periods));
    }
  }

  private static MissingData missing(PutMetricAlarmRequest request) {
    String text = request.treatMissingData();
    if (text == null) {
      return MissingData.MISSING;
    }
    return Arrays.stream(MissingData.values())
        .filter(way -> way.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                CloudWatchErrors.invalid(
                    "TreatMissingData is '"
                        + text
                        + "' but must be one of breaching, notBreaching, ignore, missing."));
  }
}
