package io.tributary.cli.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * An HTTP server of one thread that reads a load's requests and answers each with canned bytes, as
 * many as a local cloud answers it with: what no server that also does something can surpass. Runs
 * in a process of its own.
 */
public final class Echo {

  /** What it prints before its address, once it answers. */
  static final String GREETING = "Echo answers at ";

  private Echo() {}

  /** Serves until the process ends. */
  public static void main(String[] args) {
    Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
        .createHttpServer()
        .requestHandler(Echo::answer)
        .listen(0, "127.0.0.1")
        .onSuccess(it -> System.out.println(GREETING + "http://localhost:" + it.actualPort()))
        .onFailure(
            failed -> {
              failed.printStackTrace();
              System.exit(1);
            });
  }

  private static void answer(HttpServerRequest request) {
    request.body().onSuccess(body -> answer(request, CannedAnswer.to(request, body)));
  }

  private static void answer(HttpServerRequest request, CannedAnswer answer) {
    request
        .response()
        .putHeader("Content-Type", answer.contentType())
        .putHeader("x-amzn-RequestId", CannedAnswer.ID)
        .end(answer.body());
  }
}
