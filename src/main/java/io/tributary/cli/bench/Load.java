package io.tributary.cli.bench;

import io.tributary.cli.bench.Caller.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishers and consumers side by side, each a thread with a caller of its own, for a while; then
 * the consumers go on until the last event was received.
 */
public final class Load {

  /**
   * What to put on an endpoint.
   *
   * @param client whose requests it is
   * @param batch events of one publish request, 1 to 10
   * @param perSecond events a second, each published when it is due or, if all publishers are
   *     waiting for answers then, as soon after as can be; 0: as many as go through
   * @param seconds for how long events are published, or with a rate are due
   */
  public record Plan(
      Client client, int publishers, int consumers, int batch, int perSecond, int seconds) {

    /** The same with other events. */
    Plan with(int eventsARequest, int eventsASecond) {
      return new Plan(client, publishers, consumers, eventsARequest, eventsASecond, seconds);
    }
  }

  /**
   * How long a load waits.
   *
   * @param late after it is due, for an event to be published, until the rate counts as out of
   *     reach
   * @param silent without any answer, until the endpoint counts as gone
   */
  record Patience(Duration late, Duration silent) {

    static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  /**
   * How many events may be on their way when as many are sent as go through: enough to keep every
   * part of a pipeline busy, and too few for a queue in which what comes in faster than it goes out
   * would pile up.
   */
  private static final int IN_FLIGHT = 2_000;

  /** How often those who wait until an event is due look whether another has failed. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long without a new event until the missing ones count as lost. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Target target;
  private final Callers callers;
  private final Plan plan;
  private final Receipts receipts;
  private final Patience patience;
  private final Semaphore inFlight;
  private final AtomicLong next;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile long answered;
  private volatile boolean publishing = true;
  private long begin;
  private long end;

  private Load(Target target, Pipeline pipeline, Plan plan, Receipts receipts, Patience patience) {
    this.target = target;
    this.callers = plan.client().callers(target, pipeline, plan.batch());
    this.plan = plan;
    this.receipts = receipts;
    this.patience = patience;
    this.inFlight = new Semaphore(IN_FLIGHT);
    this.next = new AtomicLong(receipts.first());
  }

  /**
   * Runs a load to its end.
   *
   * @param receipts learns of every event
   * @throws UnmeasurableException if the endpoint refuses a request, answers none any more, or
   *     pauses or does not keep up with the rate, so that an event would be published 10 s after it
   *     was due
   */
  static void run(Target target, Pipeline pipeline, Plan plan, Receipts receipts)
      throws InterruptedException {
    run(target, pipeline, plan, receipts, Patience.USUAL);
  }

  static void run(Target target, Pipeline pipeline, Plan plan, Receipts receipts, Patience patience)
      throws InterruptedException {
    Load load = new Load(target, pipeline, plan, receipts, patience);
    try (load.callers) {
      load.run();
    }
  }

  private void run() throws InterruptedException {
    begin = System.nanoTime();
    end = begin + TimeUnit.SECONDS.toNanos(plan.seconds());
    answered = begin;
    receipts.begin(begin, plan);
    ExecutorService publishers = start(plan.publishers(), this::publish);
    ExecutorService consumers = start(plan.consumers(), this::consume);
    awaitEnd(publishers);
    end = System.nanoTime();
    publishing = false;
    awaitEnd(consumers);
    if (failure.get() != null) {
      throw target.thrown(failure.get());
    }
  }

  private interface Worker {
    void work(Caller caller) throws IOException, InterruptedException;
  }

  private ExecutorService start(int count, Worker worker) {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      Caller caller = callers.next();
      threads.execute(() -> work(worker, caller));
    }
    threads.shutdown();
    return threads;
  }

  /** The first failure ends all, also those who wait. */
  private void work(Worker worker, Caller caller) {
    try {
      worker.work(caller);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      failure.compareAndSet(null, failed);
      inFlight.release(IN_FLIGHT);
    }
  }

  private void awaitEnd(ExecutorService threads) throws InterruptedException {
    while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
      if (System.nanoTime() - answered > patience.silent().toNanos()) {
        failure.compareAndSet(
            null, new UnmeasurableException(target.endpoint() + " answers no more"));
        callers.close();
      }
    }
  }

  private void publish(Caller caller) throws IOException, InterruptedException {
    while (mayPublish()) {
      long number = next.getAndAdd(plan.batch());
      if (plan.perSecond() > 0 && !awaitDue(number)) {
        return;
      }
      caller.publish(number);
      answered = System.nanoTime();
      receipts.published(plan.batch());
    }
  }

  /** Without a rate, whether there is time left and few enough events are on their way. */
  private boolean mayPublish() throws InterruptedException {
    long left = end - System.nanoTime();
    return (plan.perSecond() > 0
            || left > 0 && inFlight.tryAcquire(plan.batch(), left, TimeUnit.NANOSECONDS))
        && failure.get() == null;
  }

  /**
   * Waits until an event is due; false if none of that number is. What was due while nothing could
   * be published is published nevertheless: left out, those that waited longest would not count.
   */
  private boolean awaitDue(long number) {
    if (number - receipts.first() >= (long) plan.perSecond() * plan.seconds()) {
      return false;
    }
    long due = receipts.due(number);
    for (long left = due - System.nanoTime();
        left > 0 && failure.get() == null;
        left = due - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
    }
    long late = System.nanoTime() - due;
    if (late > patience.late().toNanos()) {
      throw tooLate(late);
    }
    return failure.get() == null;
  }

  private UnmeasurableException tooLate(long nanos) {
    return new UnmeasurableException(
        String.format(
            Locale.ROOT,
            "of %,d events/s only %,.0f could be published at %s, which is %.1f s behind:"
                + " unless it paused, name a lower --rate",
            plan.perSecond(),
            receipts.published() * 1e9 / (System.nanoTime() - begin),
            target.endpoint(),
            nanos / 1e9));
  }

  private void consume(Caller caller) throws IOException, InterruptedException {
    while (failure.get() == null && (publishing || mayCome())) {
      if (receipts.mayReceive()) {
        receive(caller);
      }
    }
  }

  private void receive(Caller caller) throws IOException {
    Received received = caller.receive();
    answered = System.nanoTime();
    int fresh = receipts.count(received.numbers(), answered);
    if (!received.receiptHandles().isEmpty()) {
      caller.delete(received.receiptHandles());
      inFlight.release(fresh);
    }
  }

  private boolean mayCome() {
    return receipts.isMissing()
        && System.nanoTime() - Math.max(receipts.lastNanos(), end) < QUIET_NANOS;
  }
}
