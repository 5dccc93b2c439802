package io.tributary.cloud.logs;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A log group with its streams. What its retention ended is gone at once; beyond that it forgets
 * its oldest events when it holds too many, so that its memory is bounded.
 */
final class LogGroup {

  /** How many events a group keeps, and how many bytes of them; AWS keeps all. */
  static final int MOST_EVENTS = 20_000;

  static final long MOST_BYTES = 32L * 1024 * 1024;

  private final String name;
  private final String arn;
  private final long createdMillis;
  private final NavigableMap<String, String> tags = new TreeMap<>();
  private final NavigableMap<String, LogStream> streams = new TreeMap<>();
  private final NavigableMap<LogEvent.Key, LogEvent> events = new TreeMap<>();
  private Integer retentionDays;
  private long storedBytes;
  private long sequence;

  LogGroup(String name, String arn, long createdMillis) {
    this.name = name;
    this.arn = arn;
    this.createdMillis = createdMillis;
  }

  String name() {
    return name;
  }

  /** Its ARN without the {@code :*} that AWS writes after it in places. */
  String arn() {
    return arn;
  }

  long createdMillis() {
    return createdMillis;
  }

  NavigableMap<String, String> tags() {
    return tags;
  }

  /** Its streams by name; one is removed by {@link #remove} only. */
  NavigableMap<String, LogStream> streams() {
    return streams;
  }

  /** The events of all its streams. */
  NavigableMap<LogEvent.Key, LogEvent> events() {
    return events;
  }

  long storedBytes() {
    return storedBytes;
  }

  /** For how many days it keeps events; null for ever. */
  Integer retentionDays() {
    return retentionDays;
  }

  void setRetentionDays(Integer days) {
    retentionDays = days;
  }

  /** The ARN that a stream of this name has. */
  String streamArn(String stream) {
    return arn + ":log-stream:" + stream;
  }

  /** The time before which events are expired; null when they never are. */
  Long expiredBefore(long nowMillis) {
    return retentionDays == null ? null : nowMillis - Duration.ofDays(retentionDays).toMillis();
  }

  void add(LogStream stream, long timestamp, String message, long nowMillis) {
    LogEvent.Key key = new LogEvent.Key(timestamp, ++sequence);
    LogEvent event = new LogEvent(key, stream.name(), message, nowMillis);
    events.put(key, event);
    stream.events().put(key, event);
    stream.ingestedAt(nowMillis);
    storedBytes += LogEvent.size(message);
    while (events.size() > MOST_EVENTS || storedBytes > MOST_BYTES) {
      forget(events.firstEntry().getValue());
    }
  }

  /** Forgets what its retention ended. */
  void expire(long nowMillis) {
    Long before = expiredBefore(nowMillis);
    while (before != null && !events.isEmpty() && events.firstKey().timestamp() < before) {
      forget(events.firstEntry().getValue());
    }
  }

  void remove(LogStream stream) {
    streams.remove(stream.name());
    stream.events().values().forEach(this::uncount);
  }

  private void forget(LogEvent event) {
    uncount(event);
    streams.get(event.stream()).events().remove(event.key());
  }

  private void uncount(LogEvent event) {
    events.remove(event.key());
    storedBytes -= LogEvent.size(event.message());
  }
}
