package io.tributary.route;

/** What the queues of a deployment are for, each by its ARN; a route alone does not tell. */
public interface QueueRoles {

  /** Whether what lies in a queue is taken on from there. */
  boolean takesOn(String queueArn);

  /**
   * Whether a queue is a dead-letter queue: of another queue, a subscription or a rule's target.
   */
  boolean takesDeadLetters(String queueArn);
}
