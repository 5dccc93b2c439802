package io.tributary.route;

import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

  /** What a service asks of another for a delivery, whose own hop then tells how that went. */
  private static final Set<Step> CALLS =
      EnumSet.of(Step.SQS_SEND, Step.SQS_DELETE, Step.EVENTS_PUT);

  private final List<RouteHop> hops;
  private final List<String> idlePipes;

  /** Each copy that lies in a queue, by its SQS message id, which a dead letter keeps. */
  private final Map<String, Copy> lying = new LinkedHashMap<>();

  /**
   * A copy of the event.
   *
   * @param queue where it lies
   * @param why of a dead letter why it is one; else null
   */
  private record Copy(String queue, String why) {}

  /** The queue that a pipe received the event from, by the pipe's name, which its session has. */
  private final Map<String, String> sources = new HashMap<>();

  private final List<String> taken = new ArrayList<>();

  /** The resource that each of these is about. */
  private final List<String> takenFrom = new ArrayList<>();

  private final List<RouteHop> stops = new ArrayList<>();

  /** Stops that no try follows any more: the message has left the queue it was tried from. */
  private final Set<RouteHop> over = new HashSet<>();

  Endings(List<RouteHop> hops, List<String> idlePipes) {
    this.hops = hops;
    this.idlePipes = idlePipes;
    for (int i = 0; i < hops.size(); i++) {
      follow(hops.get(i), i == 0 ? null : hops.get(i - 1));
      settle(hops.get(i));
    }
  }

  /**
   * Whether some way of the event ended where it was not meant to, at a hop or as a dead letter, or
   * filters left it no way at all.
   */
  boolean stopped() {
    return stops.stream().anyMatch(stop -> stop.outcome() != Outcome.FILTERED)
        || deadLetters().findAny().isPresent()
        || !stops.isEmpty() && lying.isEmpty() && taken.isEmpty();
  }

  /** How the event fares, and at which resource. */
  Route.Standing standing(QueueRoles queues) {
    return stop(stop -> stop.outcome() == Outcome.LOST, Fate.LOST)
        .or(() -> stop(stop -> !isTried(stop) && OPEN.contains(stop.outcome()), Fate.STOPPED))
        .or(() -> at(deadLetters(), Fate.DEAD_LETTER))
        .or(() -> at(lying().filter(queues::takesDeadLetters), Fate.DEAD_LETTER))
        .or(() -> stop(this::isTried, Fate.RETRYING))
        .or(() -> at(lying().filter(queues::takesOn), Fate.ON_ITS_WAY))
        .or(() -> at(lying(), Fate.ARRIVED))
        .or(() -> at(takenFrom.stream(), Fate.ARRIVED))
        .or(() -> stop(stop -> true, Fate.FILTERED))
        .orElseGet(() -> new Route.Standing(Fate.ON_ITS_WAY, hops.get(hops.size() - 1).resource()));
  }

  private Stream<String> lying() {
    return lying.values().stream().map(Copy::queue);
  }

  private Stream<String> deadLetters() {
    return lying.values().stream().filter(copy -> copy.why() != null).map(Copy::queue);
  }

  /** Topics and rules keep the event themselves; a pipe that runs tries from its queue. */
  private boolean isTried(RouteHop stop) {
    return stop.step() == Step.PIPE_DELIVER
        ? OPEN.contains(stop.outcome())
            && !over.contains(stop)
            && !idlePipes.contains(stop.resource())
        : stop.outcome() == Outcome.RETRYING;
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
        .collect(Collectors.groupingBy(copy -> copy, LinkedHashMap::new, Collectors.counting()))
        .forEach((copy, copies) -> lines.add(lies(copy, copies)));
    lines.addAll(taken);
    stops.forEach(stop -> lines.add(describe(stop)));
    return lines.stream().distinct().toList();
  }

  private void follow(RouteHop hop, RouteHop before) {
    switch (hop.step()) {
      case SQS_DEAD_LETTER -> {
        left(hop);
        lying.put(hop.id(), new Copy(hop.peer(), hop.reason()));
      }
      case SQS_EXPIRE, SQS_PURGE -> left(hop);
      default -> {
        if (hop.went()) {
          passed(hop, before);
        } else if (hop.outcome() == Outcome.DEAD_LETTERED && before != null) {
          // The send just before it has brought the copy there.
          lying.computeIfPresent(before.id(), (id, copy) -> new Copy(copy.queue(), hop.reason()));
        }
      }
    }
  }

  /** The copy lies in that queue no longer, so no pipe tries it from there again. */
  private void left(RouteHop hop) {
    lying.remove(hop.id());
    stops.stream()
        .filter(stop -> hop.resource().equals(sources.get(afterLastSlash(stop.resource()))))
        .forEach(over::add);
  }

  private static String afterLastSlash(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private void passed(RouteHop hop, RouteHop before) {
    switch (hop.step()) {
      case SQS_SEND -> lying.put(hop.id(), new Copy(hop.resource(), null));
      case SQS_RECEIVE -> received(hop);
      case SQS_REDRIVE -> redriven(hop);
      case SQS_DELETE -> deleted(hop, before);
      case TARGET_DELIVER -> {
        if (!isQueue(hop.peer())) {
          taken.add("It was delivered to " + ResourceName.of(hop.peer()) + ".");
          takenFrom.add(hop.peer());
        }
      }
      default -> {}
    }
  }

  private void received(RouteHop hop) {
    if (hop.peer().contains(":assumed-role/")) {
      sources.put(afterLastSlash(hop.peer()), hop.resource());
    }
  }

  private void redriven(RouteHop hop) {
    left(hop);
    stops.removeIf(stop -> OPEN.contains(stop.outcome()) && ledTo(hop.peer(), stop));
  }

  private void deleted(RouteHop hop, RouteHop before) {
    left(hop);
    // What a pipe has put and could not delete, it puts again until it can.
    stops.removeIf(stop -> stop.step() == Step.PIPE_DELIVER && hop.resource().equals(stop.peer()));
    // A pipe deletes a message right after it has passed it on or filtered it out.
    if (before == null || before.step() != Step.PIPE_DELIVER) {
      taken.add(took(hop));
      takenFrom.add(hop.resource());
    }
  }

  /** Whether this stop kept the event from a queue, as its send or as the way to it. */
  private static boolean ledTo(String queue, RouteHop stop) {
    return stop.step() == Step.SQS_SEND ? queue.equals(stop.resource()) : queue.equals(stop.peer());
  }

  static boolean isQueue(String arn) {
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
      stops.removeIf(stop -> isCallOf(hop, stop) || isCauseOf(hop, stop));
      stops.add(hop);
    }
  }

  /** A call that was refused tells the same as the delivery, which says where from as well. */
  private static boolean isCallOf(RouteHop delivery, RouteHop stop) {
    return !delivery.step().comesFromPeer()
        && CALLS.contains(stop.step())
        && OPEN.contains(stop.outcome())
        && stop.resource().equals(delivery.peer());
  }

  /** What is lost at its dead-letter queue, says why it was to go there. */
  private static boolean isCauseOf(RouteHop loss, RouteHop stop) {
    return loss.outcome() == Outcome.LOST && isOpenWay(loss, stop) && names(loss, stop);
  }

  private static boolean sameWay(RouteHop earlier, RouteHop later) {
    return earlier.step() == later.step()
        && earlier.resource().equals(later.resource())
        && (earlier.peer() == null || earlier.peer().equals(later.peer()));
  }

  /** The stop that a dead letter puts an end to: the one it names, else the newest. */
  private Optional<RouteHop> openWay(RouteHop deadLetter) {
    return stops.stream()
        .filter(stop -> isOpenWay(deadLetter, stop))
        .reduce(
            (older, newer) ->
                names(deadLetter, older) && !names(deadLetter, newer) ? older : newer);
  }

  private static boolean isOpenWay(RouteHop end, RouteHop stop) {
    return OPEN.contains(stop.outcome())
        && stop.step() == end.step()
        && stop.resource().equals(end.resource());
  }

  /** Whether the reason has the ARN of where the stop was to go, not only one that begins so. */
  private static boolean names(RouteHop end, RouteHop stop) {
    return stop.peer() != null
        && Pattern.compile(Pattern.quote(stop.peer()) + "(?![\\w.-]*\\w)")
            .matcher(end.reason())
            .find();
  }

  private static String lies(Copy copy, long copies) {
    String count = copies == 1 ? "" : " (" + copies + " copies)";
    String why = copy.why() == null ? "" : ", a dead-letter queue: " + copy.why();
    return sentence("It lies in " + ResourceName.of(copy.queue()) + count + why);
  }

  private String describe(RouteHop stop) {
    String where = ResourceName.of(stop.resource());
    String to = stop.peer() == null ? "" : arrow(stop) + ResourceName.of(stop.peer());
    return sentence(how(stop) + where + to + ": " + stop.reason());
  }

  private String how(RouteHop stop) {
    if (isFailedDeletion(stop) && !isFilteredOutBy(stop.resource())) {
      return isTried(stop)
          ? "It is put on the bus more than once by "
          : "It may have been put on the bus more than once by ";
    }
    if (isTried(stop)) {
      return "It is being retried at ";
    }
    return switch (stop.outcome()) {
      case FILTERED -> "It was filtered out at ";
      case LOST -> "It was lost at ";
      default -> "It stopped at ";
    };
  }

  private static boolean isFailedDeletion(RouteHop stop) {
    return RouteText.isAtPipesSource(stop.step(), stop.peer());
  }

  private boolean isFilteredOutBy(String pipe) {
    return stops.stream()
        .anyMatch(it -> it.outcome() == Outcome.FILTERED && it.resource().equals(pipe));
  }

  /** AWS's own words end with a full stop, or without. */
  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** The other side of a hop is where the event was to go, or who asked for it. */
  private static String arrow(RouteHop stop) {
    if (isFailedDeletion(stop)) {
      return ", which could not delete it from ";
    }
    return stop.step().comesFromPeer() ? " by " : " to ";
  }
}
