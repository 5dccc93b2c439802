package io.tributary.cloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One alarm on one metric, as time passes. */
class AlarmTest {

  private final CloudWatchFixture aws = new CloudWatchFixture();

  @Test
  void alarmOnADeadLetterQueue_aMessageInIt_firesAtTheEndOfTheMinute() {
    String url = aws.queue("dlq");
    aws.putAlarm(
        it ->
            it.namespace("AWS/SQS")
                .metricName("ApproximateNumberOfMessagesVisible")
                .dimensions(CloudWatchFixture.dimension("QueueName", "dlq")));
    aws.minutes(1);
    assertThat(aws.state()).isEqualTo("OK");

    aws.send(url, "x");
    aws.minutes(1);

    assertThat(aws.state()).isEqualTo("ALARM");
  }
}
