package io.tributary.component;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.component.Monitored.Metric;
import io.tributary.component.Monitored.Unit;
import io.tributary.iam.Arn;
import java.util.List;

/**
 * A dashboard that reads as the events go: the alarms across the top, below them the steps from
 * left to right, what stands side by side in one step one below the other.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">Dashboard
 *     body</a>
 */
final class DashboardBody {

  /** Units that a dashboard is wide. */
  private static final int WIDTH = 24;

  private static final int ALARMS_HEIGHT = 3;
  private static final int GRAPH_HEIGHT = 5;

  private final String region;
  private final ArrayNode widgets;

  private DashboardBody(String region, ArrayNode widgets) {
    this.region = region;
    this.widgets = widgets;
  }

  /**
   * The body as JSON.
   *
   * @param steps at least one
   * @param alarms in the order of the steps
   */
  static String of(String region, List<List<Monitored>> steps, List<Arn> alarms) {
    var body = JsonNodeFactory.instance.objectNode();
    var dashboard = new DashboardBody(region, body.putArray("widgets"));
    dashboard.alarms(alarms);
    int width = WIDTH / steps.size();
    for (int step = 0; step < steps.size(); step++) {
      int y = ALARMS_HEIGHT;
      for (Monitored monitored : steps.get(step)) {
        dashboard.graph(monitored, step * width, y, width);
        y += GRAPH_HEIGHT;
      }
    }
    return body.toString();
  }

  private void alarms(List<Arn> alarms) {
    var properties = widget("alarm", 0, 0, WIDTH, ALARMS_HEIGHT);
    properties.put("title", "Alarms");
    var arns = properties.putArray("alarms");
    alarms.forEach(alarm -> arns.add(alarm.toString()));
  }

  private void graph(Monitored monitored, int x, int y, int width) {
    var properties = widget("metric", x, y, width, GRAPH_HEIGHT);
    properties.put("title", monitored.title());
    properties.put("region", region);
    properties.put("view", "timeSeries");
    properties.put("period", (int) Monitored.PERIOD.toSeconds());
    properties.putObject("yAxis").putObject("left").put("min", 0);
    var metrics = properties.putArray("metrics");
    monitored.metrics().forEach(metric -> metric(metric, metrics.addArray()));
  }

  /** A time in seconds has an axis of its own, or it would flatten the numbers beside it. */
  private static void metric(Metric metric, ArrayNode line) {
    line.add(metric.namespace()).add(metric.name());
    metric.dimensions().forEach((name, value) -> line.add(name).add(value));
    var options = line.addObject().put("stat", metric.statistic());
    options.put("yAxis", metric.unit() == Unit.SECONDS ? "right" : "left");
  }

  private ObjectNode widget(String type, int x, int y, int width, int height) {
    var widget = widgets.addObject().put("type", type);
    widget.put("x", x).put("y", y).put("width", width).put("height", height);
    return widget.putObject("properties");
  }
}
