package io.tributary.cloud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.time.EventLoop;
import io.tributary.cloud.time.EventLoopBetween;
import io.tributary.cloud.time.Timer;
import io.tributary.cloud.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A cloud in which nothing happens any more sets no timer. */
class MinutesTest {

  private final VirtualTime time = new VirtualTime(CloudWatchFixture.START, 1);
  private final Counting loop = new Counting(time);
  private final LocalCloud cloud =
      new LocalCloud(loop, new Account(CloudWatchFixture.ACCOUNT, "eu-west-1"));
  private final Principal root = new Principal.Root("aws", CloudWatchFixture.ACCOUNT);

  /** Counts the timers that are set. */
  private static final class Counting extends EventLoopBetween {

    private int timers;

    Counting(EventLoop loop) {
      super(loop);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      timers++;
      return super.schedule(delay, task);
    }
  }

  private int timersIn(Duration span) {
    int before = loop.timers;
    time.advance(span);
    return loop.timers - before;
  }

  private void putAlarm() {
    loop.await(
        cloud
            .client(CloudWatchAsyncClient.class, root)
            .putMetricAlarm(
                it ->
                    it.alarmName("a")
                        .namespace("Own")
                        .metricName("m")
                        .statistic(Statistic.SUM)
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(0.0)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)));
  }

  @Test
  void anEmptyCloud_setsNone() {
    assertThat(timersIn(Duration.ofDays(1))).isZero();
  }

  @Test
  void aQueueThatIsMade_setsOneAMinute() {
    loop.await(cloud.client(SqsAsyncClient.class, root).createQueue(it -> it.queueName("orders")));

    assertThat(timersIn(Duration.ofHours(1))).isEqualTo(60);
  }

  @Test
  void alarmsThatHaveLookedAtAllThereWas_setNone() {
    putAlarm();
    timersIn(Duration.ofHours(1));

    assertThat(timersIn(Duration.ofDays(1))).isZero();
  }
}
