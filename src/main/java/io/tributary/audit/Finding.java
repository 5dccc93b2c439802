package io.tributary.audit;

import java.util.List;

/**
 * Something to mend.
 *
 * @param kind what is wrong
 * @param where the policy, or the flow
 * @param problem what is wrong, in words
 * @param details what leads to it, a line each
 * @param statement the statement that mends it, as JSON to paste; null when there is none
 * @param file the source file of the component that would carry it; null when it is not known
 */
public record Finding(
    Kind kind, String where, String problem, List<String> details, String statement, String file) {

  /** What can be wrong. */
  public enum Kind {
    /** A request of a flow is denied. */
    DENIED,
    /** An event of a flow is nowhere, or not where it has to be. */
    LOST,
    /** A resource cannot be made. */
    NOT_DEPLOYED,
    /** A piece of a policy makes no difference. */
    UNNEEDED,
    /** A wildcard reaches further than what is used. */
    BROADER_THAN_NEEDED,
    /** A forged request gets through. */
    FORGED
  }
}
