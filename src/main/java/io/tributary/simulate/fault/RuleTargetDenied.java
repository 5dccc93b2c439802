package io.tributary.simulate.fault;

import io.tributary.local.GraphResource;
import io.tributary.local.ResourceGraph;
import io.tributary.simulate.Injection;
import java.time.Duration;

/**
 * The queue that a rule delivers to loses its policy for a while: EventBridge may not send to it,
 * does not try again, and puts the events into the target's dead-letter queue.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
public final class RuleTargetDenied extends NamedFault {

  private static final Duration LONGEST = Duration.ofHours(2);

  public RuleTargetDenied() {
    super("rule-target-denied", "a rule's target queue loses its policy for a while", 0.2);
  }

  @Override
  public void inject(Injection injection) {
    PolicyGaps.draw(injection, LONGEST, RuleTargetDenied::isOfTarget);
  }

  private static boolean isOfTarget(ResourceGraph graph, GraphResource policy) {
    return graph
        .ofType("aws:cloudwatch/eventTarget:EventTarget")
        .map(target -> String.valueOf(target.inputs().get("arn")))
        .anyMatch(arn -> PolicyGaps.isOf(policy, arn));
  }
}
