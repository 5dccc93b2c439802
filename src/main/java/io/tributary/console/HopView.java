package io.tributary.console;

/**
 * One hop of an event's way.
 *
 * @param number its place in the journal: the same however many of the hops before are forgotten
 * @param time to the microsecond
 * @param step in a word
 * @param resource the ARN of where
 * @param peer the ARN of the other side; null when there is none
 * @param at whether the peer is the queue at which a pipe failed to receive or to delete; else it
 *     is where the event was to go, if it is not the caller
 * @param caller the ARN or name of who asked for it; null when nobody did
 * @param outcome of this hop, in lower case with hyphens
 * @param detail why it did not pass, in words; null when it passed
 * @param message the event as it was there; null where it was as before
 * @param pattern what it was held against; null when nothing was to match
 * @param policy what allowed or denied it; null when nothing was asked, or it is not known which of
 *     several statements allowed it
 * @param change what would let it pass; null when nothing would, or it did
 */
record HopView(
    long number,
    String time,
    String step,
    String resource,
    String peer,
    boolean at,
    String caller,
    String outcome,
    String detail,
    String message,
    Pattern pattern,
    Policy policy,
    String change) {

  /**
   * An event pattern or filter policy, as it stands now.
   *
   * @param text JSON
   * @param scope of a filter policy, as SNS names it: {@code MessageAttributes} or {@code
   *     MessageBody}; null for others
   */
  record Pattern(String text, String scope, boolean matched) {}

  /**
   * The statement that denied, or that allowed the same caller the same when it asked last.
   *
   * @param statement JSON; null when none decided
   * @param name of the policy that has it; null when none decided
   * @param effect {@code Allow} or {@code Deny}
   * @param words what it says, or why none decided
   */
  record Policy(String statement, String name, String effect, String words) {}
}
