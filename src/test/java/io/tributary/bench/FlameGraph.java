package io.tributary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Draws where a thread spent its time, from a recording of the JDK's flight recorder, as SVG: each
 * method as wide as the samples in which it, or what it called, was running; callers below.
 *
 * <pre>
 * java -XX:StartFlightRecording=filename=up.jfr,settings=profile ... up
 * mvn -Pbench -DmainClass=io.tributary.bench.FlameGraph -DmainArgs="up.jfr vert.x-eventloop up.svg" test-compile exec:java
 * </pre>
 */
public final class FlameGraph {

  private static final int WIDTH = 1_200;
  private static final int ROW = 15;
  private static final double LETTER = 6;
  private static final double NARROWEST = 3;

  private final Map<String, FlameGraph> callees = new TreeMap<>();
  private int samples;

  private FlameGraph() {}

  /** Takes the recording, the beginning of the threads' names, and the file to write. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("expected RECORDING THREAD SVG, got " + args.length);
    }
    FlameGraph root = new FlameGraph();
    try (RecordingFile recording = new RecordingFile(Path.of(args[0]))) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals("jdk.ExecutionSample")
            && event.getThread("sampledThread").getJavaName().startsWith(args[1])) {
          root.add(event.getStackTrace().getFrames());
        }
      }
    }
    if (root.samples == 0) {
      throw new IllegalArgumentException("no sample of a thread " + args[1] + " in " + args[0]);
    }
    Files.writeString(Path.of(args[2]), root.svg());
  }

  private void add(List<RecordedFrame> stack) {
    FlameGraph at = this;
    at.samples++;
    for (int i = stack.size() - 1; i >= 0; i--) {
      RecordedMethod method = stack.get(i).getMethod();
      String name = method.getType().getName() + "." + method.getName();
      at = at.callees.computeIfAbsent(name, it -> new FlameGraph());
      at.samples++;
    }
  }

  private String svg() {
    int height = (depth(this, WIDTH) + 1) * ROW;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"10\">%n"
            .formatted(WIDTH, height));
    draw(svg, samples + " samples", 0, height - ROW, (double) WIDTH / samples);
    return svg.append("</svg>\n").toString();
  }

  private static int depth(FlameGraph graph, double width) {
    return 1
        + graph.callees.values().stream()
            .filter(callee -> width * callee.samples / graph.samples >= NARROWEST)
            .mapToInt(callee -> depth(callee, width * callee.samples / graph.samples))
            .max()
            .orElse(0);
  }

  private void draw(StringBuilder svg, String name, double left, int top, double sampleWidth) {
    double width = samples * sampleWidth;
    if (width < NARROWEST) {
      return;
    }
    svg.append(rectangle(name, left, top, width));
    double at = left;
    for (Map.Entry<String, FlameGraph> callee : callees.entrySet()) {
      callee.getValue().draw(svg, callee.getKey(), at, top - ROW, sampleWidth);
      at += callee.getValue().samples * sampleWidth;
    }
  }

  private String rectangle(String name, double left, int top, double width) {
    String rectangle =
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" stroke=\"white\"/>",
            left,
            top,
            width,
            ROW,
            colour(name));
    String title = "<title>" + escaped(name) + ": " + samples + "</title>";
    return "<g>" + title + rectangle + text(name, left, top, width) + "</g>\n";
  }

  /** The method's class and name, as far as there is room. */
  private static String text(String name, double left, int top, double width) {
    String shown = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    int letters = Math.min((int) (width / LETTER), shown.length());
    return letters < 4
        ? ""
        : String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\">%s</text>",
            left + 2,
            top + 11,
            escaped(shown.substring(0, letters)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The gateway, the rest of the cloud, HTTP, and all else. */
  private static String colour(String method) {
    if (method.startsWith("io.tributary.cloud.gateway")) {
      return "#f4a261";
    }
    if (method.startsWith("io.tributary")) {
      return "#e9c46a";
    }
    return method.startsWith("io.vertx") || method.startsWith("io.netty") ? "#8ecae6" : "#d6d6d6";
  }
}
