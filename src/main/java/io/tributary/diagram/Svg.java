package io.tributary.diagram;

import io.tributary.topology.Edge;
import io.tributary.topology.Kind;
import io.tributary.topology.Node;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A layout as an SVG image that needs nothing around it: light or dark as its viewer is, with its
 * ways in words for who cannot see them.
 */
public final class Svg {

  private static final String STYLE =
      """
      <style>
      svg { --ink: #1f2328; --faint: #59636e; --line: #6e7781; --paper: #ffffff; --frame: #f6f8fa; --failure: #cf222e;
        background: var(--paper); font-family: "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace; }
      @media (prefers-color-scheme: dark) {
        svg { --ink: #f0f6fc; --faint: #9198a1; --line: #9198a1; --paper: #0d1117; --frame: #151b23; --failure: #ff7b72; }
      }
      .cluster rect { fill: var(--frame); stroke: var(--line); stroke-opacity: 0.4; }
      .node rect { fill: var(--paper); stroke: var(--ink); }
      .provided rect { stroke-dasharray: 5 3; }
      .dead-letter rect { stroke: var(--failure); }
      .label { fill: var(--ink); font-size: 12px; }
      .words { fill: var(--faint); font-size: 10px; }
      .edge { fill: none; stroke: var(--line); stroke-width: 1.5; }
      .failure { stroke: var(--failure); stroke-dasharray: 4 3; }
      .logs { stroke-dasharray: 2 3; }
      .arrow { fill: var(--line); }
      .arrow-of-failure { fill: var(--failure); }
      </style>
      <defs>
      <marker id="arrow" class="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker>
      <marker id="arrow-of-failure" class="arrow-of-failure" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker>
      </defs>
      """;

  private final Layout layout;
  private final Map<String, Node> nodes;

  private Svg(Layout layout) {
    this.layout = layout;
    this.nodes =
        layout.nodes().stream()
            .map(Layout.Box::node)
            .collect(Collectors.toMap(Node::id, Function.identity()));
  }

  /**
   * The image as text, ending in a line break.
   *
   * @param title what it shows, in words
   */
  public static String of(Layout layout, String title) {
    return new Svg(layout).image(title);
  }

  private String image(String title) {
    StringBuilder text = new StringBuilder();
    text.append(
        filled(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="title desc">
            <title id="title">%s</title>
            <desc id="desc">%s</desc>
            """,
            layout.width(),
            layout.height(),
            layout.width(),
            layout.height(),
            title,
            description()));
    text.append(STYLE);
    layout.clusters().forEach(frame -> text.append(frame(frame)));
    layout.edges().forEach(line -> text.append(line(line)));
    layout.nodes().forEach(box -> text.append(box(box)));
    return text.append("</svg>\n").toString();
  }

  private String description() {
    return layout.edges().stream()
        .map(line -> inWords(line.edge()))
        .collect(Collectors.joining("; ", "", "."));
  }

  private String inWords(Edge edge) {
    return "%s to %s (%s)".formatted(inWords(edge.from()), inWords(edge.to()), edge.kind().id());
  }

  private String inWords(String id) {
    Node node = nodes.get(id);
    return node.words() + " " + node.label();
  }

  private static String frame(Layout.Frame frame) {
    return filled(
        """
        <g class="cluster"><title>%s</title><rect x="%s" y="%s" width="%s" height="%s" rx="8"/>\
        <text class="words" x="%s" y="%s">%s</text></g>
        """,
        frame.cluster().name(),
        frame.x(),
        frame.y(),
        frame.width(),
        frame.height(),
        frame.x() + Layout.PADDING,
        frame.y() + 16,
        frame.cluster().type());
  }

  private String line(Layout.Line line) {
    Edge edge = line.edge();
    boolean failure = edge.kind().isForFailures();
    return filled(
        """
        <path class="edge %s%s" d="%s" marker-end="url(#%s)"><title>%s</title></path>
        """,
        edge.kind().id(),
        failure ? " failure" : "",
        RoundedPath.through(line.points()),
        failure ? "arrow-of-failure" : "arrow",
        inWords(edge));
  }

  private static String box(Layout.Box box) {
    Node node = box.node();
    return filled(
        """
        <g class="node %s%s%s"><title>%s</title><rect x="%s" y="%s" width="%s" height="%s" rx="%s"/>\
        <text class="label" x="%s" y="%s">%s</text><text class="words" x="%s" y="%s">%s</text></g>
        """,
        node.kind().id(),
        node.provided() ? " provided" : "",
        node.deadLetter() ? " dead-letter" : "",
        node.name(),
        box.x(),
        box.y(),
        box.width(),
        box.height(),
        node.kind() == Kind.QUEUE ? 2 : 10,
        box.x() + Layout.PADDING,
        box.y() + 19,
        node.label(),
        box.x() + Layout.PADDING,
        box.y() + 34,
        node.words());
  }

  private static String filled(String template, Object... values) {
    Object[] escaped = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      escaped[i] = escaped(String.valueOf(values[i]));
    }
    return String.format(Locale.ROOT, template, escaped);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
