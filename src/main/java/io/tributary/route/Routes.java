package io.tributary.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Step;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the routes of events in a journal. Only to be used on the cloud's loop. */
public final class Routes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Journal journal;
  private final Predicate<String> pipeRuns;

  /**
   * The routes in a journal.
   *
   * @param pipeRuns tells of a pipe, by its ARN, whether it runs now
   */
  public Routes(Journal journal, Predicate<String> pipeRuns) {
    this.journal = journal;
    this.pipeRuns = pipeRuns;
  }

  /**
   * The route of the event that was published, sent or put last; what an alarm tells its topics is
   * none.
   */
  public Optional<Route> last() {
    Set<Long> alarms =
        journal.hops().filter(Routes::byAnAlarm).map(Hop::trace).collect(Collectors.toSet());
    // Events are numbered as they come in; the newest hop may be an older event's.
    OptionalLong newest =
        journal
            .hops()
            .filter(Routes::ofAnEvent)
            .mapToLong(Hop::trace)
            .filter(trace -> !alarms.contains(trace))
            .max();
    return newest.isEmpty()
        ? Optional.empty()
        : Optional.of(Route.of(journal.route(newest.getAsLong()), 0, pipeRuns));
  }

  /** A refused receive, for example, is about no event. */
  private static boolean ofAnEvent(Hop hop) {
    return hop.trace() != 0;
  }

  private static boolean byAnAlarm(Hop hop) {
    return hop.step() == Step.SNS_PUBLISH && Principal.Service.CLOUDWATCH.equals(hop.peer());
  }

  /**
   * The route of the newest event with this id: the {@code event_id} of its payload, or an id that
   * SNS, SQS or EventBridge gave it.
   */
  public Optional<Route> byId(String id) {
    List<Long> traces =
        journal
            .hops()
            .filter(Routes::ofAnEvent)
            .filter(hop -> id.equals(hop.id()) || carries(hop.payload(), id))
            .map(Hop::trace)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    return traces.stream()
        .findFirst()
        .map(trace -> Route.of(journal.route(trace), traces.size() - 1, pipeRuns));
  }

  private static boolean carries(String payload, String eventId) {
    return payload != null && mayHold(payload, eventId) && hasEventId(payload, eventId);
  }

  /**
   * Most payloads do not hold the text at all; reading them as JSON is only worth it for those that
   * do, or that may hold it with escapes.
   */
  private static boolean mayHold(String payload, String eventId) {
    return payload.contains(eventId) || payload.indexOf('\\') >= 0 && payload.contains("event_id");
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
