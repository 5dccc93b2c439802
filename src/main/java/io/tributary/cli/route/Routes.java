package io.tributary.cli.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds the routes of events in a journal. Only to be used on the cloud's loop. */
public final class Routes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Journal journal;

  public Routes(Journal journal) {
    this.journal = journal;
  }

  /** The route of the newest event that was published. */
  public Optional<Route> last() {
    return journal.newestFirst().findFirst().map(hop -> Route.of(journal.route(newestTrace()), 0));
  }

  private long newestTrace() {
    return journal.hops().mapToLong(Hop::trace).max().orElseThrow();
  }

  /**
   * The route of the newest event with this id: the {@code event_id} of its payload, or an id that
   * SNS, SQS or EventBridge gave it.
   */
  public Optional<Route> byId(String id) {
    List<Long> traces =
        journal
            .newestFirst()
            .filter(hop -> id.equals(hop.id()) || carries(hop.payload(), id))
            .map(Hop::trace)
            .distinct()
            .toList();
    return traces.stream()
        .findFirst()
        .map(trace -> Route.of(journal.route(trace), traces.size() - 1));
  }

  private static boolean carries(String payload, String eventId) {
    // Most payloads do not hold the text at all; reading them as JSON is only worth it for those
    // that do.
    return payload != null && payload.contains(eventId) && hasEventId(payload, eventId);
  }

  private static boolean hasEventId(String payload, String eventId) {
    try {
      return JSON.readTree(payload).findValues("event_id").stream()
          .map(JsonNode::asText)
          .anyMatch(eventId::equals);
    } catch (IOException notJson) {
      return false;
    }
  }
}
