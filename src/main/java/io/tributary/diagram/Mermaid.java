package io.tributary.diagram;

import io.tributary.topology.Cluster;
import io.tributary.topology.Edge;
import io.tributary.topology.Node;
import io.tributary.topology.Topology;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A topology as a Mermaid flowchart, whose renderer lays it out by itself.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid's flowcharts</a>
 */
public final class Mermaid {

  private static final String CLASSES =
      """
        classDef provided stroke-dasharray: 5 3
        classDef deadLetter stroke:#cf222e
        classDef providedDeadLetter stroke:#cf222e,stroke-dasharray: 5 3
      """;

  private final Topology topology;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final StringBuilder text = new StringBuilder("flowchart LR\n");

  private Mermaid(Topology topology) {
    this.topology = topology;
    topology
        .nodes()
        .forEach(node -> names.put(node.id(), name(node.kind().id() + " " + node.label())));
  }

  /** The flowchart's text, ending in a line break. */
  public static String of(Topology topology) {
    return new Mermaid(topology).flowchart();
  }

  private String flowchart() {
    for (Cluster cluster : topology.clusters()) {
      String name = name("component " + cluster.type() + " " + cluster.name());
      text.append("  subgraph %s [%s]\n".formatted(name, quoted(cluster.type())));
      topology.nodes().stream()
          .filter(node -> cluster.id().equals(node.cluster()))
          .forEach(node -> node("    ", node));
      text.append("  end\n");
    }
    topology.nodes().stream()
        .filter(node -> node.cluster() == null)
        .forEach(node -> node("  ", node));
    topology.edges().forEach(this::edge);
    return text.append(CLASSES).toString();
  }

  private void node(String indent, Node node) {
    String label = quoted(node.label(), node.words());
    String shape =
        switch (node.kind()) {
          case TOPIC -> "([%s])";
          case QUEUE -> node.deadLetter() ? "[(%s)]" : "[%s]";
          case PIPE -> "[/%s/]";
          case BUS -> "{{%s}}";
          case RULE -> "[/%s\\]";
          case LOG_GROUP -> "[[%s]]";
          case OTHER -> "(%s)";
        };
    text.append(indent).append(names.get(node.id())).append(shape.formatted(label));
    text.append(style(node)).append('\n');
  }

  /** A node takes one class only. */
  private static String style(Node node) {
    if (node.deadLetter()) {
      return node.provided() ? ":::providedDeadLetter" : ":::deadLetter";
    }
    return node.provided() ? ":::provided" : "";
  }

  private void edge(Edge edge) {
    boolean events = !edge.kind().isForFailures() && edge.kind() != Edge.Kind.LOGS;
    text.append("  ").append(names.get(edge.from()));
    text.append(events ? " --> " : " -.-> ").append(names.get(edge.to())).append('\n');
  }

  /** A word that Mermaid takes for an id and for none of its own words. */
  private String name(String wanted) {
    String word = wanted.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
    String name = word;
    for (int number = 2; !taken.add(name); number++) {
      name = word + "_" + number;
    }
    return name;
  }

  /** Text that Mermaid shows as it is, in lines. */
  private static String quoted(String... lines) {
    StringBuilder quoted = new StringBuilder();
    for (String line : lines) {
      quoted.append(quoted.isEmpty() ? "" : "<br/>");
      line.codePoints()
          .forEach(
              letter -> {
                if ("#&<>\"`".indexOf(letter) >= 0) {
                  quoted.append('#').append(letter).append(';');
                } else {
                  quoted.appendCodePoint(letter);
                }
              });
    }
    return "\"" + quoted + "\"";
  }
}
