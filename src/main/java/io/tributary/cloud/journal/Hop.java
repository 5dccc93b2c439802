package io.tributary.cloud.journal;

import io.tributary.cloud.iam.Decision;

/**
 * One line of the journal: what happened to one event at one resource.
 *
 * @param sequence its place in the journal, from 1 on without gaps
 * @param micros when, in microseconds since 1970
 * @param trace the event; all hops of one event share it
 * @param step what happened
 * @param resource the ARN of the resource where it happened
 * @param peer the ARN of the other side (endpoint, target, dead-letter queue, consumer); null when
 *     there is none
 * @param outcome how it ended
 * @param id the id that the service gave the event at this step; null when it gave none
 * @param payload the event as it was there: message body, or event JSON; null where it adds nothing
 * @param reason why it did not pass, in words for a person; null when it passed
 * @param decision IAM's decision, for a denied hop; null otherwise
 */
public record Hop(
    long sequence,
    long micros,
    long trace,
    Step step,
    String resource,
    String peer,
    Outcome outcome,
    String id,
    String payload,
    String reason,
    Decision decision) {}
