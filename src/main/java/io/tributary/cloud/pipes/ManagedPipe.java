package io.tributary.cloud.pipes;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.pipes.model.PipeState;
import software.amazon.awssdk.services.pipes.model.RequestedPipeState;

/**
 * A pipe through its states. A change is accepted at once and carried out by a later task, as AWS
 * does; until then the pipe is in a passing state and takes no other change.
 */
final class ManagedPipe {

  private static final Set<PipeState> PASSING =
      Set.of(
          PipeState.CREATING,
          PipeState.UPDATING,
          PipeState.DELETING,
          PipeState.STARTING,
          PipeState.STOPPING);

  private final Services services;
  private final Instant created;
  private final Map<String, String> tags;
  private PipeSettings settings;
  private Instant modified;
  private PipeState state = PipeState.CREATING;
  private String failure;
  private Poller poller;

  /** A pipe about to be created. */
  ManagedPipe(Services services, PipeSettings settings) {
    this.services = services;
    this.settings = settings;
    this.tags = new TreeMap<>(settings.definition().tags());
    this.created = services.loop().now();
    this.modified = created;
    services.loop().execute(() -> settle(PipeState.CREATE_FAILED));
  }

  PipeSettings settings() {
    return settings;
  }

  PipeState state() {
    return state;
  }

  /** Why it failed, or what it cannot do just now; null while all is well. */
  String stateReason() {
    return poller == null ? failure : poller.trouble();
  }

  /** Whether it polls its source. */
  boolean runs() {
    return poller != null;
  }

  Instant created() {
    return created;
  }

  Instant modified() {
    return modified;
  }

  /** Its tags, to be changed in place. */
  Map<String, String> tags() {
    return tags;
  }

  void start() {
    requireSettled();
    if (state == PipeState.RUNNING) {
      throw PipesErrors.conflict(
          settings.name(), "Pipe " + settings.name() + " is running already.");
    }
    change(PipeState.STARTING, settings.desiring(RequestedPipeState.RUNNING));
    services.loop().execute(() -> settle(PipeState.START_FAILED));
  }

  void stop() {
    requireSettled();
    if (state == PipeState.STOPPED) {
      throw PipesErrors.conflict(
          settings.name(), "Pipe " + settings.name() + " is stopped already.");
    }
    change(PipeState.STOPPING, settings.desiring(RequestedPipeState.STOPPED));
    services.loop().execute(() -> end(PipeState.STOPPED));
  }

  void update(PipeSettings wanted) {
    change(PipeState.UPDATING, wanted);
    services.loop().execute(() -> settle(PipeState.UPDATE_FAILED));
  }

  /** Ends the pipe; what it has received is handed on first. */
  void delete(Runnable deleted) {
    requireSettled();
    change(PipeState.DELETING, settings);
    services
        .loop()
        .execute(
            () -> {
              end(PipeState.DELETING);
              deleted.run();
            });
  }

  /**
   * Refuses a change while another is being carried out.
   *
   * @throws software.amazon.awssdk.services.pipes.model.ConflictException if one is
   */
  void requireSettled() {
    if (PASSING.contains(state)) {
      throw PipesErrors.conflict(
          settings.name(),
          "Pipe " + settings.name() + " is " + state + "; wait until it is not, and try again.");
    }
  }

  private void change(PipeState passing, PipeSettings wanted) {
    state = passing;
    settings = wanted;
    modified = services.loop().now();
  }

  private void settle(PipeState whenRefused) {
    end(whenRefused);
    Poller next = new Poller(services, settings);
    try {
      if (settings.wantsToRun()) {
        next.start();
        poller = next;
        state = PipeState.RUNNING;
      } else {
        next.tryOut();
        state = PipeState.STOPPED;
      }
    } catch (Poller.RefusedException refused) {
      failure = refused.getMessage();
    }
  }

  private void end(PipeState then) {
    state = then;
    failure = null;
    if (poller != null) {
      poller.stop();
      poller = null;
    }
  }
}
