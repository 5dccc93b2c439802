package io.tributary.cloud.journal;

/** How a step ended. */
public enum Outcome {
  /** The event went on. */
  PASSED,
  /** A pattern or filter policy did not let it through, as meant. */
  FILTERED,
  /** IAM refused; the hop's decision says why. */
  DENIED,
  /** It failed for another reason, and is not tried again here. */
  FAILED,
  /** It failed and will be tried again. */
  RETRYING,
  /** It was put into a dead-letter queue, {@code peer}. */
  DEAD_LETTERED,
  /** It is gone: failed for good, with no dead-letter queue to keep it. */
  LOST
}
