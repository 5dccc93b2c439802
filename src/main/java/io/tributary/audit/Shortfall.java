package io.tributary.audit;

import io.tributary.audit.Finding.Kind;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.iam.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What flows lack: each denied request once, and the events that are not where they have to be:
 * together those that a denial holds up, and each that none explains with how it ended, once for
 * the flows in which it ends so.
 */
final class Shortfall {

  private final Map<String, List<String>> arrivalPlaces = new LinkedHashMap<>();
  private final Denials denials;

  /** What no denial explains, with how it ended, and the flows in which it is so. */
  private final Map<Ending, Set<String>> lost = new LinkedHashMap<>();

  private final List<Finding> notDeployed = new ArrayList<>();
  private int flows;
  private int events;

  /** Of the events that a denial holds up: how many, in which flows, by which findings. */
  private int heldUp;

  private final Set<String> heldUpIn = new LinkedHashSet<>();
  private final SortedSet<Integer> heldUpBy = new TreeSet<>();

  /**
   * Where an example is instead of where it has to be.
   *
   * @param told where each of its ways ended, and why
   */
  private record Ending(String problem, List<String> told) {}

  /**
   * Nothing so far.
   *
   * @param examples each with the queues where it has to arrive when all is well
   */
  Shortfall(ComponentFiles files, List<Example> examples) {
    this.denials = new Denials(files);
    examples.forEach(it -> arrivalPlaces.put(it.name(), it.arrivalPlaces()));
  }

  void add(Played played) {
    Flow flow = played.flow();
    flows++;
    played.denials().forEach(denial -> denials.add(flow.name(), denial));
    played
        .endings()
        .byExample()
        .forEach(
            (example, places) -> {
              events++;
              Set<String> dead = flow.allIsWell() ? played.endings().dead(example) : Set.of();
              if (!isWhereItHasToBe(played, example, places)) {
                missing(played, example, places);
              } else if (!dead.isEmpty()) {
                deadLetter(played, example, dead);
              }
            });
  }

  private boolean isWhereItHasToBe(Played played, String example, Set<String> places) {
    return played.flow().arrives()
        ? lacking(example, places).isEmpty()
        : played.endings().isKept(example);
  }

  /** The places where an example has to lie and does not. */
  private SortedSet<String> lacking(String example, Set<String> places) {
    SortedSet<String> lacking = new TreeSet<>(arrivalPlaces.get(example));
    lacking.removeIf(
        arrival -> places.stream().anyMatch(place -> (place + " ").startsWith(arrival + " ")));
    return lacking;
  }

  private void missing(Played played, String example, Set<String> places) {
    Set<String> queues = played.endings().queues(example);
    String problem =
        places.isEmpty()
            ? example + " lies in no queue"
            : example
                + " lies in "
                + Endings.listed(places)
                + ", not in "
                + Endings.listed(lacking(example, places));
    lost(played, example, denial -> denial.mayHoldUp(example, queues), problem);
  }

  /** A copy of an event that arrived; that of a log is one, too. */
  private void deadLetter(Played played, String example, Set<String> dead) {
    String problem = example + " lies in " + Endings.listed(dead) + ", given up though all is well";
    lost(played, example, denial -> example.equals(denial.example()), problem);
  }

  private void lost(Played played, String example, Predicate<Denial> mayBeWhy, String problem) {
    String flow = played.flow().name();
    List<Integer> why = played.denials().stream().filter(mayBeWhy).map(denials::number).toList();
    if (why.isEmpty()) {
      lost.computeIfAbsent(
              new Ending(problem, played.endings().told(example)), first -> new LinkedHashSet<>())
          .add(flow);
    } else {
      heldUp++;
      heldUpIn.add(flow);
      heldUpBy.addAll(why);
    }
  }

  /**
   * Notes what is denied an event of the audit's own: where it ends nobody demands. That the root
   * may not put it is no lack of the program's.
   */
  void addDenials(Played opened) {
    opened.denials().stream()
        .filter(it -> !(it.decision().request().caller().principal() instanceof Principal.Root))
        .forEach(denial -> denials.add(opened.flow().name(), denial));
  }

  /**
   * Notes what is denied while resources are made that are open for an event of the audit's own.
   */
  void addDenials(NotDeployedException opened) {
    opened.denials().forEach(decision -> denials.add("deployment, opened", denial(decision)));
  }

  private static Denial denial(Decision decision) {
    return new Denial("deployment", null, decision);
  }

  /** Notes that there is nothing to play in, and why. */
  void add(NotDeployedException failed) {
    failed.denials().forEach(decision -> denials.add("deployment", denial(decision)));
    notDeployed.add(
        new Finding(Kind.NOT_DEPLOYED, "deployment", failed.getMessage(), List.of(), null, null));
  }

  /** What is denied, at the places that {@link #heldUp} names, then what follows from it. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(denials.findings());
    if (heldUp > 0) {
      all.add(heldUp());
    }
    lost.forEach(
        (ending, in) ->
            all.add(
                new Finding(Kind.LOST, where(in), ending.problem(), ending.told(), null, null)));
    all.addAll(notDeployed);
    return all;
  }

  private String where(Set<String> in) {
    return in.size() == flows ? "every flow" : String.join(", ", in);
  }

  private Finding heldUp() {
    String problem =
        "%s of %s events are not where they have to be, because of %s"
            .formatted(heldUp, events, numbers(heldUpBy));
    return new Finding(Kind.LOST, where(heldUpIn), problem, List.of(), null, null);
  }

  private static String numbers(SortedSet<Integer> numbers) {
    int first = numbers.first();
    int last = numbers.last();
    if (last - first > 1 && last - first + 1 == numbers.size()) {
      return first + " to " + last;
    }
    String others =
        numbers.headSet(last).stream().map(String::valueOf).collect(Collectors.joining(", "));
    return others.isEmpty() ? String.valueOf(last) : others + " and " + last;
  }
}
