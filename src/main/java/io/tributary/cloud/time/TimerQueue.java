package io.tributary.cloud.time;

import java.time.Duration;
import java.util.Arrays;

/**
 * The timers of one loop, soonest first. A cancelled timer leaves at once, so that long polls
 * answered early cost no memory until they would have ended.
 *
 * <p>A binary heap, in which each timer knows its place. One set for the same time as the one set
 * just before waits behind that one and takes no place of its own: in a long outage, hundreds of
 * thousands of retries wait here, those of a moment for the same next moment.
 */
final class TimerQueue {

  private static final long NONE = Long.MAX_VALUE;

  private Timer[] heap = new Timer[64];
  private int size;
  private long added;
  private Timer newest;

  Timer add(long nowMicros, Duration delay, Runnable task) {
    long delayMicros = Math.max(0, delay.toNanos() / 1_000);
    Timer timer = new Timer(this, nowMicros + delayMicros, added++, task);
    if (newest != null && newest.isWaiting() && newest.dueMicros() == timer.dueMicros()) {
      line(newest, timer);
      timer.place = Timer.BEHIND;
    } else {
      addToHeap(timer);
    }
    newest = timer;
    return timer;
  }

  private void addToHeap(Timer timer) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    rise(size++, timer);
  }

  /** Takes a timer out; no effect if it is not in here any more. */
  void remove(Timer timer) {
    if (!timer.isWaiting()) {
      return;
    }
    if (timer.place == Timer.BEHIND) {
      line(timer.before, timer.after);
    } else if (timer.after != null) {
      // No timer of another place lies between the two, so that the heap stays in order.
      put(timer.place, timer.after);
      timer.after.before = null;
    } else {
      removeFromHeap(timer.place);
    }
    timer.place = Timer.NOWHERE;
    timer.before = null;
    timer.after = null;
  }

  private static void line(Timer before, Timer after) {
    before.after = after;
    if (after != null) {
      after.before = before;
    }
  }

  private void removeFromHeap(int place) {
    Timer last = heap[--size];
    heap[size] = null;
    if (place < size) {
      sink(place, last);
      if (heap[place] == last) {
        rise(place, last);
      }
    }
  }

  /** Removes and returns the first timer due at the given time, or null when none is. */
  Timer pollDue(long nowMicros) {
    if (nextMicros() > nowMicros) {
      return null;
    }
    Timer first = heap[0];
    remove(first);
    return first;
  }

  /** When the next timer is due; {@link Long#MAX_VALUE} when there is none. */
  long nextMicros() {
    return size == 0 ? NONE : heap[0].dueMicros();
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Puts a timer at a place or above. */
  private void rise(int from, Timer timer) {
    int place = from;
    while (place > 0 && timer.compareTo(heap[(place - 1) / 2]) < 0) {
      put(place, heap[(place - 1) / 2]);
      place = (place - 1) / 2;
    }
    put(place, timer);
  }

  /** Puts a timer at a place or below. */
  private void sink(int from, Timer timer) {
    int place = from;
    int child = soonerChild(place);
    while (child < size && heap[child].compareTo(timer) < 0) {
      put(place, heap[child]);
      place = child;
      child = soonerChild(place);
    }
    put(place, timer);
  }

  private int soonerChild(int place) {
    int left = 2 * place + 1;
    return left + 1 < size && heap[left + 1].compareTo(heap[left]) < 0 ? left + 1 : left;
  }

  private void put(int place, Timer timer) {
    heap[place] = timer;
    timer.place = place;
  }
}
