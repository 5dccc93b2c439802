package io.tributary.cloud.pipes;

import io.tributary.cloud.iam.AccessDenied;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.sqs.QueuedMessage;
import io.tributary.cloud.sqs.Queues;
import io.tributary.cloud.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Reads a running pipe's queue as the pipe's role and hands batches on. The queue wakes it; it
 * polls on a timer only while its calls are refused, at growing intervals, and goes on by itself
 * once they no longer are.
 */
final class Poller {

  /** The service that a pipe's role trusts. */
  static final String PIPES = "pipes.amazonaws.com";

  /** The journal's trace of hops that concern no event. */
  static final long NO_EVENT = 0;

  /** Credentials of a role are renewed after an hour, the default of sts:AssumeRole. */
  private static final Duration SESSION = Duration.ofHours(1);

  private static final Duration SHORTEST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

  private final Services services;
  private final PipeSettings settings;
  private final Delivery delivery;
  private final List<QueuedMessage> batch = new ArrayList<>();

  private Caller session;
  private long sessionEndsMillis;
  private boolean attributesRead;
  private Queues.Wake wake;
  private Timer retry;
  private Timer windowEnd;
  private Duration backoff = SHORTEST_BACKOFF;
  private String sourceTrouble;
  private String targetTrouble;
  private boolean stopped;

  Poller(Services services, PipeSettings settings) {
    this.services = services;
    this.settings = settings;
    this.delivery = new Delivery(services, settings);
  }

  /**
   * Tries the role out against the source, without receiving anything.
   *
   * @throws RefusedException if the role cannot be assumed or may not read the queue's attributes
   */
  void tryOut() {
    try {
      readAttributes();
    } catch (AccessDenied denied) {
      throw new RefusedException(Refusal.of(denied));
    } catch (SqsException refused) {
      throw new RefusedException(Refusal.of(refused));
    }
  }

  /**
   * Begins to poll.
   *
   * @throws RefusedException if the first poll is refused: nothing is polled then
   */
  void start() {
    Refusal refusal = poll();
    if (refusal != null) {
      stop();
      throw new RefusedException(refusal);
    }
  }

  /** Stops polling, and hands on what was already received. */
  void stop() {
    stopped = true;
    cancelWaiting();
    flush();
  }

  /** Why its calls are refused just now; null while all is well. */
  String trouble() {
    return sourceTrouble != null ? sourceTrouble : targetTrouble;
  }

  private void run() {
    if (stopped) {
      return;
    }
    cancelWaiting();
    try {
      Refusal refusal = poll();
      if (refusal != null) {
        sourceRefused(refusal);
      }
    } catch (RuntimeException bug) {
      // The loop tells of it. The pipe, which shows RUNNING, must not go silent over it.
      retryLater();
      throw bug;
    }
  }

  private Refusal poll() {
    try {
      readAttributes();
      receive();
    } catch (AccessDenied denied) {
      return Refusal.of(denied);
    } catch (SqsException refused) {
      return Refusal.of(refused);
    }
    if (batch.size() >= settings.batchSize() || settings.windowSeconds() == 0) {
      flush();
    } else if (!batch.isEmpty() && windowEnd == null) {
      windowEnd =
          services.loop().schedule(Duration.ofSeconds(settings.windowSeconds()), this::flush);
    }
    waitForMessages();
    return null;
  }

  /** AWS asks for the queue's attributes before it polls; so does this, and again after trouble. */
  private void readAttributes() {
    Caller role = session();
    if (!attributesRead) {
      services.queues().requireAttributes(role, settings.source());
      attributesRead = true;
    }
  }

  private void receive() {
    int room = settings.batchSize() - batch.size();
    batch.addAll(
        services
            .queues()
            .receive(session(), settings.source(), room, settings.visibilitySeconds()));
    sourceTrouble = null;
    if (targetTrouble == null) {
      backoff = SHORTEST_BACKOFF;
    }
  }

  private void waitForMessages() {
    if (!stopped && retry == null && wake == null) {
      wake = services.queues().whenAvailable(settings.source(), this::run);
    }
  }

  private void flush() {
    if (windowEnd != null) {
      windowEnd.cancel();
      windowEnd = null;
    }
    if (batch.isEmpty()) {
      return;
    }
    List<QueuedMessage> closed = List.copyOf(batch);
    batch.clear();
    Refusal refusal = deliver(closed);
    targetTrouble = refusal == null ? null : refusal.stateReason();
    if (refusal != null && !stopped) {
      retryLater();
    }
  }

  private Refusal deliver(List<QueuedMessage> closed) {
    Caller role;
    try {
      role = session();
    } catch (AccessDenied denied) {
      Refusal refusal = Refusal.of(denied);
      closed.forEach(message -> refusal.end(delivery.hop(message)));
      return refusal;
    }
    return delivery.deliver(role, closed);
  }

  /** Written down once, however often it is tried again in vain. */
  private void sourceRefused(Refusal refusal) {
    String reason = refusal.stateReason();
    if (!reason.equals(sourceTrouble)) {
      sourceTrouble = reason;
      refusal.end(
          services
              .journal()
              .hop(NO_EVENT, Step.PIPE_DELIVER, settings.arn())
              .peer(settings.source()));
    }
    retryLater();
  }

  private void retryLater() {
    session = null;
    attributesRead = false;
    cancelWaiting();
    retry = services.loop().schedule(backoff, this::run);
    Duration doubled = backoff.multipliedBy(2);
    backoff = doubled.compareTo(LONGEST_BACKOFF) < 0 ? doubled : LONGEST_BACKOFF;
  }

  private void cancelWaiting() {
    if (wake != null) {
      wake.cancel();
      wake = null;
    }
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
  }

  private Caller session() {
    if (session == null || services.loop().millis() >= sessionEndsMillis) {
      Principal.Service pipes =
          new Principal.Service(PIPES, settings.arn(), services.account().id());
      session =
          Caller.of(
              services.iam().assumeRole(pipes, settings.definition().roleArn(), settings.name()));
      sessionEndsMillis = services.loop().millis() + SESSION.toMillis();
    }
    return session;
  }

  /** The source or the role refused a pipe that was to start. */
  static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(Refusal refusal) {
      super(refusal.stateReason(), null, false, false);
    }
  }
}
