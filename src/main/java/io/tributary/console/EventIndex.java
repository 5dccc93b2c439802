package io.tributary.console;

import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The newest events of a journal, each with those of its hops that the journal still keeps, found
 * without going through all of it: each hop leads to the one before it of the same event.
 */
final class EventIndex {

  /** How many events are listed at most. */
  static final int CAPACITY = 10_000;

  private final Journal journal;
  private final Predicate<String> pipeRuns;

  /** Events are numbered as they come in, so each has its place until a later one needs it. */
  private final long[] traces = new long[CAPACITY];

  /** The sequence number of the newest hop of each place's event. */
  private final long[] newestHops = new long[CAPACITY];

  /** How far before each kept hop the one before it of its event is; 0 when there is none. */
  private final int[] back;

  private long newest;

  private EventIndex(Journal journal, Predicate<String> pipeRuns) {
    if (journal.capacity() == 0) {
      throw new IllegalArgumentException("a journal that keeps nothing has nothing to list");
    }
    this.journal = journal;
    this.pipeRuns = pipeRuns;
    this.back = new int[journal.capacity()];
  }

  /** An index of all events of a cloud's journal, and of those that come. */
  static EventIndex of(LocalCloud cloud) {
    Journal journal = cloud.journal();
    EventIndex index = new EventIndex(journal, cloud.pipes()::runs);
    journal.hops().forEach(index::written);
    journal.listen(index::written);
    return index;
  }

  private void written(Hop hop) {
    long trace = hop.trace();
    if (trace == 0 || trace <= newest - CAPACITY) {
      return;
    }
    int place = place(trace);
    long before = traces[place] == trace ? hop.sequence() - newestHops[place] : 0;
    back[place(hop)] = before < back.length ? (int) before : 0;
    traces[place] = trace;
    newestHops[place] = hop.sequence();
    newest = Math.max(newest, trace);
  }

  private static int place(long trace) {
    return (int) (trace % CAPACITY);
  }

  private int place(Hop hop) {
    return (int) (hop.sequence() % back.length);
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
    if (trace < oldest() || trace > newest || traces[place(trace)] != trace) {
      return null;
    }
    ArrayDeque<Hop> hops = new ArrayDeque<>();
    long sequence = newestHops[place(trace)];
    while (sequence >= journal.oldest()) {
      Hop hop = journal.read(sequence);
      hops.addFirst(hop);
      int before = back[place(hop)];
      sequence = before == 0 ? 0 : sequence - before;
    }
    return hops.isEmpty() ? null : new RecentEvent(trace, List.copyOf(hops), pipeRuns);
  }
}
