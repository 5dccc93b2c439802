package io.tributary.audit;

import java.util.List;
import java.util.function.Consumer;

/**
 * One way in which a system is used, or fails.
 *
 * @param name what happens, in words
 * @param broken the ARNs of what the flow breaks on purpose: what is denied there is meant
 * @param arrives whether the examples reach the queues where they have to arrive; if not, they have
 *     to be in some queue
 * @param play does it
 */
record Flow(String name, List<String> broken, boolean arrives, Consumer<Site> play) {

  /** Whether nothing fails, so that no event may become a dead letter. */
  boolean allIsWell() {
    return arrives && broken.isEmpty();
  }

  /** The same, named for the scene in which {@link Opened} plays it. */
  Flow withOwnEvents() {
    return new Flow(name + ", with an event of the audit's own", broken, arrives, play);
  }

  /** Whether a resource is broken on purpose, or lies within one, as a stream in a log group. */
  boolean breaks(String resource) {
    return broken.stream().anyMatch(arn -> resource.equals(arn) || resource.startsWith(arn + ":"));
  }
}
