package io.tributary.cli;

import io.tributary.cloud.journal.Hop;
import io.tributary.route.RouteText;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints hops as they happen. The cloud's loop only hands them over; a terminal that is slow or
 * held costs it nothing: hops that find no room are counted instead of printed.
 */
final class PassingEvents {

  private static final int ROOM = 1_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final PrintWriter out;
  private final BlockingQueue<Hop> waiting = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong leftOut = new AtomicLong();

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
    if (!waiting.offer(hop)) {
      leftOut.incrementAndGet();
    }
  }

  private void printForever() {
    try {
      while (true) {
        print(waiting.take());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(Hop hop) {
    Instant at = Instant.ofEpochSecond(hop.micros() / 1_000_000, hop.micros() % 1_000_000 * 1_000);
    out.println(TIME.format(at) + "  #" + hop.trace() + "  " + RouteText.line(hop));
    if (waiting.isEmpty()) {
      long missed = leftOut.getAndSet(0);
      if (missed > 0) {
        out.println("              ... and " + missed + " more hops, too many to print");
      }
    }
  }
}
