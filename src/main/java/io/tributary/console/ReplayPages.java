package io.tributary.console;

import io.tributary.topology.Kind;
import io.tributary.topology.Node;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recording as it was at any of its times. */
final class ReplayPages {

  private final Recording recording;
  private final Chart chart;
  private final Playback playback;

  ReplayPages(Recording recording, Chart chart) {
    this.recording = recording;
    this.chart = chart;
    this.playback = new Playback(recording.cloud().journal().hops().toList());
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("api/replay", request -> summary()),
        Endpoint.get("api/replay/state", this::state));
  }

  /**
   * What there is to see.
   *
   * @param hops how many are kept
   * @param cut how many at the begin are not
   */
  private record Summary(
      String from, String to, long seed, long faults, int violations, int hops, long cut) {}

  private Summary summary() {
    return new Summary(
        instant(playback.fromMicros()).toString(),
        instant(playback.toMicros()).toString(),
        recording.seed(),
        recording.faults(),
        recording.violations(),
        playback.hops(),
        recording.cloud().journal().written() - playback.hops());
  }

  private record State(Map<String, Ticker.State> nodes, List<Object> passes) {}

  private State state(Request request) {
    long at = micros("at", request.parameter("at"));
    String since = request.parameter("since");
    long begin = since.isEmpty() ? at : micros("since", since);
    Traffic traffic = playback.traffic(chart.topology(), begin, at);
    Map<String, Integer> depths = playback.depths(at);
    double seconds = Math.max(1, at - begin) / 1e6;
    Map<String, Ticker.State> nodes = new LinkedHashMap<>();
    for (Node node : chart.topology().nodes()) {
      Integer depth = node.kind() == Kind.QUEUE ? depths.getOrDefault(node.id(), 0) : null;
      double rate = traffic.recent(node.id()) / seconds;
      nodes.put(node.id(), new Ticker.State(depth, null, null, rate));
    }
    return new State(nodes, traffic.passes());
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long micros(String name, String text) {
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
    } catch (DateTimeException | ArithmeticException notATime) {
      throw Refusal.badRequest(
          "'%s' takes a time such as 2025-01-15T12:10:00.25Z, got '%s'".formatted(name, text));
    }
  }
}
