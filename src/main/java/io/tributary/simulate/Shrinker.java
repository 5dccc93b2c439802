package io.tributary.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the fewest events, faults and strikes that still break the same invariant, by delta
 * debugging: parts are left out as long as what is left still fails, maybe at another place or for
 * another reason. What is left out changes no draw of what stays, but for calls and batches, of
 * which the first event's draw decides.
 */
public final class Shrinker {

  /** Linux takes 128 KiB an argument, and a strike takes 17 bytes. */
  private static final int MOST_LISTED = 5_000;

  private final Simulation simulation;
  private final Consumer<String> progress;
  private final int mostListed;
  private final BooleanSupplier late;
  private Outcome smallest;

  /** The smallest that a command can list. */
  private Outcome told;

  private int runs;

  /**
   * A shrinker that has run nothing yet.
   *
   * @param mostListed so many events, or strikes, a command can list
   * @param late whether no run is to be begun any more
   */
  Shrinker(
      Simulation simulation,
      Outcome failed,
      int mostListed,
      BooleanSupplier late,
      Consumer<String> tell) {
    this.simulation = simulation;
    this.smallest = failed;
    this.told = failed;
    this.progress = tell;
    this.mostListed = mostListed;
    this.late = late;
  }

  /**
   * Shrinks a run that failed.
   *
   * @param failed the outcome of a run with a violation
   * @param atMost how long runs are begun; the smallest one found by them is the answer
   * @param progress is told what is being tried
   * @return the outcome of the smallest scenario found that breaks the invariant broken first, and
   *     that lists so few events and strikes that a shell takes them as arguments
   */
  public static Outcome shrink(
      Simulation simulation, Outcome failed, Duration atMost, Consumer<String> progress) {
    if (failed.holds()) {
      throw new IllegalArgumentException(
          "a run in which all invariants held has nothing to shrink");
    }
    long deadline = System.nanoTime() + atMost.toNanos();
    BooleanSupplier late = () -> System.nanoTime() >= deadline;
    return new Shrinker(simulation, failed, MOST_LISTED, late, progress).shrink();
  }

  Outcome shrink() {
    shrinkFaults();
    shrinkEvents();
    shrinkFaults();
    shrinkStrikes();
    shrinkEvents();
    return told;
  }

  private void shrinkFaults() {
    minimise("faults", 0, scenario().faults(), scenario()::withFaults);
  }

  private void shrinkEvents() {
    if (smallest.violations().get(0).invariant().equals(Tried.SOMETHING_ARRIVES)) {
      // With some of the events only, none need arrive.
      return;
    }
    Function<List<Integer>, Scenario> with = events -> scenario().withEvents(new TreeSet<>(events));
    int suspect = smallest.violations().get(0).event();
    if (suspect >= 0 && stillFails(with.apply(List.of(suspect)))) {
      return;
    }
    List<Integer> events =
        scenario()
            .onlyEvents()
            .<List<Integer>>map(only -> new ArrayList<>(new TreeSet<>(only)))
            .orElseGet(() -> IntStream.range(0, scenario().events()).boxed().toList());
    // The command that repeats it can name one or more, not none.
    minimise("events", 1, events, with);
  }

  private void shrinkStrikes() {
    List<Long> strikes =
        smallest.strikes().values().stream().flatMap(List::stream).distinct().toList();
    Function<List<Long>, Scenario> with = some -> scenario().withStrikes(new LinkedHashSet<>(some));
    if (stillFails(with.apply(strikes))) {
      minimise("strikes", 0, strikes, with);
    }
  }

  /**
   * Leaves out ever smaller parts; a part without which it still fails stays out.
   *
   * @param fewest so many are left at least
   */
  private <T> void minimise(
      String what, int fewest, List<T> all, Function<List<T>, Scenario> with) {
    List<T> left = all;
    int parts = 2;
    while (left.size() > fewest && !late.getAsBoolean()) {
      progress.accept("Shrinking: %s %s left, %s runs...".formatted(left.size(), what, runs));
      Optional<List<T>> smaller = withoutOnePart(left, parts, with);
      if (smaller.isPresent()) {
        left = smaller.get();
        parts = Math.max(2, parts - 1);
      } else if (parts >= left.size()) {
        return;
      } else {
        parts = Math.min(2 * parts, left.size());
      }
    }
  }

  private <T> Optional<List<T>> withoutOnePart(
      List<T> all, int parts, Function<List<T>, Scenario> with) {
    int count = Math.min(parts, all.size());
    for (int part = 0; part < count && !late.getAsBoolean(); part++) {
      List<T> rest = new ArrayList<>(all.subList(0, all.size() * part / count));
      rest.addAll(all.subList(all.size() * (part + 1) / count, all.size()));
      if (stillFails(with.apply(rest))) {
        return Optional.of(rest);
      }
    }
    return Optional.empty();
  }

  private boolean stillFails(Scenario scenario) {
    if (late.getAsBoolean()) {
      return false;
    }
    runs++;
    Outcome outcome = simulation.run(scenario);
    boolean same =
        outcome.violations().stream()
            .limit(1)
            .anyMatch(it -> it.invariant().equals(smallest.violations().get(0).invariant()));
    if (same) {
      smallest = outcome;
      told = isShort(scenario) ? outcome : told;
    }
    return same;
  }

  private boolean isShort(Scenario scenario) {
    return Stream.of(scenario.onlyEvents(), scenario.onlyStrikes())
        .flatMap(Optional::stream)
        .allMatch(listed -> listed.size() <= mostListed);
  }

  private Scenario scenario() {
    return smallest.scenario();
  }
}
