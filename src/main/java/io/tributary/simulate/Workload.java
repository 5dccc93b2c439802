package io.tributary.simulate;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The events of a run. Topic, body and time of each follow from the seed and its number alone, so
 * that leaving events out changes no other; nothing of them needs to be kept.
 */
final class Workload {

  /** The JSON member that names the event in most bodies. */
  static final String MEMBER = "simulated_event";

  static final String MARK = "event-of-run-";
  static final int DIGITS = 10;

  /** For so long a publisher gathers events for one call, as the SDK batches for SQS by default. */
  private static final double MOMENT_MICROS = 200_000;

  /** One event in so many has a body that is legal but odd. */
  private static final int ODD = 32;

  /**
   * A power of two, and more events than are on their way at once in a run of millions: most bodies
   * are asked for when published and, soon after, when they arrive.
   */
  private static final int RECENT = 1 << 10;

  private final Scenario scenario;
  private final List<Source> sources;
  private final Interpositions interpositions;
  private final long beginMicros;
  private final double spacingMicros;
  private final Chance chance;
  private final Chance moments;
  private final OddBodies odd = new OddBodies();
  private final String[] recent = new String[RECENT];
  private final int[] recentEvents = new int[RECENT];

  /**
   * An example that events are made of.
   *
   * @param topicArn where they are published
   * @param template what they look like
   * @param attributes what all of them have
   * @param queueArns where they have to arrive
   * @param name how reports call the example, and no other
   */
  record Source(
      String topicArn,
      BodyTemplate template,
      Attributes attributes,
      List<String> queueArns,
      String name) {}

  Workload(
      Scenario scenario, List<Source> sources, Interpositions interpositions, long beginMicros) {
    this.scenario = scenario;
    this.sources = sources;
    this.interpositions = interpositions;
    this.beginMicros = beginMicros;
    this.spacingMicros = scenario.duration().toNanos() / 1e3 / scenario.events();
    this.chance = Chance.of(scenario.seed(), "workload");
    this.moments = Chance.of(scenario.seed(), "moments of the workload");
  }

  int events() {
    return scenario.events();
  }

  /** Whether the event takes part in this run. */
  boolean has(int event) {
    return scenario.onlyEvents().isEmpty() || scenario.onlyEvents().get().contains(event);
  }

  /**
   * When the event is published, in microseconds since 1970; later events not earlier, those that
   * arise in the same moment at the same time.
   */
  long micros(int event) {
    long moment = (long) ((event + chance.at(event).fraction(-1)) * spacingMicros / MOMENT_MICROS);
    double micros = (moment + moments.fraction(moment)) * MOMENT_MICROS;
    return beginMicros + (long) Math.min(micros, spacingMicros * scenario.events());
  }

  String body(int event) {
    int at = event & RECENT - 1;
    if (recent[at] == null || recentEvents[at] != event) {
      recent[at] = newBody(event);
      recentEvents[at] = event;
    }
    return recent[at];
  }

  private String newBody(int event) {
    Chance here = chance.at(event);
    String body = source(event).template().body(event, here);
    return interpositions.body(event, isOdd(here) ? odd.of(body, mark(event), here) : body);
  }

  private static boolean isOdd(Chance here) {
    return here.below(ODD, -3) == 0;
  }

  /** The example that an event is like, but for ids, numbers and its mark; empty if it is odd. */
  Optional<Source> example(int event) {
    return isOdd(chance.at(event)) ? Optional.empty() : Optional.of(source(event));
  }

  List<Source> sources() {
    return sources;
  }

  /** The example that an event is made of, if only its odd body is not like it. */
  Source source(int event) {
    return sources.get(chance.at(event).below(sources.size(), -2));
  }

  /** Which events have to arrive in a queue. */
  IntPredicate goingTo(String queueArn) {
    return sources.stream().allMatch(source -> source.queueArns().contains(queueArn))
        ? event -> true
        : event -> source(event).queueArns().contains(queueArn);
  }

  static String mark(int event) {
    String digits = Integer.toString(event);
    return MARK + "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** The event that a text carries; -1 if it carries none. */
  static int event(String text) {
    int at = text.lastIndexOf(MARK);
    if (at < 0 || at + MARK.length() + DIGITS > text.length()) {
      return -1;
    }
    int event = 0;
    for (int i = at + MARK.length(); i < at + MARK.length() + DIGITS; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      event = event * 10 + digit;
    }
    return event;
  }
}
