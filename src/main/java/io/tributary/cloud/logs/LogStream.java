package io.tributary.cloud.logs;

import java.util.NavigableMap;
import java.util.TreeMap;

/** A stream of a log group, with those of its events that are still kept. */
final class LogStream {

  private final String name;
  private final String arn;
  private final long createdMillis;
  private final NavigableMap<LogEvent.Key, LogEvent> events = new TreeMap<>();
  private Long lastIngestedMillis;

  LogStream(String name, String arn, long createdMillis) {
    this.name = name;
    this.arn = arn;
    this.createdMillis = createdMillis;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  long createdMillis() {
    return createdMillis;
  }

  /** Its events; to be changed through its group only. */
  NavigableMap<LogEvent.Key, LogEvent> events() {
    return events;
  }

  /** When it last took in events; null when it never did. */
  Long lastIngestedMillis() {
    return lastIngestedMillis;
  }

  void ingestedAt(long millis) {
    lastIngestedMillis = millis;
  }

  Long firstTimestamp() {
    return events.isEmpty() ? null : events.firstKey().timestamp();
  }

  Long lastTimestamp() {
    return events.isEmpty() ? null : events.lastKey().timestamp();
  }
}
