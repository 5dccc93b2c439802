package io.tributary.simulate;

import io.tributary.cloud.Wiring.Service;
import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.logs.LogGroups;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.EventLoop;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Through which one fault reaches into one run. What it decorates lies outside of what the
 * invariants watch: they judge the cloud, not the fault.
 */
public final class Injection {

  private final FaultRun run;
  private final Interpositions interpositions;

  Injection(FaultRun run, Interpositions interpositions) {
    this.run = run;
    this.interpositions = interpositions;
  }

  /**
   * Whether the fault strikes now. It never does after the faults have stopped.
   *
   * @param which the event, time slot or other thing it would strike
   * @param attempt tells several opportunities at the same thing apart; equal keys give equal
   *     answers
   */
  public boolean strikes(long which, long attempt) {
    return run.strikes(which, attempt);
  }

  /** Whether the fault would strike, without a strike being counted. */
  public boolean isDrawn(long which, long attempt) {
    return run.isDrawn(which, attempt);
  }

  /**
   * Whether the seed has the fault strike, also if this strike is left out of the run. What other
   * strikes hang on is drawn by this, so that leaving one out leaves them as they were.
   */
  public boolean isBySeed(long which, long attempt) {
    return run.isBySeed(which, attempt);
  }

  /** How the fault strikes, where that is drawn too: keyed by the seed and the fault's name. */
  public Chance chance() {
    return run.chance();
  }

  /** The true time; only its clock and timers are to be used. */
  public EventLoop loop() {
    return run.loop();
  }

  /** When the load begins, in microseconds since 1970. */
  public long beginMicros() {
    return run.beginMicros();
  }

  /** When the load ends, in microseconds since 1970. */
  public long endMicros() {
    return run.endMicros();
  }

  /** How many events are published. */
  public int events() {
    return run.events();
  }

  /** Keeps the faults from stopping before the given time, in microseconds since 1970. */
  public void holdUntil(long micros) {
    run.holdUntil(micros);
  }

  /** The event that a message carries, by its body; -1 if it carries none. */
  public int event(String body) {
    return Workload.event(body);
  }

  /** Notes that an event cannot be delivered as it is, and so may stay in a dead-letter queue. */
  public void undeliverable(int event) {
    run.undeliverable(event);
  }

  /** Notes that it is the fault's doing if SNS refuses an event; any other refusal is judged. */
  public void refusable(int event) {
    run.refusable(event);
  }

  /**
   * Changes what is published of the events that it strikes; they stay so after it has stopped, and
   * SNS may refuse them.
   */
  public void bodies(BodyChange change) {
    interpositions.bodies((event, body) -> run.marks(event) ? change.apply(event, body) : body);
  }

  /** Stands between the publisher and SNS. */
  public void topics(UnaryOperator<Topics> between) {
    interpositions.topics(between);
  }

  /** Stands between the consumer and SQS. */
  public void consumer(UnaryOperator<Queues> between) {
    interpositions.consumer(between);
  }

  /** Stands between a service and SQS. */
  public void queues(Service caller, UnaryOperator<Queues> between) {
    interpositions.queues(caller, between);
  }

  /** Stands between Pipes and EventBridge. */
  public void eventBuses(UnaryOperator<EventBuses> between) {
    interpositions.eventBuses(between);
  }

  /** Stands between a service and CloudWatch Logs. */
  public void logGroups(Service caller, UnaryOperator<LogGroups> between) {
    interpositions.logGroups(caller, between);
  }

  /** Bends a service's clock. */
  public void clock(Service service, UnaryOperator<EventLoop> clock) {
    interpositions.clock(service, clock);
  }

  /**
   * Tells which denials the fault causes, for any other breaks an invariant.
   *
   * @param ofTheFault is asked at the moment of a denial
   */
  public void denials(Predicate<Decision> ofTheFault) {
    interpositions.denials(ofTheFault);
  }

  /** Which policies are away, by this and all other faults of the run. */
  public AbsentPolicies absentPolicies() {
    return interpositions.absentPolicies();
  }

  /** Is called once the program is deployed, just before the load begins. */
  public void whenDeployed(Consumer<Stage> action) {
    interpositions.whenDeployed(action);
  }

  /** Is called when the faults stop, to restore what was changed. */
  public void whenStopped(Consumer<Stage> action) {
    interpositions.whenStopped(action);
  }

  /** Changes how long the consumer works on a message. */
  public void work(WorkChange change) {
    interpositions.work(change);
  }

  /** Changes how long the consumer works on a message, before it deletes it. */
  public interface WorkChange {
    /** The time to take in microseconds; the given one to leave it as it is. */
    long micros(QueuedMessage message, long usualMicros);
  }

  /** Changes the body of an event before it is published. */
  public interface BodyChange {
    /** The body to publish, which must still carry the event; equal for equal arguments. */
    String apply(int event, String body);
  }
}
