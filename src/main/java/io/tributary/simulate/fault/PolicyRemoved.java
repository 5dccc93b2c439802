package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import java.time.Duration;

/**
 * Somebody removes a policy of the program, of a queue, a role, a topic or a log, and puts it back
 * later. AWS may need some time until a change of a policy holds everywhere.
 *
 * <p>See docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html, "Changes that I make are not
 * always immediately visible"
 */
public final class PolicyRemoved extends NamedFault {

  private static final Duration LONGEST = Duration.ofHours(2);

  public PolicyRemoved() {
    super("policy-removed", "a policy of the program is removed and put back later", 0.2);
  }

  @Override
  public void inject(Injection injection) {
    PolicyGaps.draw(injection, LONGEST, (graph, policy) -> true);
  }
}
