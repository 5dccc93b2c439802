package io.tributary.cloud.journal;

import io.tributary.cloud.time.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Every hop of every event: what happened, when, why. The newest hops are kept, older ones
 * forgotten, so that its memory is bounded. Like all state of the cloud it is touched on the loop
 * only.
 */
public final class Journal {

  /** How many hops a journal keeps unless told otherwise. */
  public static final int DEFAULT_CAPACITY = 100_000;

  /**
   * How many bytes its hops take at most, with payloads, reasons and ARNs, however few they are.
   */
  private static final long BYTE_CAPACITY = 64L * 1024 * 1024;

  private final EventLoop loop;
  private final int capacity;
  private final HopStore kept;
  private final List<Consumer<Hop>> listeners = new ArrayList<>();
  private final List<Measuring> measuring = new ArrayList<>();
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
   * @param capacity how many of the newest hops it keeps; 0 for none, if all that is wanted is to
   *     listen
   */
  public Journal(EventLoop loop, int capacity) {
    this.loop = loop;
    this.capacity = capacity;
    this.kept = new HopStore(capacity, BYTE_CAPACITY);
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

  /** How many hops are kept at most. */
  public int capacity() {
    return capacity;
  }

  /** How many hops were ever written; the sequence number of the newest one. */
  public long written() {
    return kept.newest();
  }

  /** The sequence number of the oldest hop still kept; one after the newest's when none is. */
  public long oldest() {
    return kept.oldest();
  }

  /** A hop that is still kept, by its sequence number. */
  public Hop read(long sequence) {
    if (sequence < kept.oldest() || sequence > kept.newest()) {
      throw new IllegalArgumentException(
          "hop %s is not kept; %s to %s are".formatted(sequence, kept.oldest(), kept.newest()));
    }
    return kept.hop(sequence);
  }

  /** The hops still kept, oldest first. */
  public Stream<Hop> hops() {
    return LongStream.rangeClosed(kept.oldest(), kept.newest()).mapToObj(kept::hop);
  }

  /** The hops still kept, newest first. */
  public Stream<Hop> newestFirst() {
    long newest = kept.newest();
    return LongStream.rangeClosed(0, newest - kept.oldest()).mapToObj(at -> kept.hop(newest - at));
  }

  /** The hops of one event that are still kept, oldest first. */
  public List<Hop> route(long trace) {
    return LongStream.rangeClosed(kept.oldest(), kept.newest())
        .filter(sequence -> kept.trace(sequence) == trace)
        .mapToObj(kept::hop)
        .toList();
  }

  /** Calls the listener with each hop from now on, on the loop; it must not block. */
  public void listen(Consumer<Hop> listener) {
    listeners.add(listener);
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
    Hop hop = entry.toHop(kept.newest() + 1, loop.micros());
    kept.add(hop);
    for (Consumer<Hop> listener : listeners) {
      listener.accept(hop);
    }
    return hop;
  }
}
