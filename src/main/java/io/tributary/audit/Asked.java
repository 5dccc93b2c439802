package io.tributary.audit;

import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Decision;

/**
 * A question that was put to IAM while a flow was played.
 *
 * @param decision the answer
 * @param policy the policy of the resource that was looked at; null when it has none
 */
record Asked(Decision decision, AttachedPolicy policy) {}
