package io.tributary.simulate;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.Arrays;
import java.util.Set;

/**
 * Watches every hop as it is written. What the journal claims is not taken as true: a move, an
 * expiry or a rule's match is checked by the models, a loss of an event is a violation. Of a filter
 * it is checked that the program asks for one there, and that none of its patterns matches which
 * {@link Blueprint#filters} tells; the others are believed.
 */
final class Invariants {

  /** In the place of an event: what was published is an alarm, or the like, and none. */
  private static final int FOREIGN = -1;

  /** How SQS begins to say so. */
  private static final String TOO_LARGE = "Message must be shorter than";

  /**
   * What helps.
   *
   * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
   */
  private static final String SMALLER =
      "A message is larger as an event, with some 300 bytes around it and what a template adds: give"
          + " the queues where messages from topics come a smaller maxMessageSize, such as 261000, and"
          + " what is larger lies in the dead-letter queues of their subscriptions, where it is not"
          + " lost.";

  /** What helps where a rule's dead-letter queue takes less than a topic does. */
  private static final String LARGER =
      "The rule's dead-letter queue takes no more: give it a maxMessageSize of "
          + Topics.MOST_BYTES
          + ".";

  private final Ledger ledger;
  private final SqsModel model;
  private final PatternModel patterns;
  private final Denials denials;
  private final Set<String> sources;
  private final DeadLetters deadLetters = new DeadLetters();

  /** The newest message that a queue took and no redrive was paired with; null for none. */
  private Hop newestSend;

  /** The event of each trace, plus one; 0 where it is not known, or {@link #FOREIGN}. */
  private int[] events = new int[1 << 10];

  /**
   * Judges who have seen nothing yet.
   *
   * @param sources the topics that events are published to, by ARN
   */
  Invariants(
      Ledger ledger, SqsModel model, PatternModel patterns, Denials denials, Set<String> sources) {
    this.ledger = ledger;
    this.model = model;
    this.patterns = patterns;
    this.denials = denials;
    this.sources = sources;
  }

  void see(Hop hop) {
    switch (hop.step()) {
      case SNS_PUBLISH -> note(hop);
      case SQS_SEND -> newestSend = hop.outcome() == Outcome.PASSED ? hop : newestSend;
      case SQS_REDRIVE -> redriven(hop);
      case RULE_MATCH -> matched(hop);
      default -> {}
    }
    switch (hop.outcome()) {
      case FILTERED -> filtered(hop);
      case DENIED -> denials.see(hop, event(hop.trace()));
      case DEAD_LETTERED -> deadLettered(hop);
      case LOST -> lost(hop);
      default -> {}
    }
  }

  /** The event of a trace; -1 when it is not one of the run. */
  int event(long trace) {
    return Math.max(0, noted(trace)) - 1;
  }

  private int noted(long trace) {
    return trace < events.length ? events[(int) trace] : 0;
  }

  /** Whether a trace began at a topic that no events of the run are published to. */
  private boolean isForeign(Hop hop) {
    return noted(hop.trace()) == FOREIGN;
  }

  DeadLetters deadLetters() {
    return deadLetters;
  }

  private void matched(Hop hop) {
    if (hop.outcome() == Outcome.PASSED) {
      patterns.passed(hop, event(hop.trace()));
    }
  }

  private void filtered(Hop hop) {
    if (!isForeign(hop)) {
      patterns.filtered(hop, event(hop.trace()));
    }
  }

  private void deadLettered(Hop hop) {
    deadLetters.add(hop.peer(), hop.reason());
    if (hop.step() == Step.SQS_DEAD_LETTER) {
      model.moved(hop);
    }
  }

  /**
   * What a task moves is a new message, which the destination has before the old one goes. Both
   * happen in one task of the loop, so that no other send can come between; the model checks that
   * it is a send of this event to this destination, and each counts for one redrive only.
   */
  private void redriven(Hop hop) {
    if (hop.outcome() == Outcome.PASSED) {
      model.redriven(hop, newestSend);
      newestSend = null;
    }
  }

  private void lost(Hop hop) {
    if (hop.step() == Step.SQS_EXPIRE) {
      model.expired(hop, isForeign(hop));
    } else if (!isUnheard(hop)) {
      String remedy = isTooLarge(hop) ? System.lineSeparator() + remedy(hop) : "";
      ledger.violated(
          "nothing-lost",
          event(hop.trace()),
          "lost at " + hop.resource() + ": " + hop.reason() + remedy);
    }
  }

  /** A dead-letter queue did not take it since it takes nothing so large, as a rule's says. */
  private static boolean isTooLarge(Hop lost) {
    return lost.step() == Step.TARGET_DELIVER && String.valueOf(lost.reason()).contains(TOO_LARGE);
  }

  private static String remedy(Hop tooLarge) {
    return tooLarge.reason().contains(TOO_LARGE + " " + Topics.MOST_BYTES) ? SMALLER : LARGER;
  }

  /** An alarm, or the like, at a topic that nobody has subscribed to. */
  private boolean isUnheard(Hop hop) {
    return hop.step() == Step.SNS_DELIVER && hop.peer() == null && isForeign(hop);
  }

  private void note(Hop publish) {
    long trace = publish.trace();
    if (publish.payload() == null) {
      return;
    }
    if (trace >= events.length) {
      events = Arrays.copyOf(events, Math.max(2 * events.length, (int) trace + 1));
    }
    int event = Workload.event(publish.payload());
    events[(int) trace] = event >= 0 || sources.contains(publish.resource()) ? event + 1 : FOREIGN;
  }
}
