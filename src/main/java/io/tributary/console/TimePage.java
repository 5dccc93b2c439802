package io.tributary.console;

import io.tributary.local.LocalServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lets the cloud's time stand still, and run on. */
final class TimePage {

  private final LocalServer server;

  TimePage(LocalServer server) {
    this.server = server;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            "api/time",
            request -> CompletableFuture.completedFuture(set(request.body(Wish.class)))));
  }

  private record Wish(Boolean paused) {}

  private record Time(boolean paused, String time) {}

  private Time set(Wish wish) {
    if (wish.paused() == null) {
      throw Refusal.badRequest("'paused' is missing: true or false");
    }
    if (wish.paused()) {
      server.pause();
    } else {
      server.resume();
    }
    return new Time(server.paused(), server.cloud().loop().now().toString());
  }
}
