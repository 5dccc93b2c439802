package io.tributary.cloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Why an alarm is in its state, in words. */
class StateReasonTest {

  private final CloudWatchFixture aws = new CloudWatchFixture();

  private void assertReason(String expected) {
    assertThat(aws.alarm("a").stateReason()).isEqualTo("Threshold Crossed: " + expected);
  }

  @Test
  void theReason_ofAnAlarm_isWordedAsCloudWatchWordsIt() {
    aws.putAlarm(it -> it.treatMissingData("notBreaching"));
    aws.minutes(1);
    aws.put(3);
    aws.minutes(1);

    assertReason(
        "1 out of the last 1 datapoints [3.0 (15/01/25 12:01:00)] was greater than the threshold"
            + " (0.0) (minimum 1 datapoint for OK -> ALARM transition).");
  }

  @Test
  void theReason_withoutAnyDatapoint_isTheMissingData() {
    aws.putAlarm(it -> it.treatMissingData("notBreaching").evaluationPeriods(2));
    aws.minutes(1);

    assertReason(
        "no datapoints were received for 2 periods and 2 missing datapoints were treated as"
            + " [NonBreaching].");
  }

  @Test
  void theReason_ofAnOkAgainstTheOnlyDatapoint_isTheMissingData() {
    aws.putAlarm(it -> it.treatMissingData("notBreaching").evaluationPeriods(3));
    aws.put(5);
    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("OK");
    assertReason(
        "1 datapoint was received for 3 periods and 2 missing datapoints were treated as"
            + " [NonBreaching].");
  }

  @Test
  void theReason_ofAnAlarmAgainstAllDatapoints_isTheMissingData() {
    aws.putAlarm(it -> it.treatMissingData("breaching").evaluationPeriods(4).datapointsToAlarm(2));
    aws.put(0, CloudWatchFixture.START.minusSeconds(60));
    aws.put(0);
    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("ALARM");
    assertReason(
        "2 datapoints were received for 4 periods and 2 missing datapoints were treated as"
            + " [Breaching].");
  }

  @Test
  void theReason_thatDatapointsAndMissingDataSpeakFor_tellsOfBoth() {
    aws.putAlarm(it -> it.treatMissingData("breaching").evaluationPeriods(2));
    aws.put(5);
    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("ALARM");
    assertReason(
        "1 out of the last 2 datapoints [5.0 (15/01/25 12:00:00)] was greater than the threshold"
            + " (0.0) and 1 missing datapoint was treated as [Breaching].");
  }

  @Test
  void theReason_ofAChangeWithMissingData_tellsOfThemBeforeWhatItTakes() {
    aws.putAlarm(
        it -> it.treatMissingData("notBreaching").evaluationPeriods(3).datapointsToAlarm(1));
    aws.minutes(1);
    aws.put(5);
    aws.minutes(1);

    assertReason(
        "1 out of the last 3 datapoints [5.0 (15/01/25 12:01:00)] was greater than the threshold"
            + " (0.0) and 2 missing datapoints were treated as [NonBreaching] (minimum 1 datapoint"
            + " for OK -> ALARM transition).");
  }

  /** Missing data that is not looked at is not spoken of. */
  @Test
  void theReason_withMissingDataThatIsLeftOut_tellsOfTheDatapointsOnly() {
    aws.putAlarm(it -> it.evaluationPeriods(3));
    aws.put(0);
    aws.minutes(1);

    assertReason(
        "1 out of the last 3 datapoints [0.0 (15/01/25 12:00:00)] was not greater than the"
            + " threshold (0.0).");
  }
}
