package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import java.time.Duration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

/**
 * EventBridge takes no events for a while.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html
 */
public final class EventBridgeUnavailable extends NamedFault {

  private static final Duration LONGEST = Duration.ofDays(1);

  private static final AwsServiceException UNAVAILABLE =
      Failures.unavailable(EventBridgeException.builder());

  public EventBridgeUnavailable() {
    super("eventbridge-unavailable", "EventBridge takes no events, for minutes to a day", 0.1);
  }

  @Override
  public void inject(Injection injection) {
    Spells spells = new Spells(injection, LONGEST);
    injection.eventBuses(
        events ->
            (caller, entries) -> {
              if (spells.hold()) {
                throw UNAVAILABLE;
              }
              return events.putEvents(caller, entries);
            });
  }
}
