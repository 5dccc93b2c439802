package io.tributary.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.util.Objects;

/**
 * One hop of a route, as plain data that travels between the running cloud and who asks it.
 *
 * @param millis since the event's first hop, in milliseconds
 * @param nearMiss of a denied hop, the statement that came nearest to allowing it and what differs
 * @param missingStatement of a denied hop, the statement as JSON that would have allowed it
 * @param denyingStatement of a hop denied explicitly, the statement as JSON that denies it
 * @param absent of a hop denied for want of a user or role, the ARN of the one to create
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteHop(
    double millis,
    Step step,
    String resource,
    String peer,
    Outcome outcome,
    String id,
    String payload,
    String reason,
    String missingStatement,
    String nearMiss,
    String denyingStatement,
    String absent) {

  static RouteHop of(Hop hop, long startMicros) {
    return new RouteHop(
        (hop.micros() - startMicros) / 1_000.0,
        hop.step(),
        hop.resource(),
        hop.peer(),
        hop.outcome(),
        hop.id(),
        hop.payload(),
        hop.reason(),
        hop.decision() == null ? null : hop.decision().missingStatement().orElse(null),
        hop.decision() == null ? null : hop.decision().nearMiss(),
        hop.decision() == null ? null : hop.decision().statement(),
        hop.decision() == null ? null : hop.decision().absent().orElse(null));
  }

  boolean went() {
    return outcome == Outcome.PASSED;
  }

  /**
   * Whether another was stopped for the very same reason: a send, and the delivery it is part of.
   */
  boolean stoppedLike(RouteHop other) {
    return !went()
        && outcome == other.outcome
        && Objects.equals(reason, other.reason)
        && Objects.equals(missingStatement, other.missingStatement)
        && Objects.equals(nearMiss, other.nearMiss)
        && Objects.equals(denyingStatement, other.denyingStatement)
        && Objects.equals(absent, other.absent);
  }
}
