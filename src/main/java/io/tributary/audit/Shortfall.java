package io.tributary.audit;

import io.tributary.audit.Finding.Kind;
import io.tributary.cloud.iam.AccessRequest;
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

  private final ComponentFiles files;
  private final Map<String, List<String>> arrivalPlaces = new LinkedHashMap<>();
  private final Map<List<String>, Finding> denied = new LinkedHashMap<>();

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
    this.files = files;
    examples.forEach(it -> arrivalPlaces.put(it.name(), it.arrivalPlaces()));
  }

  void add(Played played) {
    Flow flow = played.flow();
    flows++;
    played.denials().forEach(denial -> add(flow.name(), denial));
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
    List<Integer> why =
        played.denials().stream()
            .filter(mayBeWhy)
            .map(denial -> 1 + List.copyOf(denied.keySet()).indexOf(request(denial)))
            .toList();
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
    String where = opened.flow().name() + ", with an event of the audit's own";
    opened.denials().stream()
        .filter(it -> !(it.decision().request().caller().principal() instanceof Principal.Root))
        .forEach(denial -> add(where, denial));
  }

  /**
   * Notes what is denied while resources are made that are open for an event of the audit's own.
   */
  void addDenials(NotDeployedException opened) {
    opened.denials().forEach(decision -> add("deployment, opened", denial(decision)));
  }

  private static Denial denial(Decision decision) {
    return new Denial("deployment", null, decision);
  }

  /** Notes that there is nothing to play in, and why. */
  void add(NotDeployedException failed) {
    failed.denials().forEach(decision -> add("deployment", denial(decision)));
    notDeployed.add(
        new Finding(Kind.NOT_DEPLOYED, "deployment", failed.getMessage(), List.of(), null, null));
  }

  /** Notes a denial, unless the same request was denied before. */
  private void add(String where, Denial denial) {
    denied.computeIfAbsent(request(denial), first -> finding(where, denial));
  }

  private static List<String> request(Denial denial) {
    AccessRequest request = denial.decision().request();
    return List.of(request.caller().principal().arn(), request.action(), request.resource());
  }

  private Finding finding(String where, Denial denial) {
    Decision decision = denial.decision();
    List<String> details = new ArrayList<>();
    details.add("hop: " + denial.hop());
    details.add("principal: " + decision.request().caller().principal().arn());
    details.add("action: " + decision.request().action());
    details.add("resource: " + decision.request().resource());
    details.add("policies looked at: " + listed(decision.looked()));
    if (decision.nearMiss() != null) {
      details.add("nearest: " + decision.nearMiss());
    }
    decision.absent().ifPresent(arn -> details.add("does not exist: " + arn));
    if (decision.statement() != null) {
      details.add("denied by: " + decision.policy() + " " + decision.statement());
    }
    String file = carrier(decision);
    details.addAll(files.whereWritten(file, List.of(decision.request().action())));
    return new Finding(
        Kind.DENIED,
        where,
        decision.message(),
        details,
        decision.missingStatement().orElse(null),
        file);
  }

  private static String listed(List<String> policies) {
    return policies.isEmpty() ? "none" : String.join(", ", policies);
  }

  /**
   * The file of the policy that stands in the way; if there is none, of whose policy had to allow.
   */
  private String carrier(Decision decision) {
    return files
        .ofPolicy(inTheWay(decision))
        .orElseGet(
            () ->
                switch (decision.cause()) {
                  case EXPLICIT_DENY_IN_IDENTITY_POLICY,
                      EXPLICIT_DENY_IN_PERMISSIONS_BOUNDARY,
                      NO_IDENTITY_POLICY_ALLOWS,
                      NO_PERMISSIONS_BOUNDARY_ALLOWS,
                      NO_SUCH_CALLER ->
                      ofCaller(decision.request().caller().principal());
                  default -> files.ofArn(decision.request().resource());
                });
  }

  /** The policy that denies it, or the boundary, looked at last, that does not allow it. */
  private static String inTheWay(Decision decision) {
    List<String> looked = decision.looked();
    return decision.cause() == Decision.Cause.NO_PERMISSIONS_BOUNDARY_ALLOWS
        ? looked.get(looked.size() - 1)
        : decision.policy();
  }

  /** The file of a role; null for what a user may do, which is the account's. */
  private String ofCaller(Principal caller) {
    return caller instanceof Principal.RoleSession session ? files.ofArn(session.roleArn()) : null;
  }

  /** What is denied, at the places that {@link #heldUp} names, then what follows from it. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(denied.values());
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
