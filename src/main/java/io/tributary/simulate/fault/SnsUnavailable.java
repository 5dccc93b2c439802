package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * SNS takes no messages for a while.
 *
 * <p>See docs.aws.amazon.com/sns/latest/api/CommonErrors.html
 */
public final class SnsUnavailable extends NamedFault {

  private static final Duration LONGEST = Duration.ofDays(1);

  private static final AwsServiceException UNAVAILABLE =
      Failures.unavailable(SnsException.builder());

  public SnsUnavailable() {
    super("sns-unavailable", "SNS takes nothing, for minutes to a day", 0.1);
  }

  @Override
  public void inject(Injection injection) {
    Spells spells = new Spells(injection, LONGEST);
    injection.topics(
        topics ->
            (topicArn, entries) -> {
              if (spells.hold()) {
                entries.forEach(entry -> injection.refusable(entry.event()));
                return CompletableFuture.failedFuture(UNAVAILABLE);
              }
              return topics.publish(topicArn, entries);
            });
  }
}
