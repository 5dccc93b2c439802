package io.tributary.cli.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hands a local cloud what it is asked, and its answers back, but for what a test answers. */
public final class FaultyEndpoint implements AutoCloseable {

  /** An answer in place of the cloud's. */
  public record Answer(int status, String type, String body) {

    /** In place of one the connection is closed. */
    public static final Answer NONE = new Answer(0, "");

    /** One whose type nobody looks at. */
    public Answer(int status, String body) {
      this(status, "text/plain", body);
    }
  }

  /** What goes wrong. */
  public interface Fault {

    /** It has no pipes, and removes no topic. */
    Fault NO_PIPES_AND_NO_WAY_BACK =
        it ->
            it.startsWith("POST /v1/pipes/") || it.equals("DeleteTopic")
                ? Optional.of(new Answer(501, "{\"message\":\"no pipes\"}"))
                : Optional.empty();

    /**
     * The answer that the cloud is not asked for, if there is one; may hold up the request.
     *
     * @param operation such as {@code PublishBatch}; for Pipes and the console, method and path
     */
    Optional<Answer> answer(String operation);

    /**
     * The same, for whom it matters who asks.
     *
     * @param agent the User-Agent, of the SDK's clients {@code aws-sdk-java/...}; empty without one
     */
    default Optional<Answer> answer(String operation, String agent) {
      return answer(operation);
    }
  }

  /** An answer of status 200 to a PublishBatch, of whose entries one is refused. */
  public static final String ENTRY_REFUSED =
      "<PublishBatchResponse><PublishBatchResult><Successful/><Failed>\n<member><Id>e1</Id>"
          + "<Message>disk full</Message></member></Failed></PublishBatchResult></PublishBatchResponse>";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final URI cloud;
  private final Fault fault;

  /** Begins to answer. */
  public FaultyEndpoint(URI cloud, Fault fault) throws IOException {
    this.cloud = cloud;
    this.fault = fault;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where it answers. */
  public URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String agent = exchange.getRequestHeaders().getOrDefault("User-Agent", List.of("")).get(0);
    Optional<Answer> faulty = fault.answer(operation(exchange, body), agent);
    if (faulty.isPresent()) {
      reply(exchange, faulty.get());
      return;
    }
    HttpURLConnection asked = ask(exchange, body);
    exchange.getResponseHeaders().set("Content-Type", asked.getContentType());
    InputStream answer =
        asked.getResponseCode() < 400 ? asked.getInputStream() : asked.getErrorStream();
    reply(exchange, asked.getResponseCode(), answer.readAllBytes());
  }

  private static String operation(HttpExchange exchange, byte[] body) {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return target.substring(target.indexOf('.') + 1);
    }
    for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
      if (field.startsWith("Action=")) {
        return field.substring("Action=".length());
      }
    }
    return exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
  }

  private HttpURLConnection ask(HttpExchange exchange, byte[] body) throws IOException {
    HttpURLConnection asked = Target.opened(cloud.resolve(exchange.getRequestURI()));
    asked.setRequestMethod(exchange.getRequestMethod());
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> asked.setRequestProperty(name, values.get(0)));
    if (body.length > 0) {
      asked.setDoOutput(true);
      asked.getOutputStream().write(body);
    }
    return asked;
  }

  private static void reply(HttpExchange exchange, Answer answer) throws IOException {
    if (answer == Answer.NONE) {
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    reply(exchange, answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
