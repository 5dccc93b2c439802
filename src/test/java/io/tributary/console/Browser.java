package io.tributary.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.Purchases;
import io.tributary.local.LocalServer;
import io.tributary.local.ResourceGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/** A running cloud with its console, and requests as the console's page sends them. */
final class Browser implements AutoCloseable {

  final LocalServer server;
  private final Console console;
  private final HttpClient http = HttpClient.newHttpClient();

  private Browser(LocalServer server, Console console) {
    this.server = server;
    this.console = console;
  }

  static Browser of(ResourceGraph graph, Example... examples) {
    Console[] made = new Console[1];
    LocalServer server =
        LocalServer.start(
            graph,
            0,
            started -> {
              made[0] = Console.of(started, List.of(examples));
              return made[0];
            });
    return new Browser(server, made[0]);
  }

  static Browser ofPurchases(Map<String, String> config) {
    return of(Purchases.recorded(config));
  }

  URI uri(String path) {
    return server.endpoint().resolve("/_tributary/" + path);
  }

  HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }

  HttpResponse<String> get(String path) {
    return exchange(HttpRequest.newBuilder(uri(path)).build());
  }

  JsonNode read(String path) {
    return json(get(path));
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return Json.MAPPER.readTree(response.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(response.body(), broken);
    }
  }

  /** As the page sends it. */
  HttpResponse<String> post(String path, Object body) {
    return exchange(
        HttpRequest.newBuilder(uri(path))
            .header("Origin", server.endpoint().toString())
            .header(Guard.TOKEN_HEADER, console.token())
            .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
            .build());
  }

  /** The stream of events, from its begin. */
  EventSource stream() {
    try {
      HttpResponse<InputStream> response =
          http.send(
              HttpRequest.newBuilder(uri("api/stream")).build(), BodyHandlers.ofInputStream());
      return new EventSource(response);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(ended);
    }
  }

  /** Publishes as the user, and waits until nothing moves any more. */
  void publish(String topicArnOutput, String message) {
    var sns = server.read(() -> client(SnsAsyncClient.class));
    server.read(
        () -> sns.publish(it -> it.topicArn(server.output(topicArnOutput)).message(message)));
  }

  private <C extends software.amazon.awssdk.core.SdkClient> C client(Class<C> type) {
    return server.cloud().client(type, server.user());
  }

  @Override
  public void close() {
    server.close();
  }
}
