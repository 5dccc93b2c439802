package io.tributary.route;

import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where each way of one event ended: a queue in which a copy of it lies, a consumer that took it, a
 * log group, a hop that it did not pass.
 */
final class Endings {

  /** A hop that ended so is followed by another try, by a dead letter, or by nothing yet. */
  private static final Set<Outcome> OPEN =
      EnumSet.of(Outcome.DENIED, Outcome.FAILED, Outcome.RETRYING);

  private final List<RouteHop> hops;

  /** The queue in which each copy lies, by the SQS message id, which a dead letter keeps. */
  private final Map<String, String> lying = new LinkedHashMap<>();

  private final List<String> taken = new ArrayList<>();

  /** The resource that each of these is about. */
  private final List<String> takenFrom = new ArrayList<>();

  private final List<RouteHop> stops = new ArrayList<>();

  /** Stops that no try follows any more: the message has left the queue it was tried from. */
  private final Set<RouteHop> over = new HashSet<>();

  Endings(List<RouteHop> hops) {
    this.hops = hops;
    for (int i = 0; i < hops.size(); i++) {
      follow(hops.get(i), i == 0 ? null : hops.get(i - 1));
      settle(hops.get(i));
    }
  }

  /** Whether some way of the event ended where it was not meant to: at a hop, as a dead letter. */
  boolean stopped() {
    return stops.stream().anyMatch(stop -> stop.outcome() != Outcome.FILTERED)
        || deadLetters().findAny().isPresent();
  }

  /** How the event fares, and at which resource. */
  Route.Standing standing(QueueRoles queues) {
    return stop(stop -> stop.outcome() == Outcome.LOST, Fate.LOST)
        .or(() -> stop(stop -> !isTried(stop) && OPEN.contains(stop.outcome()), Fate.STOPPED))
        .or(() -> at(deadLetters(), Fate.DEAD_LETTER))
        .or(() -> at(lying.values().stream().filter(queues::takesDeadLetters), Fate.DEAD_LETTER))
        .or(() -> stop(this::isTried, Fate.RETRYING))
        .or(() -> at(lying.values().stream().filter(queues::takesOn), Fate.ON_ITS_WAY))
        .or(() -> at(lying.values().stream(), Fate.ARRIVED))
        .or(() -> at(takenFrom.stream(), Fate.ARRIVED))
        .or(() -> stop(stop -> true, Fate.FILTERED))
        .orElseGet(() -> new Route.Standing(Fate.ON_ITS_WAY, hops.get(hops.size() - 1).resource()));
  }

  private Stream<String> deadLetters() {
    return hops.stream()
        .filter(hop -> hop.outcome() == Outcome.DEAD_LETTERED)
        .map(RouteHop::peer)
        .filter(lying::containsValue);
  }

  private boolean isTried(RouteHop stop) {
    return stop.outcome() == Outcome.RETRYING
        && !(stop.step() == Step.PIPE_DELIVER && over.contains(stop));
  }

  private Optional<Route.Standing> stop(Predicate<RouteHop> which, Fate fate) {
    return at(stops.stream().filter(which).map(RouteHop::resource), fate);
  }

  private static Optional<Route.Standing> at(Stream<String> resources, Fate fate) {
    return resources.findFirst().map(resource -> new Route.Standing(fate, resource));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lying.values().stream()
        .collect(Collectors.groupingBy(queue -> queue, LinkedHashMap::new, Collectors.counting()))
        .forEach((queue, copies) -> lines.add(lies(queue, copies)));
    lines.addAll(taken);
    stops.forEach(stop -> lines.add(describe(stop)));
    return lines.stream().distinct().toList();
  }

  private void follow(RouteHop hop, RouteHop before) {
    switch (hop.step()) {
      case SQS_DEAD_LETTER -> {
        lying.put(hop.id(), hop.peer());
        over.addAll(stops);
      }
      case SQS_EXPIRE, SQS_PURGE -> {
        lying.remove(hop.id());
        over.addAll(stops);
      }
      default -> {
        if (hop.went()) {
          passed(hop, before);
        }
      }
    }
  }

  private void passed(RouteHop hop, RouteHop before) {
    switch (hop.step()) {
      case SQS_SEND -> lying.put(hop.id(), hop.resource());
      case SQS_REDRIVE -> {
        lying.remove(hop.id());
        stops.removeIf(stop -> OPEN.contains(stop.outcome()) && ledTo(hop.peer(), stop));
      }
      case SQS_DELETE -> {
        lying.remove(hop.id());
        // What a pipe has put and could not delete, it puts again until it can.
        stops.removeIf(
            stop -> stop.step() == Step.PIPE_DELIVER && hop.resource().equals(stop.peer()));
        // A pipe deletes a message right after it has passed it on or filtered it out.
        if (before == null || before.step() != Step.PIPE_DELIVER) {
          taken.add(took(hop));
          takenFrom.add(hop.resource());
        }
      }
      case TARGET_DELIVER -> {
        if (!isQueue(hop.peer())) {
          taken.add("It was delivered to " + ResourceName.of(hop.peer()) + ".");
          takenFrom.add(hop.peer());
        }
      }
      default -> {}
    }
  }

  /** Whether this stop kept the event from a queue, as its send or as the way to it. */
  private static boolean ledTo(String queue, RouteHop stop) {
    return stop.step() == Step.SQS_SEND ? queue.equals(stop.resource()) : queue.equals(stop.peer());
  }

  private static boolean isQueue(String arn) {
    return arn.split(":", 4)[2].equals("sqs");
  }

  private static String took(RouteHop hop) {
    String who = hop.peer() == null ? "" : " by " + ResourceName.of(hop.peer());
    return "It was received from "
        + ResourceName.of(hop.resource())
        + " and deleted there"
        + who
        + ".";
  }

  /** Keeps the last word of each resource about the event, where that was not that it went on. */
  private void settle(RouteHop hop) {
    stops.removeIf(stop -> sameWay(stop, hop));
    if (hop.outcome() == Outcome.DEAD_LETTERED) {
      // It names the dead-letter queue, not where the event was to go: that is the open way there.
      openWay(hop).ifPresent(stops::remove);
    } else if (!hop.went()) {
      stops.add(hop);
    }
  }

  private static boolean sameWay(RouteHop earlier, RouteHop later) {
    return earlier.step() == later.step()
        && earlier.resource().equals(later.resource())
        && (earlier.peer() == null || earlier.peer().equals(later.peer()));
  }

  /** The stop that a dead letter puts an end to: the one it names, else the newest. */
  private Optional<RouteHop> openWay(RouteHop deadLetter) {
    return stops.stream()
        .filter(stop -> OPEN.contains(stop.outcome()))
        .filter(stop -> stop.step() == deadLetter.step())
        .filter(stop -> stop.resource().equals(deadLetter.resource()))
        .reduce(
            (older, newer) ->
                names(deadLetter, older) && !names(deadLetter, newer) ? older : newer);
  }

  private static boolean names(RouteHop deadLetter, RouteHop stop) {
    return stop.peer() != null && deadLetter.reason().contains(stop.peer());
  }

  private String lies(String queue, long copies) {
    String count = copies == 1 ? "" : " (" + copies + " copies)";
    return "It lies in " + ResourceName.of(queue) + count + whyDeadLettered(queue) + ".";
  }

  private String whyDeadLettered(String queue) {
    return hops.stream()
        .filter(hop -> hop.outcome() == Outcome.DEAD_LETTERED && queue.equals(hop.peer()))
        .map(hop -> ", a dead-letter queue: " + hop.reason())
        .reduce("", (earlier, later) -> later);
  }

  private String describe(RouteHop stop) {
    String where = ResourceName.of(stop.resource());
    String to = stop.peer() == null ? "" : arrow(stop.step()) + ResourceName.of(stop.peer());
    String how =
        switch (stop.outcome()) {
          case RETRYING -> retried(stop);
          case FILTERED -> "It was filtered out at ";
          case LOST -> "It was lost at ";
          default -> "It stopped at ";
        };
    return sentence(how + where + to + ": " + stop.reason());
  }

  /** AWS's own words end with a full stop, or without. */
  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** Only a pipe tries from a queue; topics and rules keep the event themselves. */
  private String retried(RouteHop stop) {
    return isTried(stop) ? "It is being retried at " : "It stopped at ";
  }

  /** The other side of a hop is where the event was to go, or who asked for it. */
  private static String arrow(Step step) {
    return step.comesFromPeer() ? " by " : " to ";
  }
}
