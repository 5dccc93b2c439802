package io.tributary.console;

import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.route.Route;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One event with its hops, oldest first, as it stands now. */
final class RecentEvent {

  private final long trace;

  /** How a put ends that EventBridge answered well, though its bus may not be there. */
  private static final Set<Outcome> TAKEN = Set.of(Outcome.PASSED, Outcome.LOST);

  private final List<Hop> hops;
  private final Predicate<String> pipeRuns;
  private Identity identity;

  /**
   * An event.
   *
   * @param hops those that are still kept, at least one
   * @param pipeRuns tells of a pipe, by its ARN, whether it runs now
   */
  RecentEvent(long trace, List<Hop> hops, Predicate<String> pipeRuns) {
    this.trace = trace;
    this.hops = hops;
    this.pipeRuns = pipeRuns;
  }

  /** What an event is called by, as far as its hops tell. */
  private record Identity(String id, String name, String source, String detailType, String topic) {}

  long trace() {
    return trace;
  }

  List<Hop> hops() {
    return hops;
  }

  /** How many characters its payloads have together. */
  long textLength() {
    return hops.stream().mapToLong(hop -> hop.payload() == null ? 0 : hop.payload().length()).sum();
  }

  Route route() {
    return Route.of(hops, 0, pipeRuns);
  }

  String id() {
    return identity().id();
  }

  /** Its {@code event_name}; null when it has none. */
  String name() {
    return identity().name();
  }

  /** EventBridge's source; null until it has come to a bus. */
  String source() {
    return identity().source();
  }

  /** EventBridge's detail-type; null until it has come to a bus. */
  String detailType() {
    return identity().detailType();
  }

  /** The name of the topic that it was published to; null when it came in another way. */
  String topic() {
    return identity().topic();
  }

  private Identity identity() {
    if (identity == null) {
      Optional<PayloadFields> onBus =
          hops.stream()
              .filter(hop -> hop.step() == Step.EVENTS_PUT && TAKEN.contains(hop.outcome()))
              .findFirst()
              .map(Hop::payload)
              .map(PayloadFields::of);
      Optional<PayloadFields> first =
          hops.stream()
              .map(Hop::payload)
              .filter(Objects::nonNull)
              .findFirst()
              .map(PayloadFields::of);
      identity =
          new Identity(
              first.map(PayloadFields::eventId).orElse(hops.get(0).id()),
              first.map(PayloadFields::eventName).orElse(null),
              onBus.map(PayloadFields::source).orElse(null),
              onBus.map(PayloadFields::detailType).orElse(null),
              hopOf(Step.SNS_PUBLISH).map(Hop::resource).map(RecentEvent::afterColon).orElse(null));
    }
    return identity;
  }

  private Optional<Hop> hopOf(Step step) {
    return hops.stream().filter(hop -> hop.step() == step).findFirst();
  }

  private static String afterColon(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
