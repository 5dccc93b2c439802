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
    DENIED("Denied", "This statement would allow it", false),
    /** An event of a flow is nowhere, or not where it has to be. */
    LOST("Not arrived", null, false),
    /** A resource cannot be made. */
    NOT_DEPLOYED("Not deployed", null, false),
    /** Nothing that was played came through, though examples came to it. */
    UNREACHED("Let nothing through", null, true),
    /** A piece of a policy makes no difference. */
    UNNEEDED("Unneeded", null, true),
    /** A wildcard reaches further than what is used. */
    BROADER_THAN_NEEDED("Broader than needed", "This statement is enough", true),
    /** A forged request gets through. */
    FORGED("Open to a forged request", null, true);

    private final String words;
    private final String remedy;
    private final boolean afterTheFlows;

    Kind(String words, String remedy, boolean afterTheFlows) {
      this.words = words;
      this.remedy = remedy;
      this.afterTheFlows = afterTheFlows;
    }

    /** What is wrong, in a word. */
    public String words() {
      return words;
    }

    /** What a finding's statement does about it; null for a kind that has none. */
    public String remedy() {
      return remedy;
    }

    /** Whether it is found only when all flows succeed. */
    public boolean afterTheFlows() {
      return afterTheFlows;
    }
  }
}
