package io.tributary.simulate.defect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.events.EventBuses;
import io.tributary.cloud.events.EventBuses.EventEntry;
import io.tributary.cloud.events.EventBuses.PutResult;
import io.tributary.cloud.iam.Caller;
import java.util.ArrayList;
import java.util.List;

/** What EventBridge could do wrong. */
final class BusDefects {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes JSON by the letter, and not too deep. */
  private static final ObjectMapper PICKY =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
              .build());

  private BusDefects() {}

  /**
   * Takes an event, fails to parse it when it comes to matching, and thinks that nothing matches.
   */
  static EventBuses dropsOnParseErrors(EventBuses events) {
    return (caller, entries) -> {
      List<PutResult> results = new ArrayList<>();
      for (EventEntry entry : entries) {
        results.add(
            canBeParsed(entry.detail())
                ? events.putEvents(caller, List.of(entry)).get(0)
                : new PutResult("dropped-" + entry.trace(), null, null));
      }
      return results;
    };
  }

  /** Reads the numbers of an event as doubles and writes them anew. */
  static EventBuses rewritesNumbers(EventBuses events) {
    return (Caller caller, List<EventEntry> entries) ->
        events.putEvents(caller, entries.stream().map(BusDefects::rewritten).toList());
  }

  private static boolean canBeParsed(String detail) {
    try {
      PICKY.readTree(detail);
      return true;
    } catch (JsonProcessingException tooPicky) {
      return false;
    }
  }

  private static EventEntry rewritten(EventEntry entry) {
    try {
      return new EventEntry(
          entry.bus(),
          entry.source(),
          entry.detailType(),
          JSON.readTree(entry.detail()).toString(),
          entry.resources(),
          entry.time(),
          entry.trace());
    } catch (JsonProcessingException refusedByTheBus) {
      return entry;
    }
  }
}
