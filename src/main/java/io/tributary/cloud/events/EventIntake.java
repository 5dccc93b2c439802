package io.tributary.cloud.events;

import io.tributary.cloud.account.Account;
import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.AttachedPolicy;
import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.iam.Decision;
import io.tributary.cloud.journal.HopEntry;
import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Measure;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.json.JsonFrame;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.time.EventLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes events in: checks the call, then entry by entry, and hands each event to the router.
 *
 * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
 */
final class EventIntake {

  private static final int MOST_ENTRIES = 10;

  /** The limit of the user guide of 2026; it used to be 256 KB. */
  private static final int MOST_BYTES = 1_048_576;

  /**
   * In characters;
   * docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
   */
  private static final int LONGEST_DETAIL_TYPE = 128;

  private static final JsonText NO_RESOURCES = JsonText.array(List.of());

  private final EventLoop loop;
  private final JsonFrame envelope;
  private final Access access;
  private final Journal journal;
  private final Buses buses;
  private final Router router;
  private final NewestString detailType = new NewestString();
  private final NewestString source = new NewestString();
  private long timestampSeconds;
  private JsonText timestamp;

  EventIntake(
      EventLoop loop, Account account, Access access, Journal journal, Buses buses, Router router) {
    this.loop = loop;
    this.envelope = envelope(account);
    this.access = access;
    this.journal = journal;
    this.buses = buses;
    this.router = router;
  }

  List<PutResult> put(Caller caller, List<EventEntry> entries) {
    requireCount(entries);
    requireSize(entries);
    List<EventEntry> traced = new ArrayList<>(entries.size());
    entries.forEach(entry -> traced.add(traced(entry)));
    requireAllowed(caller, traced);
    List<PutResult> results = new ArrayList<>(entries.size());
    traced.forEach(entry -> results.add(put(caller, entry)));
    measure(results);
    return results;
  }

  private void measure(List<PutResult> results) {
    int refused = 0;
    for (PutResult result : results) {
      refused += result.failed() ? 1 : 0;
    }
    journal.measure(Measure.EVENTS_PUT_ENTRIES, null, results.size());
    if (refused > 0) {
      journal.measure(Measure.EVENTS_REFUSED_ENTRIES, null, refused);
    }
  }

  private static void requireCount(List<EventEntry> entries) {
    if (entries.isEmpty()) {
      throw EventsErrors.constraint("[]", "entries", "have length greater than or equal to 1");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw EventsErrors.constraint(
          "[" + entries.size() + " entries]",
          "entries",
          "have length less than or equal to " + MOST_ENTRIES);
    }
  }

  private static void requireSize(List<EventEntry> entries) {
    long most = 0;
    for (EventEntry entry : entries) {
      most += entry.mostBytes();
    }
    if (most > MOST_BYTES && entries.stream().mapToLong(EventEntry::bytes).sum() > MOST_BYTES) {
      throw EventsErrors.validation("Total size of the entries in the request is over the limit.");
    }
  }

  private static JsonText resources(EventEntry entry) {
    return entry.resources() == null || entry.resources().isEmpty()
        ? NO_RESOURCES
        : JsonText.array(entry.resources().stream().map(JsonText::string).toList());
  }

  private EventEntry traced(EventEntry entry) {
    return entry.trace() != 0
        ? entry
        : new EventEntry(
            entry.bus(),
            entry.source(),
            entry.detailType(),
            entry.detail(),
            entry.resources(),
            entry.time(),
            journal.newTrace(),
            entry.read());
  }

  private void requireAllowed(Caller caller, List<EventEntry> entries) {
    Set<Asked> asked = new HashSet<>();
    Asked newest = null;
    for (EventEntry entry : entries) {
      // The entries of a pipe are all of one kind: that is not asked about again and again.
      if (newest != null && newest.isOf(entry)) {
        continue;
      }
      newest = new Asked(entry.bus(), entry.source(), entry.detailType());
      Decision decision = asked.add(newest) ? decide(caller, newest) : null;
      if (decision != null && !decision.allowed()) {
        entries.forEach(denied -> hop(caller, denied).denied(decision));
        throw EventsErrors.denied(decision);
      }
    }
  }

  /** What of an entry IAM may decide by. */
  private record Asked(String bus, String source, String detailType) {
    boolean isOf(EventEntry entry) {
      return Objects.equals(bus, entry.bus())
          && Objects.equals(source, entry.source())
          && Objects.equals(detailType, entry.detailType());
    }
  }

  private Decision decide(Caller caller, Asked asked) {
    AttachedPolicy policy = buses.find(asked.bus()).map(Bus::attachedPolicy).orElse(null);
    return access.mayPut(
        caller, buses.arn(asked.bus()), policy, asked.source(), asked.detailType());
  }

  private HopEntry hop(Caller caller, EventEntry entry) {
    return journal
        .hop(entry.trace(), Step.EVENTS_PUT, buses.arn(entry.bus()))
        .peer(caller.principal().arn());
  }

  private PutResult put(Caller caller, EventEntry entry) {
    JsonText detail = detail(entry);
    PutResult problem = problem(entry, detail);
    if (problem != null) {
      hop(caller, entry)
          .payload(entry.detail())
          .stopped(Outcome.FAILED, problem.errorCode() + ": " + problem.errorMessage());
      return problem;
    }
    String id = loop.random().uuid();
    JsonText json = event(id, entry, detail);
    HopEntry hop = hop(caller, entry).id(id).payload(json.text());
    Optional<Bus> bus = buses.find(entry.bus());
    if (bus.isPresent()) {
      hop.passed();
      router.route(
          new AcceptedEvent(
              bus.get(),
              id,
              entry.source(),
              entry.detailType(),
              json,
              loop.millis(),
              entry.trace()));
    } else {
      hop.stopped(
          Outcome.LOST,
          "the event bus does not exist: EventBridge accepts such an event and drops it");
    }
    return new PutResult(id, null, null);
  }

  /** The detail, if it is the JSON object that it has to be; else null. */
  private static JsonText detail(EventEntry entry) {
    if (isEmpty(entry.detail())) {
      return null;
    }
    JsonText read =
        entry.read() != null ? entry.read() : JsonText.parse(entry.detail()).orElse(null);
    return read != null && read.isObject() ? read : null;
  }

  private static PutResult problem(EventEntry entry, JsonText detail) {
    if (isEmpty(entry.source())) {
      return missing("Source");
    }
    if (isEmpty(entry.detailType())) {
      return missing("DetailType");
    }
    String detailType = entry.detailType();
    if (detailType.codePointCount(0, detailType.length()) > LONGEST_DETAIL_TYPE) {
      return invalid("DetailType", "DetailType has more than 128 characters.");
    }
    if (isEmpty(entry.detail())) {
      return missing("Detail");
    }
    if (entry.source().startsWith("aws.")) {
      return new PutResult(
          null,
          "NotAuthorizedForSourceException",
          "Not authorized for the source. A source that begins with aws. is AWS's own.");
    }
    return detail == null ? new PutResult(null, "MalformedDetail", "Detail is malformed.") : null;
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }

  private static PutResult missing(String field) {
    return invalid(field, field + " is a required argument.");
  }

  private static PutResult invalid(String field, String reason) {
    return new PutResult(
        null, "InvalidArgument", "Parameter " + field + " is not valid. Reason: " + reason);
  }

  /** What is the same in every event of an account. */
  private static JsonFrame envelope(Account account) {
    return JsonFrame.of(
            List.of(
                "{\"version\":\"0\",\"id\":",
                ",\"detail-type\":",
                ",\"source\":",
                ",\"account\":" + JsonText.string(account.id()) + ",\"time\":",
                ",\"region\":" + JsonText.string(account.region()) + ",\"resources\":",
                ",\"detail\":",
                "}"))
        .orElseThrow(() -> new IllegalStateException("an event without its values is no JSON"));
  }

  private JsonText event(String id, EventEntry entry, JsonText detail) {
    return envelope.fill(
        JsonText.string(id),
        detailType.of(entry.detailType()),
        source.of(entry.source()),
        timestamp(entry.time() == null ? loop.millis() : entry.time()),
        resources(entry),
        detail.compacted());
  }

  /** To the second; most events are of the same second as the one before. */
  private JsonText timestamp(long millis) {
    long seconds = Math.floorDiv(millis, 1_000L);
    if (timestamp == null || seconds != timestampSeconds) {
      timestampSeconds = seconds;
      timestamp = JsonText.string(Instant.ofEpochSecond(seconds).toString());
    }
    return timestamp;
  }
}
