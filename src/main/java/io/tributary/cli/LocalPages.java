package io.tributary.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.route.Route;
import io.tributary.cli.route.Routes;
import io.tributary.cloud.gateway.Pages;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import io.tributary.local.LocalServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a running cloud tells beside AWS's APIs: the routes of its events, as JSON. Read only. */
final class LocalPages implements Pages {

  /**
   * The route of the event with the parameter {@code id}; without it, of the event published last.
   */
  static final String ROUTE = PATH + "route";

  /** The message of the 404 that tells of no event; other servers answer 404 too. */
  static final String NO_SUCH_EVENT = "no such event";

  private final ObjectMapper json = new ObjectMapper();
  private final Routes routes;

  LocalPages(LocalServer server) {
    this.routes = new Routes(server.journal());
  }

  @Override
  public CompletableFuture<HttpReply> answer(HttpCall call) {
    return CompletableFuture.completedFuture(reply(call));
  }

  private HttpReply reply(HttpCall call) {
    if (!call.path().equals(ROUTE)) {
      return reply(
          404, Map.of("message", "there is nothing at " + call.path() + "; there is " + ROUTE));
    }
    if (!call.method().equals("GET")) {
      return reply(405, Map.of("message", ROUTE + " takes GET only"));
    }
    String id = call.queryValues("id").stream().findFirst().orElse(null);
    Optional<Route> route = id == null ? routes.last() : routes.byId(id);
    return route
        .map(found -> reply(200, found))
        .orElseGet(() -> reply(404, Map.of("message", NO_SUCH_EVENT)));
  }

  private HttpReply reply(int status, Object content) {
    try {
      byte[] body = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
      return new HttpReply(status, "application/json; charset=" + StandardCharsets.UTF_8, body);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("a route is plain data", bug);
    }
  }
}
