package io.tributary.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.text.TextsReadLately;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import software.amazon.event.ruler.GenericMachine;

/**
 * Judges what patterns let through and keep out, one pattern and one event at a time, by AWS's own
 * matcher and the patterns that the program asks for.
 */
final class PatternModel {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A bus routes in the task after the put; so the entry is among the newest. */
  private static final int NEWEST = 256;

  /** In long runs one event in so many is judged: a single match costs as much as its whole way. */
  private static final int SAMPLE = 64;

  private static final int SHORT_RUN = 10_000;

  private static final String SOME_ID = "00000000-0000-0000-0000-000000000000";
  private static final String SOME_TIME = "2025-01-01T00:00:00Z";

  /** No id's hash is 0. */
  private static final long NO_ID = 0;

  /** No list, since it is gone through for every match. */
  private final Destination[] destinations;

  private final Blueprint blueprint;
  private final Ledger ledger;
  private final int sample;
  private final IntFunction<String> published;
  private final IdSet given = new IdSet();
  private final TextsReadLately ids;
  private final ArrayDeque<EventEntry> newest = new ArrayDeque<>();
  private final Map<String, GenericMachine<String>> matchers = new HashMap<>();

  /**
   * A model that has seen nothing.
   *
   * @param ids the fingerprints of ids
   * @param events how many there will be
   * @param published the body that an event is published with
   */
  PatternModel(
      Destinations destinations, TextsReadLately ids, int events, IntFunction<String> published) {
    this.destinations = destinations.all().toArray(Destination[]::new);
    this.blueprint = destinations.blueprint();
    this.ledger = destinations.ledger();
    this.ids = ids;
    this.published = published;
    this.sample = events <= SHORT_RUN ? 1 : SAMPLE;
  }

  /** EventBridge as before, every entry of which is seen here. */
  EventBuses observed(EventBuses events) {
    return (caller, entries) -> {
      for (EventEntry entry : entries) {
        note(entry);
      }
      List<PutResult> results = events.putEvents(caller, entries);
      requireNewIds(results, entries);
      return results;
    };
  }

  /**
   * What deduplicates by the id, as AWS advises, would lose the second of two events. Of a call all
   * hashes are made first: the look-ups then follow each other closely enough to wait for memory
   * together.
   */
  private void requireNewIds(List<PutResult> results, List<EventEntry> entries) {
    long[] hashes = new long[results.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = results.get(i).failed() ? NO_ID : hash(entries.get(i), results.get(i));
    }
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] != NO_ID && !given.add(hashes[i])) {
        ledger.violated(
            "ids-are-unique",
            Workload.event(entries.get(i).detail()),
            "EventBridge gave it an id that another event has: " + results.get(i).eventId());
      }
    }
  }

  private long hash(EventEntry entry, PutResult result) {
    String id = Objects.requireNonNull(result.eventId(), "EventBridge gave an event no id");
    return IdSet.hash(ids.of(entry.trace(), id));
  }

  /** A service has put a message into a queue; for a rule its pattern must have let it. */
  void sent(Principal sender, String body, int event) {
    if (event % sample == 0 && sender instanceof Principal.Service service) {
      blueprint
          .wholeEventPattern(service.sourceArn())
          .filter(pattern -> !matches(body, pattern))
          .ifPresent(
              pattern ->
                  ledger.violated(
                      "only-the-admitted",
                      event,
                      service.sourceArn()
                          + " sent what its pattern does not match: "
                          + Excerpt.of(body)));
    }
  }

  /**
   * The cloud says that a pattern or filter kept an event out. A rule's pattern is matched again; a
   * filter of a subscription or pipe has to be there, and is matched again where that can be done.
   * What a way aside does not get, the destination has to get all the same.
   */
  void filtered(Hop hop, int event) {
    if (!(hop.step() == Step.RULE_MATCH ? isMeantByRules(hop) : isMeantByFilter(hop, event))) {
      ledger.violated(
          "filtered-as-asked",
          event,
          "the program asks for no filter that keeps it out: " + Excerpt.of(hop));
    } else {
      for (Destination one : destinations) {
        if (isOnTheWay(hop, one.ways())) {
          one.ledger().filtered(event, hop.resource());
        }
      }
    }
  }

  /** Of a topic's subscriptions each is a way of its own. */
  private static boolean isOnTheWay(Hop hop, Ways ways) {
    return ways.leadsOn(hop.step() == Step.SNS_DELIVER ? hop.peer() : hop.resource());
  }

  /**
   * A rule let an event pass. If it leads aside, and no other rule of the bus wants the event, it
   * is kept out, though no bus says so.
   */
  void passed(Hop hop, int event) {
    for (Destination one : destinations) {
      passed(hop, event, one);
    }
  }

  private void passed(Hop hop, int event, Destination destination) {
    destination
        .blueprint()
        .patternsBeside(hop.resource())
        .filter(patterns -> event >= 0 && matchesNone(hop, patterns))
        .ifPresent(
            patterns ->
                destination
                    .ledger()
                    .filtered(event, destination.blueprint().busBeside(hop.resource())));
  }

  private boolean isMeantByFilter(Hop hop, int event) {
    return blueprint
        .filters(hop.resource(), hop.peer())
        .filter(patterns -> patterns.isEmpty() || letNothingPass(patterns, hop, event))
        .isPresent();
  }

  /** Whether none matches; also if what came there is not what was published, or no JSON object. */
  private boolean letNothingPass(List<String> patterns, Hop hop, int event) {
    String body = event < 0 ? "" : published.apply(event);
    boolean asPublished = hop.payload() == null || hop.payload().equals(body);
    if (!asPublished || !isObject(body)) {
      return true;
    }
    String record = "{\"body\":" + body + "}";
    return patterns.stream().noneMatch(it -> matches(record, it));
  }

  private static boolean isObject(String body) {
    try {
      return JSON.readTree(body).isObject();
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  private boolean isMeantByRules(Hop hop) {
    return matchesNone(hop, blueprint.patterns(hop.resource()));
  }

  /** Whether the entry that was put with the trace of a hop is known, and no pattern matches it. */
  private boolean matchesNone(Hop hop, List<String> patterns) {
    Optional<String> event =
        newest.stream().filter(it -> it.trace() == hop.trace()).map(this::json).findFirst();
    return event.isPresent() && patterns.stream().noneMatch(it -> matches(event.get(), it));
  }

  private void note(EventEntry entry) {
    newest.addFirst(entry);
    if (newest.size() > NEWEST) {
      newest.removeLast();
    }
  }

  /** As the matcher's own one-shot call does it, but for reading the pattern each time. */
  private boolean matches(String event, String pattern) {
    try {
      GenericMachine<String> matcher = matchers.get(pattern);
      if (matcher == null) {
        matcher = GenericMachine.<String>builder().build();
        matcher.addRule(pattern, pattern);
        matchers.put(pattern, matcher);
      }
      return !matcher.rulesForJSONEvent(event).isEmpty();
    } catch (Exception unreadable) {
      throw new IllegalArgumentException(
          "AWS's matcher cannot read %s or %s".formatted(pattern, event), unreadable);
    }
  }

  /** The event that a bus makes of it, but for its id and time, by which no rule can know it. */
  private String json(EventEntry entry) {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0").put("id", SOME_ID).put("time", SOME_TIME);
    event.put("account", blueprint.account().id()).put("region", blueprint.account().region());
    event.put("source", entry.source()).put("detail-type", entry.detailType());
    entry.resources().forEach(event.putArray("resources")::add);
    try {
      event.set("detail", JSON.readTree(entry.detail()));
    } catch (JsonProcessingException refusedByTheBus) {
      event.put("detail", entry.detail());
    }
    return event.toString();
  }
}
