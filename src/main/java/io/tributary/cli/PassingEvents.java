package io.tributary.cli;

import io.tributary.cloud.journal.Hop;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints hops as they happen, with the time in UTC. The cloud's loop only hands them over; a
 * terminal that is slow or held costs it nothing: hops that find no room are counted instead of
 * printed, and so are those that nobody could read, since too many come in one second.
 */
final class PassingEvents {

  /** More in a second, and printing would take half a core from the cloud. */
  private static final int MOST_A_SECOND = 1_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final PrintWriter out;
  private final BlockingQueue<Hop> waiting = new ArrayBlockingQueue<>(MOST_A_SECOND);
  private final AtomicLong leftOut = new AtomicLong();
  private final AlarmNotices notices = new AlarmNotices(this::print);
  private long second;
  private int inSecond;

  private PassingEvents(PrintWriter out) {
    this.out = out;
  }

  /** Starts printing; the answer is what the journal is to call with each hop. */
  static PassingEvents startedOn(PrintWriter out) {
    PassingEvents events = new PassingEvents(out);
    Thread printer = new Thread(events::printForever, "passing-events");
    printer.setDaemon(true);
    printer.start();
    return events;
  }

  /** Takes a hop for printing; never blocks. */
  void passed(Hop hop) {
    long now = hop.micros() / 1_000_000;
    inSecond = now == second ? inSecond + 1 : 1;
    second = now;
    if (inSecond > MOST_A_SECOND || !waiting.offer(hop)) {
      leftOut.incrementAndGet();
    }
  }

  private void printForever() {
    try {
      while (true) {
        Hop hop = waiting.poll(1, TimeUnit.SECONDS);
        if (hop != null) {
          notices.take(hop);
        } else {
          notices.tellHeld();
        }
        if (waiting.isEmpty()) {
          tellLeftOut();
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(Hop hop, String what) {
    Instant at = Instant.ofEpochSecond(hop.micros() / 1_000_000, hop.micros() % 1_000_000 * 1_000);
    out.println(TIME.format(at) + "  #" + hop.trace() + "  " + what);
  }

  private void tellLeftOut() {
    long count = leftOut.getAndSet(0);
    if (count > 0) {
      out.println("              ... and " + count + " more hops, too many to print");
    }
  }
}
