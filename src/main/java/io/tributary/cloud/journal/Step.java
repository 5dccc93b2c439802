package io.tributary.cloud.journal;

/** What happened to an event at a resource. */
public enum Step {
  /** SNS took a message in; {@code id} is the SNS message id. */
  SNS_PUBLISH("publish"),
  /** SNS passed it to a subscription's endpoint, or did not; {@code peer} is the endpoint. */
  SNS_DELIVER("deliver"),
  /** SQS took a message into a queue; {@code id} is the SQS message id, {@code peer} the sender. */
  SQS_SEND("send"),
  /** A consumer received it; {@code peer} is the consumer. */
  SQS_RECEIVE("receive"),
  /** A consumer deleted it. */
  SQS_DELETE("delete"),
  /** SQS moved it to the dead-letter queue {@code peer}. */
  SQS_DEAD_LETTER("dead-letter"),
  /** A message move task took it out of a dead-letter queue into the queue {@code peer}. */
  SQS_REDRIVE("redrive"),
  /** Its retention ended. */
  SQS_EXPIRE("expire"),
  /** The queue was purged or deleted while it lay there. */
  SQS_PURGE("purge"),
  /** A pipe passed it on to its target {@code peer}, filtered it out, or failed. */
  PIPE_DELIVER("pipe"),
  /** An event bus took an event in; {@code id} is the event id. */
  EVENTS_PUT("put event"),
  /** A rule matched it; or, at the bus, no rule did. */
  RULE_MATCH("match"),
  /** A rule's target {@code peer} got it, or did not. */
  TARGET_DELIVER("deliver"),
  /** A log group took a log event in. */
  LOGS_PUT("log");

  private final String verb;

  Step(String verb) {
    this.verb = verb;
  }

  /** Whether the other side of such a hop is who asked for it, not where the event goes. */
  public boolean comesFromPeer() {
    return switch (this) {
      case SNS_PUBLISH, SQS_SEND, SQS_RECEIVE, SQS_DELETE, EVENTS_PUT, LOGS_PUT -> true;
      default -> false;
    };
  }

  /** The step in a word, as a person reads it in a route. */
  public String verb() {
    return verb;
  }
}
