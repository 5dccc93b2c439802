package io.tributary.audit;

import io.tributary.cloud.iam.Decision;
import java.util.Set;

/**
 * A request that IAM denied.
 *
 * @param hop where it happened, in words for a person
 * @param example the example that it was for; null when it was for none alone
 */
record Denial(String hop, String example, Decision decision) {

  /**
   * Whether it may be why an example is not where it has to be, which is a queue. One that was for
   * no example alone holds up only what lies in the queue that it is about; what was not logged
   * never holds up anything.
   *
   * @param queues the ARNs of the queues where the example lies
   */
  boolean mayHoldUp(String held, Set<String> queues) {
    String resource = decision.request().resource();
    return example == null
        ? queues.contains(resource)
        : example.equals(held) && !resource.contains(":log-group:");
  }
}
