package io.tributary.simulate.fault;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.simulate.Injection;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;

/**
 * CloudWatch Logs writes nothing for a while, which must hold up nobody.
 *
 * <p>See docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html
 */
public final class LogsUnavailable extends NamedFault {

  private static final Duration LONGEST = Duration.ofDays(1);

  private static final AwsServiceException UNAVAILABLE =
      Failures.unavailable(CloudWatchLogsException.builder());

  public LogsUnavailable() {
    super("logs-unavailable", "CloudWatch Logs writes nothing, for minutes to a day", 0.1);
  }

  @Override
  public void inject(Injection injection) {
    Spells spells = new Spells(injection, LONGEST);
    for (Service service : List.of(Service.EVENTS, Service.PIPES)) {
      injection.logGroups(service, groups -> between(spells, groups));
    }
  }

  private static LogGroups between(Spells spells, LogGroups groups) {
    return (caller, logGroupArn, stream, message) -> {
      if (spells.hold()) {
        throw UNAVAILABLE;
      }
      groups.deliver(caller, logGroupArn, stream, message);
    };
  }
}
