package io.tributary.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tributary.diagram.Layout;
import io.tributary.local.Deployment;
import io.tributary.local.Stack;
import java.util.List;

/** The map: what is deployed where, and where it is drawn. */
final class MapPage {

  private final Chart chart;
  private final String mode;

  /**
   * A map.
   *
   * @param mode {@code live} or {@code replay}
   */
  MapPage(Chart chart, String mode) {
    this.chart = chart;
    this.mode = mode;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get("api/map", request -> map()));
  }

  private Drawn map() {
    Stack stack = chart.graph().stack();
    return new Drawn(
        stack.project(),
        stack.name(),
        Deployment.user(stack).name(),
        stack.region(),
        stack.accountId(),
        mode,
        chart.layout());
  }

  record Drawn(
      String project,
      String stack,
      String username,
      String region,
      String account,
      String mode,
      @JsonUnwrapped Layout layout) {}
}
