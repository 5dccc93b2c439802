package io.tributary.cloud.logs;

import io.tributary.cloud.iam.Caller;
import java.util.regex.Pattern;

/** What the other services of the cloud ask of CloudWatch Logs. Only to be called on the loop. */
public interface LogGroups {

  /**
   * The names of log groups.
   *
   * <p>See docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
   */
  Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");

  /** What follows {@code log-group:} in their ARNs. */
  Pattern NAME_IN_ARN = Pattern.compile(NAME.pattern() + "(:\\*)?");

  /**
   * Writes one log event, creating the stream where it is missing, as vended log delivery and rule
   * targets do.
   *
   * @param caller the delivering service; authorised by the account's log resource policies
   * @param logGroupArn with or without the trailing {@code :*}
   * @param stream the log stream's name
   * @throws software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException with AWS's
   *     code when the group does not exist or the caller may not write to it
   */
  void deliver(Caller caller, String logGroupArn, String stream, String message);
}
