package io.tributary.simulate.fault;

import io.tributary.simulate.Injection;
import java.util.Set;
import java.util.TreeSet;

/** The dead-letter queues of a program, for the faults that spare them. */
final class DeadLetterQueues {

  private DeadLetterQueues() {}

  /** Their ARNs, known once the program is deployed. */
  static Set<String> of(Injection injection) {
    Set<String> arns = new TreeSet<>();
    injection.whenDeployed(stage -> arns.addAll(stage.deadLetterQueues()));
    return arns;
  }
}
