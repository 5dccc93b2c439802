package io.tributary.audit;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.route.Route;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where each example ended in a flow, and which log groups were written to. */
final class Endings {

  /** What follows the name of a queue where a dead letter of a rule's target lies, and its code. */
  static final String WITH_ERROR = " with ERROR_CODE ";

  /** How a step ends that took a message into a queue or out of it. */
  private static final Set<Outcome> MOVED =
      EnumSet.of(Outcome.PASSED, Outcome.DEAD_LETTERED, Outcome.LOST);

  private final List<Hop> all = new ArrayList<>();
  private final SortedMap<String, List<Hop>> hops = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> places = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> queues = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> givenUpTo = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> received = new TreeMap<>();
  private final SortedSet<String> outlasted = new TreeSet<>();
  private final SortedSet<String> written = new TreeSet<>();

  Endings(List<String> examples) {
    for (String example : examples) {
      hops.put(example, new ArrayList<>());
      places.put(example, new TreeSet<>());
      queues.put(example, new TreeSet<>());
      givenUpTo.put(example, new TreeSet<>());
      received.put(example, new TreeSet<>());
    }
  }

  /**
   * Notes a hop.
   *
   * @param example that it is of; null for one that is of none, as of what an alarm tells
   */
  void passed(String example, Hop hop) {
    all.add(hop);
    if (example == null) {
      return;
    }
    hops.get(example).add(hop);
    if (MOVED.contains(hop.outcome())) {
      follow(example, hop);
    }
  }

  private void follow(String example, Hop hop) {
    if (hop.outcome() == Outcome.DEAD_LETTERED) {
      givenUpTo.get(example).add(hop.peer());
    }
    switch (hop.step()) {
      case SQS_SEND -> queues.get(example).add(hop.resource());
      case SQS_RECEIVE -> received.get(example).add(hop.resource());
      case SQS_DELETE, SQS_PURGE -> queues.get(example).remove(hop.resource());
      case SQS_EXPIRE -> expire(example, hop.resource());
      case SQS_DEAD_LETTER, SQS_REDRIVE -> {
        queues.get(example).remove(hop.resource());
        queues.get(example).add(hop.peer());
      }
      default -> {}
    }
  }

  private void expire(String example, String queue) {
    queues.get(example).remove(queue);
    if (!received.get(example).contains(queue)) {
      outlasted.add(example);
    }
  }

  /**
   * Whether an example lies in some queue, or lay there for as long as the queue keeps messages,
   * and nobody came for it.
   */
  boolean isKept(String example) {
    return !places.get(example).isEmpty() || outlasted.contains(example);
  }

  /** All hops, up to where the flow was at its end. */
  List<Hop> all() {
    return all;
  }

  /** The hops of each example, oldest first, up to where the flow was at its end. */
  SortedMap<String, List<Hop>> hops() {
    return hops;
  }

  /** Where each way of an example ended, and why, as a person reads it. */
  List<String> told(String example) {
    List<Hop> way = hops.get(example);
    // No flow stops a pipe; one that the program stops tries nothing, so that no way tells of it.
    return way.isEmpty() ? List.of() : Route.of(way, 0, pipe -> true).endings();
  }

  /**
   * The places where an example lies as a dead letter. A dead-letter queue may be an endpoint or a
   * target as well, and what comes to it as such is none.
   */
  SortedSet<String> dead(String example) {
    SortedSet<String> dead = new TreeSet<>();
    for (String place : places.get(example)) {
      String queue = place.replaceFirst("^queue ", ":");
      if (place.contains(WITH_ERROR)
          || givenUpTo.get(example).stream().anyMatch(arn -> arn.endsWith(queue))) {
        dead.add(place);
      }
    }
    return dead;
  }

  /**
   * The ARNs of the queues where an example lies, those included that the user cannot look into.
   */
  SortedSet<String> queues(String example) {
    return queues.get(example);
  }

  void found(String example, String place) {
    places.get(example).add(place);
  }

  void written(String logGroup) {
    written.add(logGroup);
  }

  SortedMap<String, SortedSet<String>> byExample() {
    return places;
  }

  /** The first thing that is otherwise there, in words; empty when the endings are the same. */
  Optional<String> difference(Endings there) {
    for (String example : places.keySet()) {
      Set<String> expected = places.get(example);
      Set<String> found = there.places.get(example);
      if (!found.equals(expected)) {
        return Optional.of(
            found.isEmpty()
                ? example + " is lost instead of ending in " + listed(expected)
                : example + " ends in " + listed(found) + " instead of " + listed(expected));
      }
    }
    return written.equals(there.written)
        ? Optional.empty()
        : Optional.of("written are " + listed(there.written) + " instead of " + listed(written));
  }

  static String listed(Set<String> places) {
    return places.isEmpty() ? "nothing" : String.join(" and ", places);
  }
}
