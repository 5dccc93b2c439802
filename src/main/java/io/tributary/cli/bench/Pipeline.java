package io.tributary.cli.bench;

import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What is measured: a way from a topic to a queue, behind an endpoint.
 *
 * @param sns makes a client for a thread of its own
 * @param sqs makes a client for a thread of its own
 * @param topicArn where events are published
 * @param queueUrl where they arrive
 */
public record Pipeline(
    Supplier<SnsClient> sns, Supplier<SqsClient> sqs, String topicArn, String queueUrl) {}
