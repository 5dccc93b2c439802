package io.tributary.cloud.metrics;

import static io.tributary.cloud.metrics.CloudWatchFixture.ACCOUNT;
import static io.tributary.cloud.metrics.CloudWatchFixture.dimension;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** The metrics of topics: docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
class SnsMetricsTest {

  private static final Dimension BASKETS = dimension("TopicName", "baskets");

  private static final String FILTERED = "NumberOfNotificationsFilteredOut";

  private final CloudWatchFixture aws = new CloudWatchFixture();
  private final String topic =
      aws.time.await(aws.sns.createTopic(it -> it.name("baskets"))).topicArn();

  private void subscribe(String queue, Map<String, String> attributes) {
    aws.time.await(
        aws.sns.subscribe(
            it -> it.topicArn(topic).protocol("sqs").endpoint(arn(queue)).attributes(attributes)));
  }

  private static String arn(String queue) {
    return "arn:aws:sqs:eu-west-1:" + ACCOUNT + ":" + queue;
  }

  private void publish(Consumer<PublishRequest.Builder> message) {
    aws.time.await(aws.sns.publish(it -> message.accept(it.topicArn(topic))));
    aws.minutes(1);
  }

  private double sum(String metric) {
    return aws.sum("AWS/SNS", metric, BASKETS);
  }

  @ParameterizedTest
  @CsvSource({
    "MessageAttributes, red, '{}', MessageAttributes",
    "MessageAttributes, , '{}', NoMessageAttributes",
    "MessageBody, , '{\"colour\":\"red\"}', MessageBody",
    "MessageBody, , plain, InvalidMessageBody"
  })
  void aFilteredMessage_countsAsWhatTheFilterPolicyLookedAt(
      String scope, String colour, String body, String suffix) {
    subscribe(
        "blue", Map.of("FilterPolicy", "{\"colour\":[\"blue\"]}", "FilterPolicyScope", scope));
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    if (colour != null) {
      attributes.put(
          "colour", MessageAttributeValue.builder().dataType("String").stringValue(colour).build());
    }

    publish(it -> it.message(body).messageAttributes(attributes));

    assertThat(sum(FILTERED + "-" + suffix)).isEqualTo(1);
    assertThat(sum(FILTERED)).isEqualTo(1);
    assertThat(aws.time.await(aws.cloudWatch.listMetrics(it -> it.namespace("AWS/SNS"))).metrics())
        .extracting(it -> it.metricName())
        .filteredOn(name -> name.startsWith(FILTERED + "-"))
        .containsExactly(FILTERED + "-" + suffix);
  }

  @Test
  void publishSize_isInBytes() {
    publish(it -> it.message("h\u00e9llo"));

    assertThat(aws.datapoints("AWS/SNS", "PublishSize", BASKETS))
        .singleElement()
        .returns(6.0, Datapoint::maximum)
        .returns(StandardUnit.BYTES, Datapoint::unit);
  }

  @Test
  void aMessageThatNoDeadLetterQueueTakes_countsAsNotRedriven() {
    aws.queue("dead");
    subscribe(
        "gone", Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"%s\"}".formatted(arn("dead"))));

    publish(it -> it.message("m"));

    assertThat(sum("NumberOfNotificationsFailedToRedriveToDlq")).isEqualTo(1);
    assertThat(sum("NumberOfNotificationsRedrivenToDlq")).isZero();
    assertThat(sum("NumberOfNotificationsFailed")).isEqualTo(1);
  }
}
