package io.tributary.diagram;

import io.tributary.topology.Cluster;
import io.tributary.topology.Edge;
import io.tributary.topology.Node;
import io.tributary.topology.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Asks ELK's layered algorithm, clusters and their nodes at once.
 *
 * @see <a href="https://eclipse.dev/elk/reference/algorithms/org-eclipse-elk-layered.html">ELK
 *     Layered</a>
 */
final class Layouter {

  private static final int MARGIN = 16;
  private static final int GAP = 24;
  private static final int GAP_BETWEEN_LAYERS = 40;
  private static final int GAP_OF_LINES = 14;

  /** Lines of events are kept straight at the cost of those of failures. */
  private static final int STRAIGHT = 10;

  /** Without it ELK cannot copy the defaults of its own options. */
  static {
    LayoutMetaDataService.initElkReflect();
  }

  private final Topology topology;
  private final Attachments attachments;
  private final ElkNode root = ElkGraphUtil.createGraph();
  private final Map<String, ElkNode> clusters = new HashMap<>();
  private final Map<String, Node> nodes;
  private final Map<String, Seat> seats = new HashMap<>();
  private final Map<Edge, ElkEdge> lines = new HashMap<>();

  Layouter(Topology topology) {
    this.topology = topology;
    this.attachments = new Attachments(topology);
    this.nodes = topology.nodes().stream().collect(Collectors.toMap(Node::id, Function.identity()));
    root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
    space(root);
    topology.clusters().forEach(this::add);
    topology.nodes().forEach(this::add);
    topology.edges().forEach(this::add);
  }

  private static void space(ElkNode graph) {
    graph.setProperty(LayeredOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
    graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, (double) GAP);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, (double) GAP_BETWEEN_LAYERS);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, (double) GAP_OF_LINES);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, (double) GAP_OF_LINES);
    graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, (double) GAP_OF_LINES);
    graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, (double) GAP_OF_LINES);
  }

  private void add(Cluster cluster) {
    ElkNode frame = ElkGraphUtil.createNode(root);
    space(frame);
    int side = Layout.PADDING;
    frame.setProperty(LayeredOptions.PADDING, new ElkPadding(Layout.TITLE, side, side, side));
    frame.setProperty(LayeredOptions.NODE_SIZE_CONSTRAINTS, SizeConstraint.minimumSizeWithPorts());
    frame.setProperty(
        LayeredOptions.NODE_SIZE_MINIMUM, new KVector(Layout.width(cluster), Layout.TITLE));
    clusters.put(cluster.id(), frame);
  }

  private void add(Node node) {
    if (attachments.isAttached(node)) {
      return;
    }
    ElkNode box = ElkGraphUtil.createNode(clusters.getOrDefault(node.cluster(), root));
    Edge beneath = attachments.beneath(node);
    seats.put(node.id(), new Seat(box, 0, beneath != null));
    if (beneath == null) {
      box.setDimensions(Layout.width(node), Layout.NODE_HEIGHT);
    } else {
      int width = Math.max(Layout.width(node), Layout.width(nodes.get(beneath.to())));
      box.setDimensions(width, 2 * Layout.NODE_HEIGHT + GAP);
      seats.put(beneath.to(), new Seat(box, Layout.NODE_HEIGHT + GAP, true));
    }
  }

  private void add(Edge edge) {
    if (attachments.isAttaching(edge)) {
      return;
    }
    ElkEdge line =
        ElkGraphUtil.createSimpleEdge(
            seats.get(edge.from()).exit(), seats.get(edge.to()).entrance());
    if (!edge.kind().isForFailures()) {
      line.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, STRAIGHT);
    }
    lines.put(edge, line);
  }

  Layout layout() {
    new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
    return new Layout(
        round(root.getWidth()),
        round(root.getHeight()),
        topology.nodes().stream().map(this::box).toList(),
        topology.edges().stream().map(this::line).toList(),
        topology.clusters().stream().map(this::frame).toList());
  }

  private Layout.Box box(Node node) {
    Seat seat = seats.get(node.id());
    Point at = at(seat.box(), 0, seat.top());
    return new Layout.Box(node, at.x(), at.y(), round(seat.box().getWidth()), Layout.NODE_HEIGHT);
  }

  private Layout.Frame frame(Cluster cluster) {
    ElkNode box = clusters.get(cluster.id());
    Point at = at(box, 0, 0);
    return new Layout.Frame(cluster, at.x(), at.y(), round(box.getWidth()), round(box.getHeight()));
  }

  private Layout.Line line(Edge edge) {
    if (attachments.isAttaching(edge)) {
      return new Layout.Line(edge, downward(seats.get(edge.from()).box()));
    }
    ElkEdge line = lines.get(edge);
    ElkNode within = line.getContainingNode();
    List<Point> points = new ArrayList<>();
    for (ElkEdgeSection section : line.getSections()) {
      points.add(at(within, section.getStartX(), section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(at(within, bend.getX(), bend.getY()));
      }
      points.add(at(within, section.getEndX(), section.getEndY()));
    }
    return new Layout.Line(edge, points);
  }

  /** From a node to the one beneath, in the same box. */
  private static List<Point> downward(ElkNode box) {
    double middle = box.getWidth() / 2;
    return List.of(at(box, middle, Layout.NODE_HEIGHT), at(box, middle, Layout.NODE_HEIGHT + GAP));
  }

  /** ELK counts from the corner of the node around. */
  private static Point at(ElkNode within, double x, double y) {
    double left = x;
    double top = y;
    for (ElkNode around = within; around != null; around = around.getParent()) {
      left += around.getX();
      top += around.getY();
    }
    return new Point(round(left), round(top));
  }

  private static int round(double length) {
    return (int) Math.round(length);
  }
}
