package io.tributary.simulate;

/**
 * What a program asks of one queue. Times are in microseconds.
 *
 * @param number its place among the program's queues
 * @param deadLetterArn its dead-letter queue, or null
 * @param mostReceives how often a message is received before it is moved there
 * @param admission whom its policy admits
 */
record QueueRules(
    int number,
    String arn,
    long visibilityMicros,
    long retentionMicros,
    long delayMicros,
    String deadLetterArn,
    int mostReceives,
    Admission admission) {}
