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
import io.tributary.cloud.json.JsonObject;
import io.tributary.cloud.json.JsonText;
import io.tributary.cloud.time.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

  private static final int BYTES_OF_TIME = 14;

  /** Room, in characters, for what most events say before their detail. */
  private static final int LONGEST_HEAD = 300;

  private final EventLoop loop;
  private final Account account;
  private final Access access;
  private final Journal journal;
  private final Buses buses;
  private final Router router;
  private long timestampSeconds;
  private String timestamp;

  EventIntake(
      EventLoop loop, Account account, Access access, Journal journal, Buses buses, Router router) {
    this.loop = loop;
    this.account = account;
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
      throw EventsErrors.constraint(
          "[]", "entries", "Member must have length greater than or equal to 1");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw EventsErrors.constraint(
          "[" + entries.size() + " entries]",
          "entries",
          "Member must have length less than or equal to " + MOST_ENTRIES);
    }
  }

  private static void requireSize(List<EventEntry> entries) {
    long size = 0;
    for (EventEntry entry : entries) {
      size += size(entry);
    }
    if (size > MOST_BYTES) {
      throw EventsErrors.validation("Total size of the entries in the request is over the limit.");
    }
  }

  private static long size(EventEntry entry) {
    long size = entry.time() == null ? 0 : BYTES_OF_TIME;
    size += bytes(entry.source()) + bytes(entry.detailType()) + bytes(entry.detail());
    for (String resource : resources(entry)) {
      size += bytes(resource);
    }
    return size;
  }

  private static long bytes(String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<String> resources(EventEntry entry) {
    return entry.resources() == null ? List.of() : entry.resources();
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
    Set<Asked> asked = new LinkedHashSet<>();
    entries.forEach(entry -> asked.add(asked(entry)));
    for (Asked one : asked) {
      Decision decision = decide(caller, one);
      if (!decision.allowed()) {
        entries.forEach(entry -> hop(caller, entry).denied(decision));
        throw EventsErrors.denied(decision);
      }
    }
  }

  /** What of an entry IAM may decide by. */
  private record Asked(String busArn, String source, String detailType) {}

  private Asked asked(EventEntry entry) {
    return new Asked(buses.arn(entry.bus()), entry.source(), entry.detailType());
  }

  private Decision decide(Caller caller, Asked asked) {
    AttachedPolicy policy = buses.find(asked.busArn()).map(Bus::attachedPolicy).orElse(null);
    return access.mayPut(caller, asked.busArn(), policy, asked.source(), asked.detailType());
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
    JsonText json = envelope(id, entry, detail);
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
    return new PutResult(
        null,
        "InvalidArgument",
        "Parameter " + field + " is not valid. Reason: " + field + " is a required argument.");
  }

  private JsonText envelope(String id, EventEntry entry, JsonText detail) {
    JsonObject event = new JsonObject(LONGEST_HEAD + detail.text().length());
    event.put("version", "0");
    event.put("id", id);
    event.put("detail-type", entry.detailType());
    event.put("source", entry.source());
    event.put("account", account.id());
    event.put("time", timestamp(entry.time() == null ? loop.millis() : entry.time()));
    event.put("region", account.region());
    event.put(
        "resources", JsonText.array(resources(entry).stream().map(JsonText::string).toList()));
    event.put("detail", detail.compacted());
    return event.text();
  }

  /** To the second; most events are of the same second as the one before. */
  private String timestamp(long millis) {
    long seconds = Math.floorDiv(millis, 1_000L);
    if (timestamp == null || seconds != timestampSeconds) {
      timestampSeconds = seconds;
      timestamp = Instant.ofEpochSecond(seconds).toString();
    }
    return timestamp;
  }
}
