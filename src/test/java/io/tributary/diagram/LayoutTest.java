package io.tributary.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pulumi.aws.sqs.Queue;
import com.pulumi.aws.sqs.RedrivePolicy;
import com.pulumi.aws.sqs.RedrivePolicyArgs;
import io.tributary.bench.ScaleBenchmark;
import io.tributary.local.GraphResource;
import io.tributary.local.Program;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.PurchaseProgram;
import io.tributary.local.ResourceGraph;
import io.tributary.topology.Edge;
import io.tributary.topology.Kind;
import io.tributary.topology.Topology;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LayoutTest {

  private static ResourceGraph purchases;
  private static ResourceGraph many;
  private static List<Layout> layouts;

  @BeforeAll
  static void record() {
    purchases =
        ProgramRecorder.record(PurchaseProgram.with(Map.of("purchase-events:debugRule", "true")));
    many = ProgramRecorder.record(ScaleBenchmark.program(10));
    layouts = layouts();
  }

  private static Layout layout(ResourceGraph graph) {
    return Layout.of(Topology.of(graph));
  }

  private static Rectangle area(Layout.Box box) {
    return new Rectangle(box.x(), box.y(), box.width(), box.height());
  }

  private static Rectangle area(Layout.Frame frame) {
    return new Rectangle(frame.x(), frame.y(), frame.width(), frame.height());
  }

  /** Of a large program, of the small one, and of it with random parts missing. */
  private static List<Layout> layouts() {
    List<Layout> layouts = new ArrayList<>(List.of(layout(many), layout(purchases)));
    for (int seed = 0; seed < 30; seed++) {
      Random chance = new Random(seed);
      ResourceGraph left = purchases;
      for (GraphResource resource : purchases.resources()) {
        if (resource.custom() && chance.nextInt(4) == 0) {
          left = left.without(resource.urn());
        }
      }
      layouts.add(layout(left));
    }
    return layouts;
  }

  @Test
  void theLargeProgram_hasOver60Nodes() {
    assertThat(layout(many).nodes()).hasSizeGreaterThan(60);
  }

  @Test
  void nodes_neverOverlap() {
    layouts.forEach(
        layout -> {
          for (Layout.Box one : layout.nodes()) {
            assertThat(layout.nodes())
                .filteredOn(other -> other != one)
                .noneMatch(other -> area(other).intersects(area(one)));
          }
        });
  }

  @Test
  void clusters_holdTheirOwnNodesAndTouchNoOther() {
    layouts.forEach(
        layout -> {
          for (Layout.Frame frame : layout.clusters()) {
            for (Layout.Box box : layout.nodes()) {
              boolean own = frame.cluster().id().equals(box.node().cluster());
              assertThat(own ? area(frame).contains(area(box)) : !area(frame).intersects(area(box)))
                  .as("%s and %s", frame, box)
                  .isTrue();
            }
          }
        });
  }

  @Test
  void everything_liesInThePicture() {
    layouts.forEach(
        layout -> {
          Rectangle picture = new Rectangle(layout.width(), layout.height());
          assertThat(layout.nodes()).allMatch(box -> picture.contains(area(box)));
          assertThat(layout.clusters()).allMatch(frame -> picture.contains(area(frame)));
          assertThat(layout.edges())
              .flatMap(Layout.Line::points)
              .allMatch(point -> picture.contains(point.x(), point.y()));
        });
  }

  /** 0.602 of the size of a font is the width of a character in DejaVu Sans Mono, the widest. */
  @Test
  void labels_areNoWiderThanTheirBoxes() {
    layouts.forEach(
        layout -> {
          for (Layout.Box box : layout.nodes()) {
            assertThat(box.node().label().length() * 12 * 0.602).isLessThan(box.width());
            assertThat(box.node().words().length() * 10 * 0.602).isLessThan(box.width());
          }
          for (Layout.Frame frame : layout.clusters()) {
            assertThat(frame.cluster().type().length() * 10 * 0.602).isLessThan(frame.width());
          }
        });
  }

  @Test
  void lines_beginAndEndAtTheirNodesBorders() {
    layouts.forEach(
        layout -> {
          Map<String, Layout.Box> boxes =
              layout.nodes().stream()
                  .collect(Collectors.toMap(box -> box.node().id(), Function.identity()));
          for (Layout.Line line : layout.edges()) {
            List<Point> points = line.points();
            assertThat(isOnBorder(points.get(0), boxes.get(line.edge().from())))
                .as("%s", line)
                .isTrue();
            assertThat(isOnBorder(points.get(points.size() - 1), boxes.get(line.edge().to())))
                .as("%s", line)
                .isTrue();
          }
        });
  }

  private static boolean isOnBorder(Point point, Layout.Box box) {
    Rectangle outer = area(box);
    Rectangle inner = area(box);
    outer.grow(1, 1);
    inner.grow(-1, -1);
    return outer.contains(point.x(), point.y()) && !inner.contains(point.x(), point.y());
  }

  @Test
  void whenAllIsWell_eventsGoFromLeftToRight() {
    Layout layout = layout(purchases);

    assertThat(layout.edges())
        .filteredOn(line -> !line.edge().kind().isForFailures())
        .filteredOn(line -> line.edge().kind() != Edge.Kind.LOGS)
        .allMatch(
            line -> line.points().get(0).x() < line.points().get(line.points().size() - 1).x());
  }

  @Test
  void aDeadLetterQueue_isDrawnBeneathItsQueue() {
    Map<String, Layout.Box> boxes =
        layout(purchases).nodes().stream()
            .filter(box -> box.node().kind() == Kind.QUEUE)
            .collect(Collectors.toMap(box -> box.node().label(), Function.identity()));
    Layout.Box queue = boxes.get("basket-events");
    Layout.Box deadLetters = boxes.get("basket-events-dlq");

    assertThat(deadLetters.x()).isEqualTo(queue.x());
    assertThat(deadLetters.y()).isGreaterThan(queue.y() + queue.height());
  }

  @Test
  void twoRedrivePoliciesOfOneQueue_areBothDrawn() {
    Layout layout =
        layout(
            ProgramRecorder.record(
                new Program("shop", "dev", Map.of(), Set.of(), context -> redrivenTwice())));

    assertThat(layout.nodes()).extracting(box -> box.node().name()).hasSize(3);
    assertThat(layout.edges()).hasSize(2);
  }

  private static void redrivenTwice() {
    Queue orders = new Queue("orders");
    for (String name : List.of("one", "two")) {
      Queue deadLetters = new Queue(name);
      new RedrivePolicy(
          name,
          RedrivePolicyArgs.builder()
              .queueUrl(orders.url())
              .redrivePolicy(
                  deadLetters
                      .arn()
                      .applyValue(
                          arn -> "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":5}"))
              .build());
    }
  }

  @Test
  void layout_doesNotDependOnTheOrderOfRecordingNorOnTheRun() {
    Layout layout = layout(many);
    for (int seed = 0; seed < 5; seed++) {
      List<GraphResource> shuffled = new ArrayList<>(many.resources());
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(layout(new ResourceGraph(many.stack(), shuffled, many.outputs())))
          .isEqualTo(layout);
    }
  }

  @Test
  void json_isFlat() {
    JsonNode json = new ObjectMapper().valueToTree(layout(purchases));

    assertThat(json.at("/nodes/0").fieldNames())
        .toIterable()
        .contains("id", "kind", "name", "label", "provided", "deadLetter", "cluster")
        .contains("x", "y", "width", "height");
    assertThat(json.at("/edges/0").fieldNames())
        .toIterable()
        .contains("id", "kind", "from", "to", "points");
    assertThat(json.at("/edges/0/points/0").isArray()).isTrue();
    assertThat(json.at("/clusters/0").fieldNames())
        .toIterable()
        .contains("id", "type", "name", "x", "y", "width", "height");
    assertThat(json.at("/nodes/0/kind").asText()).isEqualTo("bus");
  }
}
