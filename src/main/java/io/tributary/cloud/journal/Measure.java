package io.tributary.cloud.journal;

/**
 * What services measure beside hops: it concerns no one event, or no hop tells it. The resource of
 * a measurement is the ARN of what was measured, or null for the account as a whole.
 */
public enum Measure {
  /** A queue was made; 1 each time. */
  SQS_QUEUE_CREATED,
  /** A queue was asked for messages and had none to give; 1 each time. */
  SQS_EMPTY_RECEIVE,
  /** The size of a message put into a queue, in bytes. */
  SQS_SENT_BYTES,
  /** The size of a message published to a topic, in bytes. */
  SNS_PUBLISHED_BYTES,
  /** A message has no attributes for a subscription's filter policy to look at; 1 each time. */
  SNS_FILTERED_NO_ATTRIBUTES,
  /** A subscription's filter policy does not match a message's attributes; 1 each time. */
  SNS_FILTERED_ATTRIBUTES,
  /** A subscription's filter policy looks at a body that is no JSON object; 1 each time. */
  SNS_FILTERED_INVALID_BODY,
  /** A subscription's filter policy does not match a message's body; 1 each time. */
  SNS_FILTERED_BODY,
  /** A topic's message did not get into its dead-letter queue either; 1 each time. */
  SNS_NOT_DEAD_LETTERED,
  /** The entries of one PutEvents call; of the account as a whole. */
  EVENTS_PUT_ENTRIES,
  /** The entries of one PutEvents call that were refused, where some were; of the account. */
  EVENTS_REFUSED_ENTRIES,
  /** A rule's event did not get into the target's dead-letter queue either; 1 each time. */
  EVENTS_NOT_DEAD_LETTERED,
  /** The events of one execution of a pipe. */
  PIPE_EVENTS,
  /** Whether an execution of a pipe delivered nothing; 0 or 1 each time. */
  PIPE_FAILED,
  /** Whether an execution of a pipe delivered some of its events only; 0 or 1 each time. */
  PIPE_PARTIALLY_FAILED,
  /** Whether an execution of a pipe was throttled by its target; 0 or 1 each time. */
  PIPE_THROTTLED,
  /** How long an execution of a pipe took, in milliseconds. */
  PIPE_MILLIS
}
