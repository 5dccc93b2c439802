package io.tributary.cloud.events;

import io.tributary.cloud.iam.Caller;
import io.tributary.cloud.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

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

    /** What PutEvents counts for a time that is given. */
    private static final int BYTES_OF_TIME = 14;

    /** The most bytes of a character in UTF-8; two of a pair have four together. */
    private static final int MOST_BYTES = 3;

    public EventEntry {
      if (read != null && !read.text().equals(detail)) {
        throw new IllegalStateException(
            "an entry's detail, " + detail + ", is not what was read of it, " + read.text());
      }
    }

    /**
     * Its size in bytes, as PutEvents counts it.
     *
     * <p>See docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html
     */
    public long bytes() {
      return (time == null ? 0 : BYTES_OF_TIME) + sum(EventEntry::utf8);
    }

    /** No less than {@link #bytes}, and known without encoding anything. */
    public long mostBytes() {
      return BYTES_OF_TIME + MOST_BYTES * sum(EventEntry::characters);
    }

    private long sum(ToIntFunction<String> size) {
      long sum =
          size.applyAsInt(source) + size.applyAsInt(detailType) + (long) size.applyAsInt(detail);
      if (resources != null) {
        for (String resource : resources) {
          sum += size.applyAsInt(resource);
        }
      }
      return sum;
    }

    private static int utf8(String text) {
      return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int characters(String text) {
      return text == null ? 0 : text.length();
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
