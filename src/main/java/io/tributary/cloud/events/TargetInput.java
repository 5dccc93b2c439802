package io.tributary.cloud.events;

/** What a target gets of an event that its rule matched. */
interface TargetInput {

  /** The whole event, as a target gets it that asks for nothing else. */
  TargetInput WHOLE_EVENT = (event, rule) -> event.json().text();

  /**
   * The text for the target.
   *
   * @throws UndeliverableInput if the event gives none
   */
  String of(AcceptedEvent event, Rule rule);

  /** The event gives no text that the target could get; trying again would not change it. */
  final class UndeliverableInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndeliverableInput(String message) {
      super(message, null, false, false);
    }
  }
}
