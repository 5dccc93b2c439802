package io.tributary.audit;

import io.tributary.cloud.iam.Decision;

/**
 * A request that IAM denied.
 *
 * @param hop where it happened, in words for a person
 */
record Denial(String hop, Decision decision) {}
