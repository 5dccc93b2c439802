package io.tributary.cloud.metrics;

import static io.tributary.cloud.metrics.CloudWatchFixture.code;
import static io.tributary.cloud.metrics.CloudWatchFixture.dimension;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** One alarm on one metric, as time passes. */
class AlarmTest {

  private final CloudWatchFixture aws = new CloudWatchFixture();

  @Test
  void onADeadLetterQueue_aMessageInIt_firesAtTheEndOfTheMinute() {
    String url = aws.queue("dlq");
    aws.putAlarm(
        it ->
            it.namespace("AWS/SQS")
                .metricName("ApproximateNumberOfMessagesVisible")
                .dimensions(dimension("QueueName", "dlq")));
    aws.minutes(1);
    assertThat(aws.state()).isEqualTo("OK");

    aws.send(url, "x");
    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("ALARM");
  }

  @Test
  void aNewAlarm_beforeAMinuteIsOver_hasInsufficientData() {
    aws.putAlarm(it -> {});

    assertThat(aws.alarm("a").stateReason()).isEqualTo("Unchecked: Initial alarm creation");
  }

  @ParameterizedTest
  @CsvSource({
    "GreaterThanThreshold, 5, OK",
    "GreaterThanThreshold, 6, ALARM",
    "GreaterThanOrEqualToThreshold, 4, OK",
    "GreaterThanOrEqualToThreshold, 5, ALARM",
    "LessThanThreshold, 5, OK",
    "LessThanThreshold, 4, ALARM",
    "LessThanOrEqualToThreshold, 6, OK",
    "LessThanOrEqualToThreshold, 5, ALARM",
  })
  void aComparison_atAndBeyondTheThreshold(String operator, double value, String state) {
    aws.putAlarm(it -> it.comparisonOperator(operator).threshold(5.0));
    aws.put(value);
    aws.minutes(1);

    assertThat(aws.state()).isEqualTo(state);
  }

  @Test
  void anAlarmOnAUnit_otherUnitsThanThePut_seesNothing() {
    aws.putAlarm(it -> it.unit(StandardUnit.SECONDS));
    aws.put(1);
    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("INSUFFICIENT_DATA");
  }

  @Test
  void aPeriodOfFiveMinutes_isLookedAtEveryMinute() {
    aws.putAlarm(it -> it.period(300).treatMissingData("notBreaching"));
    aws.put(1);
    aws.minutes(5);
    assertThat(aws.state()).isEqualTo("ALARM");

    aws.minutes(11);

    assertThat(aws.state()).isEqualTo("OK");
  }

  /** AWS looks at two periods more than it evaluates, and takes the newest data that is there. */
  @Test
  void anAlarmWhoseMetricEnds_staysUntilTheLastDatapointIsOutOfRange() {
    aws.putAlarm(it -> {});
    aws.put(1);
    aws.minutes(3);
    assertThat(aws.state()).isEqualTo("ALARM");

    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("INSUFFICIENT_DATA");
  }

  @Test
  void dataDatedAhead_reachTheAlarmWhenTheirMinuteEnds() {
    aws.putAlarm(it -> {});
    aws.put(1, CloudWatchFixture.START.plus(Duration.ofMinutes(90)));
    aws.put(0, CloudWatchFixture.START);
    aws.minutes(90);
    assertThat(aws.state()).isEqualTo("INSUFFICIENT_DATA");

    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("ALARM");
  }

  @Test
  void setAlarmState_lastsUntilTheNextLook() {
    aws.putAlarm(it -> it.treatMissingData("notBreaching"));
    aws.minutes(1);
    aws.time.await(
        aws.cloudWatch.setAlarmState(
            it -> it.alarmName("a").stateValue(StateValue.ALARM).stateReason("a drill")));
    assertThat(aws.state()).isEqualTo("ALARM");

    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("OK");
  }

  @Test
  void setAlarmState_withReasonDataThatAreNoJson_isRefused() {
    aws.putAlarm(it -> {});

    Throwable refusal = catchThrowable(() -> setState("a drill"));

    assertThat(code(refusal)).isEqualTo("InvalidFormat");
    assertThat(refusal).hasMessageContaining("StateReasonData is 'a drill' but must be JSON");
    assertThat(aws.state()).isEqualTo("INSUFFICIENT_DATA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"drill\":true}"})
  void setAlarmState_withReasonDataInJsonOrEmpty_isTaken(String data) {
    aws.putAlarm(it -> {});

    setState(data);

    assertThat(aws.alarm("a").stateReasonData()).isEqualTo(data);
  }

  private void setState(String reasonData) {
    aws.time.await(
        aws.cloudWatch.setAlarmState(
            it ->
                it.alarmName("a")
                    .stateValue(StateValue.ALARM)
                    .stateReason("a drill")
                    .stateReasonData(reasonData)));
  }

  @Test
  void alarmsAskedForByAValueThatIsNone_areRefusedWithThoseThatAre() {
    assertRefused(
        () -> aws.cloudWatch.describeAlarms(it -> it.stateValue("Alarm")),
        "StateValue is 'Alarm' but must be one of ALARM, INSUFFICIENT_DATA, OK.");
    assertRefused(
        () -> aws.cloudWatch.describeAlarms(it -> it.alarmTypesWithStrings("MetricAlarms")),
        "AlarmTypes is 'MetricAlarms' but must be one of CompositeAlarm, MetricAlarm.");
    assertRefused(
        () ->
            aws.cloudWatch.describeAlarmsForMetric(
                it -> it.namespace("Own").metricName("m").statistic("sum")),
        "Statistic is 'sum' but must be one of Average, ");
    assertRefused(
        () ->
            aws.cloudWatch.describeAlarmsForMetric(
                it -> it.namespace("Own").metricName("m").unit("count")),
        "Unit is 'count' but must be one of Bits, ");
  }

  @Test
  void theHistory_askedForByAValueThatIsNone_isRefusedWithThoseThatAre() {
    assertRefused(
        () -> aws.cloudWatch.describeAlarmHistory(it -> it.historyItemType("StateUpdates")),
        "HistoryItemType is 'StateUpdates' but must be one of Action, ");
    assertRefused(
        () -> aws.cloudWatch.describeAlarmHistory(it -> it.scanBy("ascending")),
        "ScanBy is 'ascending' but must be one of TimestampAscending, TimestampDescending.");
    assertRefused(
        () -> aws.cloudWatch.describeAlarmHistory(it -> it.alarmTypesWithStrings("Metric")),
        "AlarmTypes is 'Metric' but");
  }

  private void assertRefused(Supplier<CompletableFuture<?>> call, String message) {
    Throwable refusal = catchThrowable(() -> aws.time.await(call.get()));
    assertThat(refusal).hasMessageContaining(message);
    assertThat(code(refusal)).isEqualTo("InvalidParameterValue");
  }

  @Test
  void theHistory_tellsOfMakingAndOfChanges_newestFirst() {
    aws.putAlarm(it -> {});
    aws.put(1);
    aws.minutes(1);

    var history = aws.time.await(aws.cloudWatch.describeAlarmHistory(it -> it.alarmName("a")));

    assertThat(history.alarmHistoryItems())
        .extracting(AlarmHistoryItem::historyItemType)
        .containsExactly(HistoryItemType.STATE_UPDATE, HistoryItemType.CONFIGURATION_UPDATE);
  }

  @Test
  void theHistory_whichGrowsBetweenTwoPages_tellsNothingTwice() {
    aws.putAlarm(it -> {});
    aws.minutes(1);
    aws.putAlarm(it -> it.threshold(1.0));
    aws.putAlarm(it -> it.threshold(2.0));
    var first =
        aws.time.await(aws.cloudWatch.describeAlarmHistory(it -> it.alarmName("a").maxRecords(2)));

    aws.minutes(1);
    aws.putAlarm(it -> it.threshold(3.0));
    var second =
        aws.time.await(
            aws.cloudWatch.describeAlarmHistory(
                it -> it.alarmName("a").maxRecords(2).nextToken(first.nextToken())));

    assertThat(first.alarmHistoryItems())
        .extracting(AlarmHistoryItem::historySummary)
        .containsExactly("Alarm \"a\" updated", "Alarm \"a\" updated");
    assertThat(second.alarmHistoryItems())
        .extracting(AlarmHistoryItem::historySummary)
        .containsExactly("Alarm \"a\" created");
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void theHistory_ofOneInstant_tellsEachOnce_thoughAnAlarmGoesBetweenTwoPages() {
    List.of("a", "b", "c").forEach(name -> aws.putAlarm(it -> it.alarmName(name)));
    List<String> told = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      var page =
          aws.time.await(
              aws.cloudWatch.describeAlarmHistory(it -> it.maxRecords(1).nextToken(from)));
      page.alarmHistoryItems().forEach(item -> told.add(item.alarmName()));
      if (token == null) {
        delete("a");
      }
      token = page.nextToken();
    } while (token != null);

    assertThat(told).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void theHistory_ofADeletedAlarm_isKept_andGoesOnWithTheNextOfItsName() {
    aws.putAlarm(it -> {});
    delete("a");
    assertThat(summaries("a")).containsExactly("Alarm \"a\" created");
    assertThat(summaries(null)).containsExactly("Alarm \"a\" created");
    assertThat(summaries("b")).isEmpty();

    aws.minutes(1);
    aws.putAlarm(it -> {});

    assertThat(summaries("a")).containsExactly("Alarm \"a\" created", "Alarm \"a\" created");
    assertThat(summaries(null)).hasSize(2);
  }

  @Test
  void theHistory_ofTheAlarmDeletedFirst_makesRoomAfterAHundredMore() {
    for (int i = 0; i <= 100; i++) {
      String name = "a" + i;
      aws.putAlarm(it -> it.alarmName(name));
      delete(name, name);
    }

    assertThat(summaries("a0")).isEmpty();
    assertThat(summaries("a1")).containsExactly("Alarm \"a1\" created");
  }

  @Test
  void theHistory_ofAnAlarm_isItsNewestHundredItems() {
    aws.putAlarm(it -> {});
    for (int i = 1; i <= 101; i++) {
      String reason = "change " + i;
      StateValue state = i % 2 == 0 ? StateValue.OK : StateValue.ALARM;
      aws.time.await(
          aws.cloudWatch.setAlarmState(
              it -> it.alarmName("a").stateValue(state).stateReason(reason)));
    }

    var kept =
        aws.time.await(
            aws.cloudWatch.describeAlarmHistory(it -> it.alarmName("a").maxRecords(100)));

    assertThat(kept.nextToken()).isNull();
    assertThat(kept.alarmHistoryItems()).hasSize(100);
    assertThat(kept.alarmHistoryItems().get(0).historyData()).contains("\"change 101\"");
    assertThat(kept.alarmHistoryItems().get(99).historyData()).contains("\"change 2\"");
  }

  private void delete(String... names) {
    aws.time.await(aws.cloudWatch.deleteAlarms(it -> it.alarmNames(names)));
  }

  private List<String> summaries(String name) {
    return aws
        .time
        .await(aws.cloudWatch.describeAlarmHistory(it -> it.alarmName(name)))
        .alarmHistoryItems()
        .stream()
        .map(AlarmHistoryItem::historySummary)
        .toList();
  }

  @Test
  void puttingAnAlarmAgain_keepsItsState() {
    aws.putAlarm(it -> {});
    aws.put(1);
    aws.minutes(1);

    aws.putAlarm(it -> it.threshold(5.0));

    assertThat(aws.alarm("a"))
        .returns(StateValue.ALARM, MetricAlarm::stateValue)
        .returns(5.0, MetricAlarm::threshold);
  }

  @Test
  void deleteAlarms_oneOfThemUnknown_deletesNone() {
    aws.putAlarm(it -> {});

    Throwable refusal =
        catchThrowable(
            () -> aws.time.await(aws.cloudWatch.deleteAlarms(it -> it.alarmNames("a", "b"))));

    assertThat(code(refusal)).isEqualTo("ResourceNotFound");
    assertThat(aws.alarm("a")).isNotNull();
  }

  @Test
  void tags_canBeSetListedAndRemoved() {
    aws.putAlarm(it -> it.tags(Tag.builder().key("team").value("orders").build()));
    String arn = aws.alarm("a").alarmArn();
    aws.time.await(
        aws.cloudWatch.tagResource(
            it -> it.resourceARN(arn).tags(Tag.builder().key("x").value("1").build())));
    aws.time.await(aws.cloudWatch.untagResource(it -> it.resourceARN(arn).tagKeys("team")));

    var tags = aws.time.await(aws.cloudWatch.listTagsForResource(it -> it.resourceARN(arn)));

    assertThat(tags.tags()).singleElement().matches(tag -> tag.key().equals("x"));
  }

  @Test
  void aTagThatIsAwssOwn_isRefused() {
    Tag own = Tag.builder().key("AWS:team").value("orders").build();

    assertThat(refused(it -> it.tags(own))).contains("AWS:team", "not begin with aws:");
    aws.putAlarm(it -> {});
    String arn = aws.alarm("a").alarmArn();
    Throwable refusal =
        catchThrowable(
            () -> aws.time.await(aws.cloudWatch.tagResource(it -> it.resourceARN(arn).tags(own))));
    assertThat(code(refusal)).isEqualTo("InvalidParameterValue");
  }

  @Test
  void evaluationPeriods_ofADay_areTaken() {
    aws.putAlarm(it -> it.period(3_600).evaluationPeriods(24));

    assertThat(aws.alarm("a").evaluationPeriods()).isEqualTo(24);
  }

  @Test
  void evaluationPeriods_ofMoreThanADay_areRefused() {
    assertThat(refused(it -> it.period(3_600).evaluationPeriods(25))).contains("at most a day");
  }

  @Test
  void aPeriodOfMoreThanADay_isRefused() {
    assertThat(refused(it -> it.period(86_460))).contains("at most a day");
  }

  @Test
  void moreDatapointsToAlarmThanPeriods_areRefused() {
    assertThat(refused(it -> it.evaluationPeriods(2).datapointsToAlarm(3)))
        .contains("must be 1 to EvaluationPeriods, 2");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aThresholdThatIsNoFiniteNumber_isRefused(double threshold) {
    assertThat(code(catchThrowable(() -> aws.putAlarm(it -> it.threshold(threshold)))))
        .isEqualTo("InvalidParameterValue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders\nfailed", "\t", "orders\u007f"})
  void anAlarmNameWithAControlCharacter_isRefused(String name) {
    assertThat(refused(it -> it.alarmName(name))).contains("AlarmName", "no control characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {":x", "caf\u00e9", "a\nb"})
  void anAlarmOnANamespaceThatNoMetricHas_isRefused(String namespace) {
    assertThat(refused(it -> it.namespace(namespace)))
        .contains("Namespace is '" + namespace + "' but must have ASCII characters");
  }

  @Test
  void metricMath_isRefusedByName() {
    assertThat(refused(it -> it.metrics(MetricDataQuery.builder().id("e").expression("1").build())))
        .contains("does not build Metrics of a metric alarm");
  }

  @Test
  void anActionThatIsNoTopic_isRefused() {
    assertThat(refused(it -> it.alarmActions("arn:aws:automate:eu-west-1:ec2:stop")))
        .contains("notifies standard SNS topics of its region only");
  }

  @Test
  void anUnknownOperator_isRefusedWithThoseThatAreBuilt() {
    assertThat(
            refused(it -> it.comparisonOperator(ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD)))
        .contains("GreaterThanUpperThreshold", "GreaterThanThreshold");
  }

  private String refused(Consumer<PutMetricAlarmRequest.Builder> how) {
    return catchThrowable(() -> aws.putAlarm(how)).getMessage();
  }
}
