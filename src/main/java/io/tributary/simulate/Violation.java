package io.tributary.simulate;

/**
 * An invariant that did not hold. What is broken in the same words again is counted, not told
 * again.
 *
 * @param invariant which one, in kebab-case
 * @param event the event it is about, the first of several; -1 when it is about none
 * @param what what was seen, in words for a person; more than one line for what takes more
 * @param times how often
 */
public record Violation(String invariant, int event, String what, long times) {

  /** So many of a run are told; one that breaks in its own words with each event has more. */
  public static final int MOST_TOLD = 100;

  Violation again() {
    return new Violation(invariant, event, what, times + 1);
  }
}
