package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

/**
 * EventBridge refuses a whole PutEvents call because of the account's request rate.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html
 */
public final class PutEventsThrottled extends NamedFault {

  private static final AwsServiceException THROTTLED =
      Failures.throttled(EventBridgeException.builder(), "ThrottlingException");

  public PutEventsThrottled() {
    super("put-events-throttled", "EventBridge throttles a PutEvents call of a pipe", 0.01);
  }

  @Override
  public void inject(Injection injection) {
    Attempts attempts = new Attempts(injection);
    injection.eventBuses(
        events ->
            (caller, entries) -> {
              int event = injection.event(entries.get(0).detail());
              if (injection.strikes(event, attempts.next(event, caller.principal().arn()))) {
                throw THROTTLED;
              }
              return events.putEvents(caller, entries);
            });
  }
}
