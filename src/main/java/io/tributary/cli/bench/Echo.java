package io.tributary.cli.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An HTTP server of one thread that reads a load's requests and answers each with canned bytes:
 * what no server that also does something can surpass. Runs in a process of its own.
 */
public final class Echo {

  /** What it prints before its address, once it answers. */
  static final String GREETING = "Echo answers at ";

  private static final Buffer RECEIVED = Buffer.buffer(received());
  private static final Buffer OTHERWISE = Buffer.buffer("{}");

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
    boolean receives = "AmazonSQS.ReceiveMessage".equals(request.getHeader("X-Amz-Target"));
    request
        .body()
        .onSuccess(
            body ->
                request
                    .response()
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .end(receives ? RECEIVED : OTHERWISE));
  }

  /** Ten events as SQS answers them after a rule of EventBridge. */
  private static String received() {
    String event =
        "{\"version\":\"0\",\"id\":\"%1$s\",\"detail-type\":\"Event from aws:sqs\",\"source\":\"tributary-bench\","
                .formatted("6a7e8feb-b491-4cf7-a9f1-bf3703467718")
            + "\"account\":\"123456789012\",\"time\":\"2025-01-07T09:05:00Z\",\"region\":\"eu-west-1\","
            + "\"resources\":[],\"detail\":{\"event\":"
            + Events.withId(Events.NO_ID)
            + "}}";
    String message =
        "{\"MessageId\":\"%s\",\"ReceiptHandle\":\"%s\",\"MD5OfBody\":\"%s\",\"Body\":\"%s\"}"
            .formatted(
                "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
                "A".repeat(100),
                "0".repeat(32),
                event.replace("\"", "\\\""));
    return IntStream.range(0, 10)
        .mapToObj(i -> message)
        .collect(Collectors.joining(",", "{\"Messages\":[", "]}"));
  }
}
