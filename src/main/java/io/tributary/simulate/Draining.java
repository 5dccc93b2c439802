package io.tributary.simulate;

import io.tributary.cloud.time.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Waits, once the faults have stopped, until every accepted event has arrived, or lies in a
 * dead-letter queue, and nothing moves; gives up when for long no fewer messages wait in queues.
 */
final class Draining {

  private static final Duration MOMENT = Duration.ofMinutes(1);

  /**
   * What AWS allows.
   *
   * <p>See
   * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
   */
  private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

  /** From here on no retention is sure to outlast the load, its end and the redrive. */
  private static final Duration LONG_LOAD = LONGEST_RETENTION.minusDays(1);

  private final EventLoop loop;
  private final Duration load;
  private final Consumer<Duration> advance;
  private final Publisher publisher;
  private final ModelledQueues queues;
  private final Patience patience;
  private final Destinations destinations;
  private final Ledger ledger;

  /** The most that waited at a time; the fewest since; when those were first so few. */
  private int most;

  private int fewest;
  private long quietSince;

  /**
   * The wait for the end of a run.
   *
   * @param load how long events were published
   * @param advance lets so much time pass
   */
  Draining(
      EventLoop loop,
      Duration load,
      Consumer<Duration> advance,
      Publisher publisher,
      ModelledQueues queues,
      Patience patience,
      Destinations destinations) {
    this.loop = loop;
    this.load = load;
    this.advance = advance;
    this.publisher = publisher;
    this.queues = queues;
    this.patience = patience;
    this.destinations = destinations;
    this.ledger = destinations.ledger();
  }

  /** Until then, or until an invariant does not hold. */
  void await() {
    most = 0;
    fewest = 0;
    quietSince = loop.micros();
    while (ledger.violations().isEmpty() && !drained()) {
      look(queues.waiting());
      Duration longest = patience.longestQuiet(most);
      if (loop.micros() - quietSince >= longest.toNanos() / 1_000) {
        notDrained(longest);
      }
      advance.accept(MOMENT);
    }
  }

  private boolean drained() {
    return publisher.done()
        && queues.waiting() == 0
        && destinations.all().stream()
            .allMatch(one -> one.ledger().firstMissing(queues.deadLettered(one)) < 0);
  }

  /**
   * What SNS or EventBridge has held may come only now, and takes its time too. That more wait is
   * no sign that any leaves: messages that go round for ever are to be told.
   */
  private void look(int waiting) {
    if (waiting > most) {
      most = waiting;
      fewest = waiting;
    } else if (waiting < fewest) {
      fewest = waiting;
      quietSince = loop.micros();
    }
  }

  private void notDrained(Duration quiet) {
    for (Destination one : destinations.all()) {
      int lost = one.ledger().firstMissing(queues.lying(one));
      if (lost >= 0) {
        ledger.violated("nothing-lost", lost, missing(one, lost, quiet));
      }
    }
    if (ledger.violations().isEmpty()) {
      ledger.violated("backlog-drains", queues.firstWaiting(), stuck(quiet));
    }
  }

  private String stuck(Duration quiet) {
    int waiting = queues.waiting();
    if (waiting == 0) {
      return "the publisher waits for an answer of SNS, and in "
          + Scenario.text(quiet)
          + " no message has left a queue";
    }
    return "%s in queues, in %s no fewer though the faults have stopped, and %s should have been consumed"
        .formatted(
            waiting == 1 ? "1 message waits" : waiting + " messages wait",
            Scenario.text(quiet),
            waiting == 1 ? "it" : "they");
  }

  /** Whatever waits in queues is of other events, and says nothing of this one. */
  private String missing(Destination destination, int event, Duration quiet) {
    return destination
        .ledger()
        .expiredIn(event)
        .map(this::expired)
        .orElseGet(
            () ->
                "it is neither at %s nor in any queue on the way, and has not come in %s though the faults have stopped"
                    .formatted(destination.ledger().name(), Scenario.text(quiet)));
  }

  private String expired(String queueArn) {
    Duration retention = Duration.ofNanos(queues.rules(queueArn).retentionMicros() * 1_000);
    String words =
        "it expired in %s, whose retention of %s was over before it was handled, and is in no other queue on the way"
            .formatted(queueArn, Scenario.text(retention));
    return queues.isDeadLetterQueue(queueArn) ? words + untilRedriven(retention) : words;
  }

  /** What helps, if the load or a short retention is the cause. */
  private String untilRedriven(Duration retention) {
    String cause = "; a dead-letter queue is redriven after the load only, so ";
    String longest = Scenario.text(LONGEST_RETENTION);
    if (load.compareTo(LONG_LOAD) >= 0) {
      return cause
          + "take a --duration well below its retention, which can be "
          + longest
          + " at most";
    }
    return retention.compareTo(LONGEST_RETENTION) < 0
        ? cause + "it needs a longer retention, of up to " + longest
        : "";
  }
}
