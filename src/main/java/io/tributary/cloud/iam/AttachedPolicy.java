package io.tributary.cloud.iam;

/**
 * A policy where it stands.
 *
 * @param name where, in words for a person, for example {@code queue policy of arn:aws:sqs:...}
 * @param document what it says
 */
public record AttachedPolicy(String name, PolicyDocument document) {}
