/**
 * Least privilege, proven both ways from a resource graph: {@link io.tributary.audit.Audit} runs a
 * system's flows in local clouds with IAM enforced, and again with each grant of each policy taken
 * away. Every verdict names the flow, forged request or rule of the house that proves it.
 */
package io.tributary.audit;
