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
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the routes of events in a journal. Only to be used on the cloud's loop. */
public final class Routes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern NUMBER = Pattern.compile("#?[0-9]{1,18}");

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

  /** Whether CloudWatch publishes, or is denied to publish, that an alarm changed its state. */
  public static boolean byAnAlarm(Hop hop) {
    return hop.step() == Step.SNS_PUBLISH && Principal.Service.CLOUDWATCH.equals(hop.peer());
  }

  /** As {@link #byId(String, int)}, of the newest event. */
  public Optional<Route> byId(String id) {
    return byId(id, 0);
  }

  /**
   * The route of an event with this id: the {@code event_id} of its payload, or an id that SNS, SQS
   * or EventBridge gave it. Where no event has it, the one id that differs in its case only counts
   * as it, or the event of this number, as in {@code 17} or {@code #17}.
   *
   * @param earlier how many events with this id came after it
   */
  public Optional<Route> byId(String id, int earlier) {
    List<Long> exactly = traces(id);
    List<Long> like = exactly.isEmpty() ? tracesButForCase(id) : exactly;
    List<Long> traces = like.isEmpty() ? numbered(id) : like;
    return traces.stream()
        .skip(earlier)
        .findFirst()
        .map(trace -> Route.of(journal.route(trace), traces.size() - 1, pipeRuns));
  }

  /** The events with this id, newest first. */
  private List<Long> traces(String id) {
    return journal
        .hops()
        .filter(Routes::ofAnEvent)
        .filter(hop -> id.equals(hop.id()) || carries(hop.payload(), id))
        .map(Hop::trace)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<Long> tracesButForCase(String id) {
    List<String> spellings =
        journal
            .hops()
            .filter(Routes::ofAnEvent)
            .flatMap(hop -> idsLike(id.toLowerCase(Locale.ROOT), hop))
            .filter(id::equalsIgnoreCase)
            .distinct()
            .toList();
    return spellings.size() == 1 ? traces(spellings.get(0)) : List.of();
  }

  private List<Long> numbered(String number) {
    return NUMBER.matcher(number).matches()
        ? Stream.of(Long.valueOf(number.replace("#", "")))
            .filter(trace -> trace != 0 && !journal.route(trace).isEmpty())
            .toList()
        : List.of();
  }

  private static Stream<String> idsLike(String lowerCaseId, Hop hop) {
    String payload = hop.payload() == null ? "" : hop.payload();
    return Stream.concat(
        Stream.ofNullable(hop.id()),
        mayHold(payload.toLowerCase(Locale.ROOT), lowerCaseId)
            ? eventIds(payload)
            : Stream.empty());
  }

  private static boolean carries(String payload, String eventId) {
    return payload != null
        && mayHold(payload, eventId)
        && eventIds(payload).anyMatch(eventId::equals);
  }

  /**
   * Most payloads do not hold the text at all; reading them as JSON is only worth it for those that
   * do, or that may hold it with escapes.
   */
  private static boolean mayHold(String payload, String eventId) {
    return payload.contains(eventId) || payload.indexOf('\\') >= 0 && payload.contains("event_id");
  }

  private static Stream<String> eventIds(String payload) {
    try {
      return JSON.readTree(payload).findValues("event_id").stream().map(JsonNode::asText);
    } catch (IOException notJson) {
      return Stream.empty();
    }
  }
}
