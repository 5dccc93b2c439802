package io.tributary.cloud.metrics;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A cloud in virtual time, which begins with a minute, and what its root user does with it. */
final class CloudWatchFixture {

  static final String ACCOUNT = "536697261635";
  static final Instant START = Instant.parse("2025-01-15T12:00:00Z");

  final VirtualTime time = new VirtualTime(START, 1);
  final LocalCloud cloud = new LocalCloud(time, new Account(ACCOUNT, "eu-west-1"));
  final Principal root = new Principal.Root("aws", ACCOUNT);
  final CloudWatchAsyncClient cloudWatch = cloud.client(CloudWatchAsyncClient.class, root);
  final SqsAsyncClient sqs = cloud.client(SqsAsyncClient.class, root);
  final SnsAsyncClient sns = cloud.client(SnsAsyncClient.class, root);

  /** Makes a queue and tells its URL. */
  String queue(String name) {
    return time.await(sqs.createQueue(it -> it.queueName(name))).queueUrl();
  }

  void send(String url, String body) {
    time.await(sqs.sendMessage(it -> it.queueUrl(url).messageBody(body)));
  }

  void minutes(int number) {
    time.advance(Duration.ofMinutes(number));
  }

  static Dimension dimension(String name, String value) {
    return Dimension.builder().name(name).value(value).build();
  }

  /** An alarm, a, that fires at any value over 0 of one minute. */
  void putAlarm(Consumer<PutMetricAlarmRequest.Builder> more) {
    putAlarm(cloudWatch, more);
  }

  void putAlarm(CloudWatchAsyncClient client, Consumer<PutMetricAlarmRequest.Builder> more) {
    time.await(
        client.putMetricAlarm(
            it -> {
              it.alarmName("a")
                  .namespace("Own")
                  .metricName("m")
                  .statistic(Statistic.MAXIMUM)
                  .period(60)
                  .evaluationPeriods(1)
                  .threshold(0.0)
                  .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
              more.accept(it);
            }));
  }

  void put(double value) {
    put(value, null);
  }

  /** Puts a value of a time; of now when none is given. */
  void put(double value, Instant measured) {
    MetricDatum datum =
        MetricDatum.builder().metricName("m").value(value).timestamp(measured).build();
    time.await(cloudWatch.putMetricData(it -> it.namespace("Own").metricData(datum)));
  }

  MetricAlarm alarm(String name) {
    return time.await(cloudWatch.describeAlarms(it -> it.alarmNames(name))).metricAlarms().get(0);
  }

  String state() {
    return alarm("a").stateValueAsString();
  }

  /** The datapoints of a metric since the start, by the minute. */
  List<Datapoint> datapoints(String namespace, String metric, Dimension... dimensions) {
    return time.await(
            cloudWatch.getMetricStatistics(
                it ->
                    it.namespace(namespace)
                        .metricName(metric)
                        .dimensions(dimensions)
                        .statistics(
                            Statistic.SUM,
                            Statistic.MAXIMUM,
                            Statistic.MINIMUM,
                            Statistic.AVERAGE,
                            Statistic.SAMPLE_COUNT)
                        .period(60)
                        .startTime(START)
                        .endTime(START.plus(Duration.ofHours(24)))))
        .datapoints();
  }

  /** The sum of all datapoints since the start; 0 when there are none. */
  double sum(String namespace, String metric, Dimension... dimensions) {
    return datapoints(namespace, metric, dimensions).stream().mapToDouble(Datapoint::sum).sum();
  }

  static String code(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return ((AwsServiceException) cause).awsErrorDetails().errorCode();
  }
}
