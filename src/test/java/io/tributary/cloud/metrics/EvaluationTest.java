package io.tributary.cloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * The tables of
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html: five
 * datapoints, oldest first, of which 0 is fine, X breaches and - is missing; then the state for
 * each way to treat those that are missing.
 */
class EvaluationTest {

  private static final int MINUTE = 1_000;

  @ParameterizedTest
  @CsvSource({
    "0 - X - X, OK, OK, OK, OK",
    "0 - - - -, OK, OK, OK, OK",
    "- - - - 0, OK, OK, OK, OK",
    "- - - - -, INSUFFICIENT_DATA, , ALARM, OK",
    "0 X X - X, ALARM, ALARM, ALARM, ALARM",
    "- - - - X, INSUFFICIENT_DATA, , ALARM, OK",
    "- - X - -, ALARM, , ALARM, OK",
    "X - - - -, ALARM, , ALARM, OK",
    "X X X 0 0, OK, OK, OK, OK",
  })
  void threeOutOfThree(
      String points, String missing, String ignore, String breaching, String notBreaching) {
    assertThat(states(points, 3))
        .isEqualTo(List.of(or(missing), or(ignore), or(breaching), or(notBreaching)));
  }

  @ParameterizedTest
  @CsvSource({
    "0 - X - X, ALARM, ALARM, ALARM, ALARM",
    "0 0 X 0 X, ALARM, ALARM, ALARM, ALARM",
    "0 - X - -, OK, OK, ALARM, OK",
    "- - - - 0, OK, OK, ALARM, OK",
    "- - - - X, INSUFFICIENT_DATA, , ALARM, OK",
    "- - - X -, ALARM, , ALARM, OK",
    "X X 0 0 0, OK, OK, OK, OK",
  })
  void twoOutOfThree(
      String points, String missing, String ignore, String breaching, String notBreaching) {
    assertThat(states(points, 2))
        .isEqualTo(List.of(or(missing), or(ignore), or(breaching), or(notBreaching)));
  }

  private static String or(String state) {
    return state == null ? "as it is" : state;
  }

  private static List<String> states(String points, int datapointsToAlarm) {
    return List.of(MissingData.values()).stream()
        .map(missing -> state(points, datapointsToAlarm, missing))
        .toList();
  }

  private static String state(String points, int datapointsToAlarm, MissingData missing) {
    Series series = new Series(StandardUnit.COUNT);
    String[] each = points.split(" ");
    for (int i = 0; i < each.length; i++) {
      if (!each[i].equals("-")) {
        series.add(MINUTE - each.length + 1 + i, each[i].equals("X") ? 1 : 0);
      }
    }
    PutMetricAlarmRequest request =
        PutMetricAlarmRequest.builder()
            .statistic(Statistic.MAXIMUM)
            .period(60)
            .evaluationPeriods(3)
            .datapointsToAlarm(datapointsToAlarm)
            .threshold(0.0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .build();
    AlarmDefinition alarm =
        new AlarmDefinition(request, new MetricId("n", "m", List.of()), 1, missing);
    var state = Evaluation.at(alarm, series, MINUTE).state();
    return state == null ? "as it is" : state.toString();
  }
}
