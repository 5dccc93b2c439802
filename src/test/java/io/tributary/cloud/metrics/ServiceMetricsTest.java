package io.tributary.cloud.metrics;

import static io.tributary.cloud.metrics.CloudWatchFixture.dimension;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Measure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** As which metrics counts what services measure, and the matches of a rule. */
class ServiceMetricsTest {

  @ParameterizedTest
  @CsvSource({
    "SQS_QUEUE_CREATED, ''",
    "SQS_EMPTY_RECEIVE, NumberOfEmptyReceives 7 Count",
    "SQS_SENT_BYTES, SentMessageSize 7 Bytes",
    "SNS_PUBLISHED_BYTES, PublishSize 7 Bytes",
    "SNS_FILTERED_NO_ATTRIBUTES, NumberOfNotificationsFilteredOut-NoMessageAttributes 7 Count",
    "SNS_FILTERED_ATTRIBUTES, NumberOfNotificationsFilteredOut-MessageAttributes 7 Count",
    "SNS_FILTERED_INVALID_BODY, NumberOfNotificationsFilteredOut-InvalidMessageBody 7 Count",
    "SNS_FILTERED_BODY, NumberOfNotificationsFilteredOut-MessageBody 7 Count",
    "SNS_NOT_DEAD_LETTERED, NumberOfNotificationsFailedToRedriveToDlq 7 Count",
    "EVENTS_PUT_ENTRIES, PutEventsEntriesCount 7 Count",
    "EVENTS_REFUSED_ENTRIES, PutEventsFailedEntriesCount 7 Count",
    "EVENTS_NOT_DEAD_LETTERED, InvocationsFailedToBeSentToDlq 7 Count",
    "PIPE_EVENTS, EventCount 7 None; ExecutionTimeout 0 None; Invocations 1 None",
    "PIPE_FAILED, ExecutionFailed 7 None; TargetStageFailed 7 None",
    "PIPE_PARTIALLY_FAILED, ExecutionPartiallyFailed 7 None",
    "PIPE_THROTTLED, ExecutionThrottled 7 None",
    "PIPE_MILLIS, Duration 7 Milliseconds; TargetStageDuration 7 Milliseconds"
  })
  void aMeasurement_countsAsTheseMetrics_inTheirUnit(Measure measure, String metrics) {
    MetricStore store = new MetricStore();

    new ServiceMetrics(store).measured(measure, "arn:aws:service:eu-west-1:1:name", 7, 0);

    List<String> told = store.all().entrySet().stream().map(ServiceMetricsTest::told).toList();
    assertThat(String.join("; ", told)).isEqualTo(metrics);
  }

  private static String told(Map.Entry<MetricId, Series> metric) {
    Series series = metric.getValue();
    return "%s %.0f %s"
        .formatted(metric.getKey().name(), series.at(0).value(Statistic.SUM), series.unit());
  }

  @Test
  void eventsThatMatch_areCountedByTheirRule_andRefusedEntriesByTheAccount() {
    CloudWatchFixture aws = new CloudWatchFixture();
    EventBridgeAsyncClient events = aws.cloud.client(EventBridgeAsyncClient.class, aws.root);
    aws.time.await(events.putRule(it -> it.name("all").eventPattern("{\"source\":[\"shop\"]}")));
    PutEventsRequestEntry good =
        PutEventsRequestEntry.builder().source("shop").detailType("Order").detail("{}").build();

    aws.time.await(
        events.putEvents(it -> it.entries(good, good.toBuilder().source(null).build(), good)));
    aws.minutes(1);

    assertThat(aws.sum("AWS/Events", "PutEventsEntriesCount")).isEqualTo(3);
    assertThat(aws.sum("AWS/Events", "PutEventsFailedEntriesCount")).isEqualTo(1);
    assertThat(aws.sum("AWS/Events", "MatchedEvents", dimension("RuleName", "all"))).isEqualTo(2);
  }
}
