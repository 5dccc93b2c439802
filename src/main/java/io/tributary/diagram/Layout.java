package io.tributary.diagram;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tributary.topology.Cluster;
import io.tributary.topology.Edge;
import io.tributary.topology.Node;
import io.tributary.topology.Topology;
import java.util.List;

/**
 * Where everything of a topology is drawn, so that events go from left to right. All lengths are
 * pixels at the natural size, counted from the top left corner. Equal topologies are laid out
 * equally.
 *
 * @param width of the whole
 * @param height of the whole
 * @param nodes in the topology's order; none overlaps another
 * @param edges in the topology's order
 * @param clusters in the topology's order; each holds its nodes and no others
 */
public record Layout(
    int width, int height, List<Box> nodes, List<Line> edges, List<Frame> clusters) {

  /**
   * The width of a character of a label: a monospaced font of 12 pixels has 7.2, some a little
   * more.
   */
  static final double CHARACTER = 7.3;

  /** The width of a character of a node's kind or a cluster's title, of 10 pixels. */
  static final double SMALL_CHARACTER = 6.1;

  static final int NODE_HEIGHT = 44;

  /** Room between a text and the left and right side of its box. */
  static final int PADDING = 12;

  /** The height of a cluster's title. */
  static final int TITLE = 24;

  private static final int LEAST_NODE_WIDTH = 96;

  public Layout {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    clusters = List.copyOf(clusters);
  }

  /** A node and its box. */
  public record Box(@JsonUnwrapped Node node, int x, int y, int width, int height) {}

  /** An edge and the corners of its line, from its source's border to its target's. */
  public record Line(@JsonUnwrapped Edge edge, List<Point> points) {

    public Line {
      points = List.copyOf(points);
    }
  }

  /** A cluster and its frame, whose title, the cluster's type, stands in its upper left corner. */
  public record Frame(@JsonUnwrapped Cluster cluster, int x, int y, int width, int height) {}

  /** Lays a topology out. */
  public static Layout of(Topology topology) {
    return new Layouter(topology).layout();
  }

  /** How wide a node has to be for its label, and for what it is. */
  static int width(Node node) {
    double text =
        Math.max(node.label().length() * CHARACTER, node.words().length() * SMALL_CHARACTER);
    return Math.max(LEAST_NODE_WIDTH, (int) Math.ceil(text) + 2 * PADDING);
  }

  /** How wide a cluster has to be for its title. */
  static int width(Cluster cluster) {
    return (int) Math.ceil(cluster.type().length() * SMALL_CHARACTER) + 2 * PADDING;
  }
}
