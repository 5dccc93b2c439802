package io.tributary.simulate;

import io.tributary.simulate.Workload.Source;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Judges whether a run has tried anything: of no events every invariant holds. */
final class Tried {

  /** The invariant of a whole run that not every event is kept out. */
  static final String SOMETHING_ARRIVES = "something-arrives";

  /** Of fewer events like an example a right filter on what varies in them may let none pass. */
  private static final long ENOUGH = 10;

  private final Scenario scenario;
  private final Workload workload;
  private final Publisher publisher;
  private final Destinations destinations;
  private final Ledger ledger;

  Tried(Scenario scenario, Workload workload, Publisher publisher, Destinations destinations) {
    this.scenario = scenario;
    this.workload = workload;
    this.publisher = publisher;
    this.destinations = destinations;
    this.ledger = destinations.ledger();
  }

  /** What was refused is not tried. */
  void requireAccepted() {
    if (publisher.refused() > 0) {
      ledger.violated(
          "nothing-refused",
          -1,
          String.format(
              Locale.ROOT,
              "SNS refused %,d of %,d events, and no fault had it do so; the newest time it answered: %s",
              publisher.refused(),
              ledger.givenUp() + ledger.accepted(),
              publisher.newestRefusal()));
    }
  }

  /**
   * What was kept out is not tried either. A right program may want none of what is like one
   * example, but not of all that have to arrive in a queue. Odd events, and those that a fault
   * changed, tell nothing.
   */
  boolean keptOutEveryExample() {
    return destinations.all().stream().anyMatch(this::keptOutEveryExample);
  }

  private boolean keptOutEveryExample(Destination destination) {
    if (destination.ledger().delivered() > 0 || scenario.onlyEvents().isPresent()) {
      return false;
    }
    Map<Source, Long> keptOut =
        IntStream.range(0, workload.events())
            .filter(destination.ledger()::isKeptOut)
            .mapToObj(workload::example)
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return workload.sources().stream()
        .filter(example -> example.queueArns().contains(destination.arn()))
        .allMatch(example -> keptOut.getOrDefault(example, 0L) >= ENOUGH);
  }

  /**
   * The examples of whose events each was filtered, in a run that has ended. It may be meant so,
   * and breaks nothing, but says nothing of what else would become of them.
   */
  List<Untried> untried() {
    return destinations.all().stream()
        .filter(destination -> destination.ledger().filtered() > 0)
        .flatMap(this::untried)
        .toList();
  }

  private Stream<Untried> untried(Destination destination) {
    return workload.sources().stream()
        .filter(example -> example.queueArns().contains(destination.arn()))
        .flatMap(example -> untried(example, destination).stream());
  }

  private Optional<Untried> untried(Source example, Destination destination) {
    Ledger there = destination.ledger();
    BitSet events =
        IntStream.range(0, workload.events())
            .filter(event -> ledger.isTrying(event) && isLike(example, event))
            .collect(BitSet::new, BitSet::set, BitSet::or);
    return events.cardinality() >= ENOUGH && events.stream().allMatch(there::isGone)
        ? Optional.of(
            new Untried(
                example.name(), destination.arn(), events.cardinality(), there.filteredAt(events)))
        : Optional.empty();
  }

  private boolean isLike(Source example, int event) {
    return workload.example(event).filter(example::equals).isPresent();
  }

  /** To be asked when nothing can arrive any more. */
  void requireArrival() {
    destinations.all().stream().filter(this::keptOutEveryExample).forEach(this::nothingArrived);
  }

  private void nothingArrived(Destination destination) {
    ledger.violated(
        SOMETHING_ARRIVES,
        -1,
        String.format(
            Locale.ROOT,
            "the program's filters and rules kept out %,d of %,d events, and none arrived%s, so that nothing was tried:"
                + " look for a pattern that does not fit the example events, which are published with other ids and"
                + " numbers, and with the message attributes that these have, if any",
            destination.ledger().filtered(),
            destination.ledger().acceptedAndWanted(),
            destinations.all().size() == 1 ? "" : " in " + destination.arn()));
  }
}
