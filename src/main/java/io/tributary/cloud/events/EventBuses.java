package io.tributary.cloud.events;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.json.JsonText;
import java.util.List;

/** What the other services of the cloud ask of EventBridge. Only to be called on the loop. */
public interface EventBuses {

  /**
   * Puts events onto buses ({@code events:PutEvents}), as the API does: entry by entry, each with
   * its own result.
   *
   * @param entries 1 to 10
   * @return a result for each entry, in their order
   * @throws software.amazon.awssdk.services.eventbridge.model.EventBridgeException with AWS's code
   *     when the whole call is refused: not allowed, throttled, too many entries, too large
   */
  List<PutResult> putEvents(Caller caller, List<EventEntry> entries);

  /**
   * One event to be put.
   *
   * @param bus name or ARN of the bus
   * @param time in milliseconds since 1970; null for now
   * @param detail a JSON object as text; numbers and strings in it reach the targets unchanged
   * @param trace the event, for the journal
   * @param read the same detail, if the caller has read it already; else null
   */
  record EventEntry(
      String bus,
      String source,
      String detailType,
      String detail,
      List<String> resources,
      Long time,
      long trace,
      JsonText read) {

    public EventEntry {
      if (read != null && !read.text().equals(detail)) {
        throw new IllegalStateException(
            "an entry's detail, " + detail + ", is not what was read of it, " + read.text());
      }
    }

    /** An event whose detail nobody has read yet. */
    public EventEntry(
        String bus,
        String source,
        String detailType,
        String detail,
        List<String> resources,
        Long time,
        long trace) {
      this(bus, source, detailType, detail, resources, time, trace, null);
    }

    /** An event whose detail the caller has read. */
    public EventEntry(
        String bus,
        String source,
        String detailType,
        JsonText detail,
        List<String> resources,
        Long time,
        long trace) {
      this(bus, source, detailType, detail.text(), resources, time, trace, detail);
    }
  }

  /** What became of one entry: an event id, or an error code and message. */
  record PutResult(String eventId, String errorCode, String errorMessage) {
    public boolean failed() {
      return errorCode != null;
    }
  }
}
