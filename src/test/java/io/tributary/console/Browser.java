package io.tributary.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.local.LocalServer;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import io.tributary.local.StackFile;
import io.tributary.system.Systems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkClient;
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

  static Browser ofPurchases(Map<String, String> config, Example... examples) {
    return of(purchases(config), examples);
  }

  /** The purchase-events program of this repository, with its sample config changed. */
  static ResourceGraph purchases(Map<String, String> changes) {
    Systems system = Systems.PURCHASE_EVENTS;
    return ProgramRecorder.record(
        StackFile.read(Path.of("").toAbsolutePath(), "dev")
            .with(changes)
            .program(system.stack(), system.configKeys()));
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
    return post(path, body, server.endpoint().toString(), console.token());
  }

  /** As some page sends it; null leaves a header out. */
  HttpResponse<String> post(String path, Object body, String origin, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofByteArray(Json.bytes(body)));
    if (origin != null) {
      request.header("Origin", origin);
    }
    if (token != null) {
      request.header(Guard.TOKEN_HEADER, token);
    }
    return exchange(request.build());
  }

  String token() {
    return console.token();
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

  /** Publishes as the user; what follows at once has happened when it returns. */
  void publish(String topicArnOutput, String message) {
    SnsAsyncClient sns = client(SnsAsyncClient.class);
    String topic = server.output(topicArnOutput);
    server.read(() -> sns.publish(it -> it.topicArn(topic).message(message))).join();
    settle();
  }

  /** Waits until no task is left that another has just handed over. */
  void settle() {
    for (int i = 0; i < 100; i++) {
      server.run(() -> {});
    }
  }

  <C extends SdkClient> C client(Class<C> type) {
    return server.cloud().client(type, server.user());
  }

  @Override
  public void close() {
    server.close();
  }
}
