package io.tributary.cloud.journal;

import io.tributary.cloud.iam.Decision;

/** A hop about to be written: say what it was about, then how it ended, which writes it down. */
public final class HopEntry {

  private final Journal journal;
  private final long trace;
  private final Step step;
  private final String resource;
  private String peer;
  private String id;
  private String payload;
  private Outcome outcome;
  private String reason;
  private Decision decision;

  HopEntry(Journal journal, long trace, Step step, String resource) {
    this.journal = journal;
    this.trace = trace;
    this.step = step;
    this.resource = resource;
  }

  /** The ARN of the other side. */
  public HopEntry peer(String arn) {
    this.peer = arn;
    return this;
  }

  /** The id that the service gave the event at this step. */
  public HopEntry id(String serviceId) {
    this.id = serviceId;
    return this;
  }

  /** The event as it was there. */
  public HopEntry payload(String text) {
    this.payload = text;
    return this;
  }

  /** Writes down that the event went on. */
  public Hop passed() {
    return end(Outcome.PASSED, null, null);
  }

  /** Writes down that it did not pass, or not yet, and why. */
  public Hop stopped(Outcome how, String why) {
    return end(how, why, null);
  }

  /** Writes down that IAM denied it. */
  public Hop denied(Decision why) {
    return end(Outcome.DENIED, why.message(), why);
  }

  /**
   * Whether a failed attempt is written down: the first, second, fourth, eighth, ... only, as an
   * outage of days must not push all other hops out of the journal.
   *
   * @param attempts made so far, this one too
   */
  public static boolean notes(int attempts) {
    return Integer.bitCount(attempts) == 1;
  }

  private Hop end(Outcome how, String why, Decision denial) {
    this.outcome = how;
    this.reason = why;
    this.decision = denial;
    return journal.write(this);
  }

  Hop toHop(long sequence, long micros) {
    return new Hop(
        sequence, micros, trace, step, resource, peer, outcome, id, payload, reason, decision);
  }
}
