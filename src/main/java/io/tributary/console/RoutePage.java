package io.tributary.console;

import io.tributary.cloud.LocalCloud;
import io.tributary.route.Route;
import io.tributary.route.Routes;
import java.util.List;
import java.util.Optional;

/** The routes of events as {@code tributary explain} reads them. */
final class RoutePage {

  static final String NAME = "route";

  private final Routes routes;
  private final UnmatchedRules unmatched;

  RoutePage(LocalCloud cloud) {
    this.routes = new Routes(cloud.journal(), cloud.pipes()::runs);
    this.unmatched = new UnmatchedRules(cloud);
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get(NAME, this::route));
  }

  private Route route(Request request) {
    int earlier = (int) request.number("earlier", 0, Integer.MAX_VALUE, 0);
    Optional<Route> route =
        request.call().queryValues("id").isEmpty()
            ? routes.last()
            : routes.byId(request.parameter("id"), earlier);
    return route
        .map(it -> it.withUnmatched(unmatched.of(it)))
        .orElseThrow(() -> Refusal.notFound(Console.NO_SUCH_EVENT));
  }
}
