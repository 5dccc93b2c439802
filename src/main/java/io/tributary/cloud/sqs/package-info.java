/**
 * SQS: standard queues with AWS's limits, defaults and error codes.
 *
 * <p>{@link io.tributary.cloud.sqs.SqsService} is the service; {@link
 * io.tributary.cloud.sqs.Queues} is what other services ask of it. A queue's messages lie in its
 * {@code Backlog}, those who wait for some in its {@code Waiters}. FIFO queues and customer KMS
 * keys are not built, and refused.
 */
package io.tributary.cloud.sqs;
