package io.tributary.cloud.journal;

import io.tributary.cloud.time.EventLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Every hop of every event: what happened, when, why. The newest hops are kept, older ones
 * forgotten, so that its memory is bounded. Like all state of the cloud it is touched on the loop
 * only.
 */
public final class Journal {

  /** How many hops a journal keeps unless told otherwise. */
  public static final int DEFAULT_CAPACITY = 100_000;

  /** How many characters of payloads and reasons it keeps at most, however few hops hold them. */
  private static final long TEXT_CAPACITY = 64L * 1024 * 1024;

  private final EventLoop loop;
  private final int capacity;
  private final ArrayDeque<Hop> newest = new ArrayDeque<>();
  private final List<Consumer<Hop>> listeners = new ArrayList<>();
  private final List<Consumer<Hop>> forgetters = new ArrayList<>();
  private final List<Measuring> measuring = new ArrayList<>();
  private long textKept;
  private long written;
  private long traces;

  /** Who wants to know what services measure. */
  @FunctionalInterface
  public interface Measuring {
    /**
     * Hears of one measurement, on the loop; must not block.
     *
     * @param resource the ARN of what was measured; null for the account as a whole
     */
    void measured(Measure what, String resource, double value);
  }

  /**
   * An empty journal.
   *
   * @param capacity how many of the newest hops it keeps, at least 1
   */
  public Journal(EventLoop loop, int capacity) {
    this.loop = loop;
    this.capacity = capacity;
  }

  /** The number of a new event, for its hops to share. */
  public long newTrace() {
    return ++traces;
  }

  /** The number of the event that came last; 0 when none has come yet. */
  public long newestTrace() {
    return traces;
  }

  /** Begins a hop; it is written down once its outcome is told. */
  public HopEntry hop(long trace, Step step, String resource) {
    return new HopEntry(this, trace, step, resource);
  }

  /** How many hops were ever written; the sequence number of the newest one. */
  public long written() {
    return written;
  }

  /** The hops still kept, oldest first. */
  public Stream<Hop> hops() {
    return newest.stream();
  }

  /** The hops still kept, newest first. */
  public Stream<Hop> newestFirst() {
    Iterator<Hop> descending = newest.descendingIterator();
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(descending, Spliterator.ORDERED), false);
  }

  /** The hops of one event that are still kept, oldest first. */
  public List<Hop> route(long trace) {
    return hops().filter(hop -> hop.trace() == trace).toList();
  }

  /** Calls the listener with each hop from now on, on the loop; it must not block. */
  public void listen(Consumer<Hop> listener) {
    listeners.add(listener);
  }

  /** Calls the listener with each hop that is no longer kept, on the loop; it must not block. */
  public void listenToForgotten(Consumer<Hop> listener) {
    forgetters.add(listener);
  }

  /** Tells the listeners what was measured; the journal does not keep it. */
  public void measure(Measure what, String resource, double value) {
    for (Measuring listener : measuring) {
      listener.measured(what, resource, value);
    }
  }

  /** Calls the listener with each measurement from now on, on the loop; it must not block. */
  public void listenToMeasures(Measuring listener) {
    measuring.add(listener);
  }

  Hop write(HopEntry entry) {
    Hop hop = entry.toHop(++written, loop.micros());
    newest.add(hop);
    textKept += textSize(hop);
    while (newest.size() > capacity || textKept > TEXT_CAPACITY && newest.size() > 1) {
      forget(newest.poll());
    }
    for (Consumer<Hop> listener : listeners) {
      listener.accept(hop);
    }
    return hop;
  }

  private void forget(Hop hop) {
    textKept -= textSize(hop);
    for (Consumer<Hop> listener : forgetters) {
      listener.accept(hop);
    }
  }

  private static int textSize(Hop hop) {
    return length(hop.payload()) + length(hop.reason());
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }
}
