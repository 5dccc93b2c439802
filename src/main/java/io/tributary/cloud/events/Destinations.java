package io.tributary.cloud.events;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.sqs.OutgoingMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import java.util.regex.Pattern;

/** Finds the destination of a target's ARN. */
final class Destinations {

  private static final Pattern ARN =
      Pattern.compile("arn:[a-z0-9-]+:[a-z0-9-]+:[a-z0-9-]*:(\\d{12})?:.+");

  private final EventLoop loop;
  private final Account account;
  private final Queues queues;
  private final LogGroups logGroups;

  Destinations(EventLoop loop, Account account, Queues queues, LogGroups logGroups) {
    this.loop = loop;
    this.account = account;
    this.queues = queues;
    this.logGroups = logGroups;
  }

  /** The destination of an ARN; whether anything exists there shows when it is delivered to. */
  Destination at(String arn, String targetId) {
    if (arn == null || !ARN.matcher(arn).matches()) {
      throw EventsErrors.validation(
          "Parameter Arn is not valid. Reason: Provided Arn is not in correct format. Target "
              + targetId
              + " has "
              + arn
              + ".");
    }
    if (isQueue(arn)) {
      return (caller, text, trace) -> queues.send(caller, arn, new OutgoingMessage(text, trace));
    }
    if (isLogGroup(arn)) {
      return new LogGroup(arn);
    }
    throw EventsErrors.validation(
        "The local cloud does not deliver to "
            + arn
            + " of target "
            + targetId
            + "; it delivers to standard SQS queues and CloudWatch log groups of account "
            + account.id()
            + " in "
            + account.region()
            + ".");
  }

  boolean isQueue(String arn) {
    return Account.isArn(arn, account.arn("sqs", ""), Queues.NAME);
  }

  boolean isLogGroup(String arn) {
    return Account.isArn(arn, account.arn("logs", "log-group:"), LogGroups.NAME_IN_ARN);
  }

  /** A log group; EventBridge writes to a stream of its own, which gets a name when first used. */
  private final class LogGroup implements Destination {

    private final String arn;
    private String stream;

    private LogGroup(String arn) {
      this.arn = arn;
    }

    @Override
    public void deliver(Caller caller, String text, long trace) {
      if (stream == null) {
        stream = loop.random().uuid();
      }
      logGroups.deliver(caller, arn, stream, text);
    }
  }
}
