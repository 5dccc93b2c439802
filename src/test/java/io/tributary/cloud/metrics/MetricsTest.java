package io.tributary.cloud.metrics;

import static io.tributary.cloud.metrics.CloudWatchFixture.code;
import static io.tributary.cloud.metrics.CloudWatchFixture.dimension;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.LabelOptions;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The metrics of queues and of clients, and how the API tells them. */
class MetricsTest {

  private static final Dimension ORDERS = dimension("QueueName", "orders");

  private static final Metric OWN = Metric.builder().namespace("Own").metricName("m").build();

  private final CloudWatchFixture aws = new CloudWatchFixture();

  private String receive(String url) {
    return aws.time
        .await(aws.sqs.receiveMessage(it -> it.queueUrl(url)))
        .messages()
        .get(0)
        .receiptHandle();
  }

  @Test
  void aMessagesWay_isCountedAtEachStep() {
    String url = aws.queue("orders");
    List.of("1", "2", "3").forEach(body -> aws.send(url, body));
    String handle = receive(url);
    receive(url);
    aws.time.await(aws.sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(handle)));

    assertThat(aws.sum("AWS/SQS", "NumberOfMessagesSent", ORDERS)).isEqualTo(3);
    assertThat(aws.sum("AWS/SQS", "NumberOfMessagesReceived", ORDERS)).isEqualTo(2);
    assertThat(aws.sum("AWS/SQS", "NumberOfMessagesDeleted", ORDERS)).isEqualTo(1);
  }

  @Test
  void sentMessageSize_isInBytes() {
    aws.send(aws.queue("orders"), "h\u00e9llo");

    assertThat(aws.datapoints("AWS/SQS", "SentMessageSize", ORDERS))
        .singleElement()
        .returns(6.0, Datapoint::maximum)
        .returns(StandardUnit.BYTES, Datapoint::unit);
  }

  @Test
  void aLongPollInVain_isOneEmptyReceive() {
    String url = aws.queue("orders");
    aws.time.await(aws.sqs.receiveMessage(it -> it.queueUrl(url).waitTimeSeconds(20)));

    assertThat(aws.sum("AWS/SQS", "NumberOfEmptyReceives", ORDERS)).isEqualTo(1);
  }

  @Test
  void aQueuesDepth_isThatAtTheEndOfEachMinute() {
    String url = aws.queue("orders");
    aws.send(url, "1");
    aws.minutes(1);
    aws.send(url, "2");
    aws.minutes(1);

    assertThat(aws.datapoints("AWS/SQS", "ApproximateNumberOfMessagesVisible", ORDERS))
        .extracting(Datapoint::maximum)
        .containsExactly(1.0, 2.0);
  }

  @Test
  void messagesInFlightAndDelayed_areCountedApart() {
    String url =
        aws.time
            .await(
                aws.sqs.createQueue(
                    it ->
                        it.queueName("orders")
                            .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "300"))))
            .queueUrl();
    for (int i = 0; i < 2; i++) {
      aws.send(url, "now");
      receive(url);
    }
    for (int i = 0; i < 3; i++) {
      aws.time.await(
          aws.sqs.sendMessage(it -> it.queueUrl(url).messageBody("later").delaySeconds(300)));
    }
    aws.minutes(1);

    assertThat(aws.sum("AWS/SQS", "ApproximateNumberOfMessagesVisible", ORDERS)).isZero();
    assertThat(aws.sum("AWS/SQS", "ApproximateNumberOfMessagesNotVisible", ORDERS)).isEqualTo(2);
    assertThat(aws.sum("AWS/SQS", "ApproximateNumberOfMessagesDelayed", ORDERS)).isEqualTo(3);
  }

  @Test
  void theAgeOfTheOldestMessage_growsByTheMinute() {
    aws.send(aws.queue("orders"), "1");
    aws.minutes(3);

    assertThat(aws.datapoints("AWS/SQS", "ApproximateAgeOfOldestMessage", ORDERS))
        .extracting(Datapoint::maximum)
        .containsExactly(60.0, 120.0, 180.0);
  }

  /** SQS sets a message aside that was received three times in vain. */
  @Test
  void theAgeOfTheOldestMessage_receivedThreeTimes_isThatOfTheNext() {
    String url = aws.queue("orders");
    aws.send(url, "poison");
    for (int i = 0; i < 3; i++) {
      receive(url);
      aws.time.advance(Duration.ofSeconds(30));
    }
    aws.send(url, "next");
    aws.time.advance(Duration.ofSeconds(30));

    assertThat(aws.datapoints("AWS/SQS", "ApproximateAgeOfOldestMessage", ORDERS))
        .extracting(Datapoint::maximum)
        .containsExactly(60.0, 30.0);
  }

  @Test
  void aDeadLettersAge_countsFromWhenItWasMoved() {
    aws.queue("dlq");
    String url =
        aws.time
            .await(
                aws.sqs.createQueue(
                    it ->
                        it.queueName("orders")
                            .attributes(
                                Map.of(
                                    QueueAttributeName.REDRIVE_POLICY,
                                    "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:536697261635:dlq\"}"))))
            .queueUrl();
    aws.send(url, "1");
    aws.time.advance(Duration.ofSeconds(100));
    receive(url);
    aws.time.advance(Duration.ofSeconds(50));
    aws.time.await(aws.sqs.receiveMessage(it -> it.queueUrl(url)));
    aws.minutes(1);

    assertThat(
            aws.datapoints(
                "AWS/SQS", "ApproximateAgeOfOldestMessage", dimension("QueueName", "dlq")))
        .extracting(Datapoint::maximum)
        .containsExactly(30.0);
  }

  @Test
  void aQueueMadeAgainAfterItGrewInactive_isInUse() {
    String url = aws.queue("orders");
    aws.time.advance(Duration.ofHours(10));
    aws.time.await(aws.sqs.deleteQueue(it -> it.queueUrl(url)));
    aws.minutes(2);
    int before = visible();

    aws.queue("orders");
    aws.minutes(1);

    assertThat(visible()).isEqualTo(before + 1);
  }

  private int visible() {
    return aws.datapoints("AWS/SQS", "ApproximateNumberOfMessagesVisible", ORDERS).size();
  }

  @Test
  void anEmptyQueue_isToldOfForSixHoursAfterItsLastUse() {
    String url = aws.queue("orders");
    aws.send(url, "1");
    String handle = receive(url);
    aws.time.await(aws.sqs.deleteMessage(it -> it.queueUrl(url).receiptHandle(handle)));
    aws.time.advance(Duration.ofHours(10));

    assertThat(aws.datapoints("AWS/SQS", "ApproximateNumberOfMessagesVisible", ORDERS))
        .hasSize(360);
  }

  @Test
  void getMetricStatistics_putsMinutesTogetherFromTheStartOn() {
    String url = aws.queue("orders");
    for (int minute = 0; minute < 10; minute++) {
      aws.send(url, "x");
      aws.minutes(1);
    }

    var statistics =
        aws.time.await(
            aws.cloudWatch.getMetricStatistics(
                it ->
                    it.namespace("AWS/SQS")
                        .metricName("NumberOfMessagesSent")
                        .dimensions(ORDERS)
                        .statistics(Statistic.SUM)
                        .period(300)
                        .startTime(CloudWatchFixture.START.plusSeconds(60))
                        .endTime(CloudWatchFixture.START.plusSeconds(600))));

    assertThat(statistics.datapoints()).extracting(Datapoint::sum).containsExactly(5.0, 4.0);
    assertThat(statistics.datapoints().get(1).timestamp())
        .isEqualTo(CloudWatchFixture.START.plusSeconds(360));
  }

  @Test
  void getMetricStatistics_of1440Datapoints_isTaken() {
    assertThat(catchThrowable(() -> statisticsOf(Duration.ofMinutes(1_440)))).isNull();
  }

  @Test
  void getMetricStatistics_ofMore_isRefused() {
    Throwable refusal = catchThrowable(() -> statisticsOf(Duration.ofMinutes(1_441)));

    assertThat(code(refusal)).isEqualTo("InvalidParameterCombination");
  }

  private void statisticsOf(Duration span) {
    aws.time.await(
        aws.cloudWatch.getMetricStatistics(
            it ->
                it.namespace("n")
                    .metricName("m")
                    .statistics(Statistic.SUM)
                    .period(60)
                    .startTime(CloudWatchFixture.START)
                    .endTime(CloudWatchFixture.START.plus(span))));
  }

  @Test
  void getMetricStatistics_ofAPeriodOfTwoDays_putsThemTogether() {
    aws.put(1);
    aws.put(2, CloudWatchFixture.START.plus(Duration.ofHours(1)));

    var statistics =
        aws.time.await(
            aws.cloudWatch.getMetricStatistics(
                it ->
                    it.namespace("Own")
                        .metricName("m")
                        .statistics(Statistic.SUM)
                        .period(172_800)
                        .startTime(CloudWatchFixture.START.minus(Duration.ofHours(40)))
                        .endTime(CloudWatchFixture.START.plus(Duration.ofHours(8)))));

    assertThat(statistics.datapoints()).singleElement().returns(3.0, Datapoint::sum);
  }

  @Test
  void getMetricData_isNewestFirst() {
    aws.put(1);
    aws.minutes(1);
    aws.put(2);

    var data =
        aws.time.await(
            aws.cloudWatch.getMetricData(
                it ->
                    it.startTime(CloudWatchFixture.START)
                        .endTime(CloudWatchFixture.START.plusSeconds(600))
                        .metricDataQueries(
                            MetricDataQuery.builder()
                                .id("q")
                                .metricStat(stat -> stat.stat("Average").period(60).metric(OWN))
                                .build())));

    assertThat(data.metricDataResults().get(0).values()).containsExactly(2.0, 1.0);
  }

  @Test
  void getMetricData_ofAMetricThatIsHalfNamed_saysWhatIsMissing() {
    aws.send(aws.queue("orders"), "1");
    Dimension nameless = Dimension.builder().value("orders").build();

    assertThat(refusalOfData(Metric.builder().metricName("m").build()))
        .hasMessageContaining("The parameter Namespace is required.");
    assertThat(
            refusalOfData(
                OWN.toBuilder().dimensions(nameless, dimension("QueueName", "q")).build()))
        .hasMessageContaining("The parameter Dimensions.Name is required.");
  }

  private Throwable refusalOfData(Metric metric) {
    MetricDataQuery query =
        MetricDataQuery.builder()
            .id("q")
            .metricStat(it -> it.metric(metric).stat("Sum").period(60))
            .build();
    return refusalOfData(query);
  }

  private Throwable refusalOfData(MetricDataQuery... queries) {
    return catchThrowable(
        () ->
            aws.time.await(
                aws.cloudWatch.getMetricData(
                    it ->
                        it.metricDataQueries(queries)
                            .startTime(CloudWatchFixture.START)
                            .endTime(CloudWatchFixture.START.plusSeconds(60)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Q", "1q", "_q", "a-b", "\u00e4"})
  void getMetricData_ofAnIdThatIsNone_isRefused(String id) {
    assertThat(code(refusalOfData(query(id)))).isEqualTo("ValidationError");
  }

  @Test
  void getMetricData_ofAnIdOfUpTo255Characters_isTaken() {
    assertThat(refusalOfData(query("q" + "_9Z".repeat(84) + "aa"))).isNull();
    assertThat(code(refusalOfData(query("q".repeat(256))))).isEqualTo("ValidationError");
  }

  @Test
  void getMetricData_ofAnIdThatOccursTwice_isRefused() {
    Throwable refusal = refusalOfData(query("q"), query("p"), query("q"));

    assertThat(code(refusal)).isEqualTo("ValidationError");
    assertThat(refusal).hasMessageContaining("MetricDataQueries.Id is 'q' in two queries");
  }

  private static MetricDataQuery query(String id) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(it -> it.metric(OWN).stat("Sum").period(60))
        .build();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "+0200")
  void getMetricData_withADynamicLabel_isRefused(String timezone) {
    MetricDataQuery dynamic = query("q").toBuilder().label("orders ${MAX}").build();

    Throwable refusal = catchThrowable(() -> dataIn(timezone, dynamic));

    assertThat(code(refusal)).isEqualTo("InvalidParameterValue");
    assertThat(refusal).hasMessageContaining("'orders ${MAX}'", "no dynamic labels");
  }

  @Test
  void getMetricData_withTheTimeZoneOfDynamicLabels_isAnsweredAsWithout() {
    aws.put(7);

    GetMetricDataResponse answer = dataIn("+0200", query("q"));

    assertThat(answer).isEqualTo(dataIn(null, query("q")));
    assertThat(answer.metricDataResults())
        .singleElement()
        .returns("m", MetricDataResult::label)
        .returns(List.of(7.0), MetricDataResult::values);
  }

  private GetMetricDataResponse dataIn(String timezone, MetricDataQuery query) {
    LabelOptions options =
        timezone == null ? null : LabelOptions.builder().timezone(timezone).build();
    return aws.time.await(
        aws.cloudWatch.getMetricData(
            it ->
                it.metricDataQueries(query)
                    .startTime(CloudWatchFixture.START)
                    .endTime(CloudWatchFixture.START.plusSeconds(60))
                    .labelOptions(options)));
  }

  @Test
  void statistics_askedForByAValueThatIsNone_areRefusedWithThoseThatAre() {
    Throwable refusal = refusalOfStatistics(it -> it.unit("count"));

    assertThat(refusal).hasMessageContaining("Unit is 'count' but must be one of Bits, ");
    assertThat(refusal).hasMessageContaining(" Count, ");
    assertThat(code(refusal)).isEqualTo("InvalidParameterValue");
    assertThat(refusalOfStatistics(it -> it.statisticsWithStrings("Sum", "p99")))
        .hasMessageContaining("Statistics is 'p99' but must be one of Average, ");
  }

  private Throwable refusalOfStatistics(Consumer<GetMetricStatisticsRequest.Builder> more) {
    return catchThrowable(
        () ->
            aws.time.await(
                aws.cloudWatch.getMetricStatistics(
                    it -> {
                      it.namespace("Own")
                          .metricName("m")
                          .statistics(Statistic.SUM)
                          .period(60)
                          .startTime(CloudWatchFixture.START)
                          .endTime(CloudWatchFixture.START.plusSeconds(60));
                      more.accept(it);
                    })));
  }

  @Test
  void getMetricData_inAUnitThatIsNone_isRefusedWithThoseThatAre() {
    Throwable refusal =
        refusalOfData(
            MetricDataQuery.builder()
                .id("q")
                .metricStat(it -> it.metric(OWN).stat("Sum").period(60).unit("count"))
                .build());

    assertThat(refusal).hasMessageContaining("Unit is 'count' but must be one of Bits, ");
    assertThat(code(refusal)).isEqualTo("InvalidParameterValue");
  }

  @Test
  void getMetricData_inAnOrderThatIsNone_isRefused() {
    assertThat(
            catchThrowable(
                () ->
                    aws.time.await(
                        aws.cloudWatch.getMetricData(
                            it ->
                                it.metricDataQueries(query("q"))
                                    .startTime(CloudWatchFixture.START)
                                    .endTime(CloudWatchFixture.START.plusSeconds(60))
                                    .scanBy("ascending")))))
        .hasMessageContaining("ScanBy is 'ascending' but must be one of");
  }

  @Test
  void listMetrics_byMoreThanTenDimensions_isRefused() {
    assertThat(refusalOfList(10)).isNull();
    assertThat(code(refusalOfList(11))).isEqualTo("InvalidParameterValue");
  }

  private Throwable refusalOfList(int filters) {
    DimensionFilter any = DimensionFilter.builder().name("QueueName").build();
    return catchThrowable(
        () ->
            aws.time.await(
                aws.cloudWatch.listMetrics(
                    it -> it.dimensions(Collections.nCopies(filters, any)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {":x", "caf\u00e9", "a\tb"})
  void putMetricData_intoANamespaceThatIsNone_isRefused(String namespace) {
    Throwable refusal =
        catchThrowable(
            () ->
                aws.time.await(
                    aws.cloudWatch.putMetricData(
                        it -> it.namespace(namespace).metricData(measured("m").build()))));

    assertThat(code(refusal)).isEqualTo("InvalidParameterValue");
    assertThat(refusal).hasMessageContaining("Namespace is '" + namespace + "'");
  }

  @Test
  void listMetrics_findsThoseOfAQueue() {
    aws.send(aws.queue("orders"), "x");
    aws.send(aws.queue("others"), "x");

    var metrics =
        aws.time.await(
            aws.cloudWatch.listMetrics(
                it ->
                    it.dimensions(
                        DimensionFilter.builder().name("QueueName").value("orders").build())));

    assertThat(metrics.metrics())
        .extracting(Metric::metricName)
        .containsExactly("NumberOfMessagesSent", "SentMessageSize");
  }

  @Test
  void aMetricWithoutDataForTwoWeeks_isForgottenUntilItIsMeasuredAgain() {
    String url = aws.queue("orders");
    aws.send(url, "x");
    aws.put(1);
    aws.time.await(aws.sqs.purgeQueue(it -> it.queueUrl(url)));
    aws.time.advance(Duration.ofDays(14));
    assertThat(listed()).contains("NumberOfMessagesSent", "m");

    aws.time.advance(Duration.ofDays(1));
    assertThat(refusalOf(measured("n").build())).isNull();
    assertThat(listed()).containsExactly("n");

    aws.send(url, "x");
    assertThat(listed()).containsExactlyInAnyOrder("NumberOfMessagesSent", "SentMessageSize", "n");
    assertThat(refusalOf(measured("m").unit(StandardUnit.BYTES).build())).isNull();
  }

  private List<String> listed() {
    return aws.time.await(aws.cloudWatch.listMetrics()).metrics().stream()
        .map(Metric::metricName)
        .toList();
  }

  @Test
  void metricsThatAreForgotten_makeRoom() {
    putMetrics(MetricStore.MOST_CUSTOM_METRICS - 1);
    aws.time.advance(Duration.ofDays(15));

    assertThat(refusalOf(measured("a").build(), measured("b").build())).isNull();
  }

  @Test
  void valuesWithCounts_areAsManyMeasurements() {
    aws.time.await(
        aws.cloudWatch.putMetricData(
            it ->
                it.namespace("Own")
                    .metricData(
                        MetricDatum.builder()
                            .metricName("m")
                            .values(1.0, 10.0)
                            .counts(3.0, 1.0)
                            .build())));

    assertThat(aws.datapoints("Own", "m"))
        .singleElement()
        .returns(13.0, Datapoint::sum)
        .returns(4.0, Datapoint::sampleCount)
        .returns(3.25, Datapoint::average);
  }

  @Test
  void aNamespaceOfAws_isRefusedToClients() {
    Throwable refusal =
        catchThrowable(
            () ->
                aws.time.await(
                    aws.cloudWatch.putMetricData(
                        it ->
                            it.namespace("AWS/SQS")
                                .metricData(
                                    MetricDatum.builder().metricName("m").value(1.0).build()))));

    assertThat(code(refusal)).isEqualTo("InvalidParameterValue");
  }

  private Throwable refusalOf(MetricDatum... data) {
    return catchThrowable(
        () ->
            aws.time.await(
                aws.cloudWatch.putMetricData(it -> it.namespace("Own").metricData(data))));
  }

  private static MetricDatum.Builder measured(String metric) {
    return MetricDatum.builder().metricName(metric).value(1.0);
  }

  @Test
  void aMetricByTheSecond_isRefused_andOneByTheMinuteTaken() {
    assertThat(refusalOf(measured("m").storageResolution(60).build())).isNull();
    assertThat(refusalOf(measured("m").storageResolution(1).build()))
        .hasMessageContaining("StorageResolution is 1 but must be 60, or left out");
  }

  @Test
  void data_ofWhichOneIsRefused_areNotTakenAtAll() {
    MetricDatum nameless = measured("n").dimensions(Dimension.builder().name("d").build()).build();

    assertThat(code(refusalOf(measured("m").build(), nameless))).isEqualTo("MissingParameter");
    assertThat(aws.sum("Own", "m")).isZero();
  }

  private void putMetrics(int number) {
    for (int i = 0; i < number; i += 999) {
      int from = i;
      aws.time.await(
          aws.cloudWatch.putMetricData(
              it ->
                  it.namespace("Own")
                      .metricData(
                          IntStream.range(from, Math.min(number, from + 999))
                              .mapToObj(n -> measured("k" + n).build())
                              .toList())));
    }
  }

  @Test
  void data_ofMoreMetricsThanAreKept_areNotTakenAtAll() {
    putMetrics(MetricStore.MOST_CUSTOM_METRICS - 1);

    assertThat(refusalOf(measured("a").build(), measured("b").build()))
        .hasMessageContaining("10,000 metrics put by clients: 9,999 are there, 2 are new");
    assertThat(aws.sum("Own", "a")).isZero();
    assertThat(refusalOf(measured("a").build(), measured("a").build(), measured("k1").build()))
        .isNull();
  }

  @Test
  void aMetricInAnotherUnitThanBefore_isRefused() {
    assertThat(refusalOf(measured("m").unit(StandardUnit.SECONDS).build())).isNull();

    assertThat(refusalOf(measured("m").unit(StandardUnit.MILLISECONDS).build()))
        .hasMessageContaining(
            "MetricData.Unit of m is Milliseconds, but other data of it are in Seconds");
    assertThat(refusalOf(measured("n").build(), measured("n").unit(StandardUnit.BYTES).build()))
        .hasMessageContaining("MetricData.Unit of n is Bytes, but other data of it are in None");
  }

  @Test
  void aUnitThatCloudWatchDoesNotHave_isRefused() {
    assertThat(refusalOf(measured("m").unit("Furlongs").build()))
        .hasMessageContaining("Unit is 'Furlongs' but must be one of Bits, ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {NaN, POSITIVE_INFINITY, NEGATIVE_INFINITY, 2.4e108, -2.4e108})
  void aFigureThatIsNoNumberWithinTwoToThe360_isRefused(double figure) {
    StatisticSet set =
        StatisticSet.builder().sum(1.0).minimum(1.0).maximum(1.0).sampleCount(1.0).build();

    assertThat(
            Stream.of(
                measured("m").value(figure),
                values(1.0, figure),
                values(1.0, 2.0).counts(1.0, figure),
                statistics(set.toBuilder().sum(figure)),
                statistics(set.toBuilder().minimum(figure)),
                statistics(set.toBuilder().maximum(figure)),
                statistics(set.toBuilder().sampleCount(figure))))
        .allSatisfy(
            datum ->
                assertThat(code(refusalOf(measured("m").build(), datum.build())))
                    .isEqualTo("InvalidParameterValue"));
    assertThat(aws.sum("Own", "m")).isZero();
  }

  private static MetricDatum.Builder values(Double... values) {
    return MetricDatum.builder().metricName("m").values(values);
  }

  private static MetricDatum.Builder statistics(StatisticSet.Builder set) {
    return MetricDatum.builder().metricName("m").statisticValues(set.build());
  }

  @Test
  void aFigureOfTwoToThe360_isTaken() {
    assertThat(refusalOf(measured("m").value(-Math.pow(2, 360)).build())).isNull();
  }

  @Test
  void occurrencesOfLessThanZero_andNoSamples_areRefused() {
    StatisticSet.Builder set = StatisticSet.builder().sum(0.0).minimum(0.0).maximum(0.0);

    assertThat(refusalOf(values(1.0, 2.0).counts(2.0, -1.0).build()))
        .hasMessageContaining("MetricData.Counts has -1.0 but must be 0 or more.");
    assertThat(refusalOf(statistics(set.sampleCount(0.0)).build()))
        .hasMessageContaining("SampleCount is 0.0 but must be more than 0.");
    assertThat(refusalOf(statistics(set.sampleCount(-1.0)).build()))
        .hasMessageContaining("SampleCount is -1.0 but must be more than 0.");
  }

  @Test
  void aValueThatOccurredZeroTimes_countsForNothing() {
    assertThat(refusalOf(values(1.0, 9.0).counts(1.0, 0.0).build())).isNull();

    assertThat(aws.datapoints("Own", "m"))
        .singleElement()
        .returns(1.0, Datapoint::maximum)
        .returns(1.0, Datapoint::sampleCount);
  }

  @Test
  void noValuesAtAll_areRefused() {
    assertThat(refusalOf(values().build()))
        .hasMessageContaining("MetricData.Values has no value but must have 1 to 150.");
    assertThat(listed()).isEmpty();
  }

  @Test
  void valuesThatAllOccurredZeroTimes_makeNoMetric() {
    assertThat(refusalOf(values(5.0).counts(0.0).build())).isNull();

    assertThat(listed()).isEmpty();
  }
}
