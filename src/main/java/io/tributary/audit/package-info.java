/**
 * Least privilege, proven both ways from a resource graph: {@link io.tributary.audit.Audit} runs a
 * system's flows in local clouds with IAM enforced, and again with each grant of each policy taken
 * away. Every verdict names the flow or the forged request that proves it.
 */
package io.tributary.audit;
