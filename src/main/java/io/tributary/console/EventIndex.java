package io.tributary.console;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;

/**
 * The newest events of a journal, each with those of its hops that the journal still keeps: no more
 * than the journal, but found without going through all of it.
 */
final class EventIndex {

  /** How many events are listed at most. */
  static final int CAPACITY = 10_000;

  /** Events are numbered as they come in, so each has its place until a later one needs it. */
  private final RecentEvent[] places = new RecentEvent[CAPACITY];

  private long newest;

  private EventIndex() {}

  /** An index of all events of a journal, and of those that come. */
  static EventIndex of(Journal journal) {
    EventIndex index = new EventIndex();
    journal.hops().forEach(index::written);
    journal.listen(index::written);
    journal.listenToForgotten(index::forgotten);
    return index;
  }

  private void written(Hop hop) {
    long trace = hop.trace();
    if (trace == 0 || trace <= newest - CAPACITY) {
      return;
    }
    int place = place(trace);
    RecentEvent event = places[place];
    if (event == null || event.trace() != trace) {
      event = new RecentEvent(trace);
      places[place] = event;
      newest = Math.max(newest, trace);
    }
    event.add(hop);
  }

  private void forgotten(Hop hop) {
    RecentEvent event = places[place(hop.trace())];
    if (event != null && event.trace() == hop.trace() && event.forgetOldest()) {
      places[place(hop.trace())] = null;
    }
  }

  private static int place(long trace) {
    return (int) (trace % CAPACITY);
  }

  /** The number of the newest event; 0 when there is none. */
  long newest() {
    return newest;
  }

  /** The number of the oldest event that may still be listed. */
  long oldest() {
    return Math.max(1, newest - CAPACITY + 1);
  }

  /** An event by its number; null when it is not listed. */
  RecentEvent find(long trace) {
    if (trace < oldest() || trace > newest) {
      return null;
    }
    RecentEvent event = places[place(trace)];
    return event != null && event.trace() == trace ? event : null;
  }
}
