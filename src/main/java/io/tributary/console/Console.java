package io.tributary.console;

import io.tributary.cloud.gateway.Pages;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import io.tributary.local.LocalServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The console: a page, its data, and the few things that it may do. GETs only read. A POST is taken
 * from the page itself only. Nothing reads or writes files, but for the page's own in the jar.
 */
public final class Console implements Pages {

  /**
   * The path of an event's route as {@code tributary explain} reads it: of the event with the
   * parameter {@code id}, or of one that so many events with this id came after as the parameter
   * {@code earlier} tells; without an id, of the event published last.
   */
  public static final String ROUTE = PATH + RoutePage.NAME;

  /** The path of the stream that an open page takes. */
  public static final String STREAM = PATH + Ticker.NAME;

  /** The message of the 404 that tells of no event; other servers answer 404 too. */
  public static final String NO_SUCH_EVENT = "no such event";

  /** No script, style or data but the page's own; no other page may frame it. */
  private static final Map<String, String> HEADERS = headers();

  private final Guard guard = new Guard();
  private final List<Endpoint> endpoints = new ArrayList<>();

  private Console(List<Endpoint> data) {
    endpoints.addAll(new Assets(guard.token()).endpoints());
    endpoints.addAll(data);
  }

  /**
   * The console of a running cloud.
   *
   * @param examples messages that a person may begin with
   */
  public static Console of(LocalServer server, List<Example> examples) {
    Chart chart = new Chart(server::graph);
    Run run = new Run();
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(new RoutePage(server.cloud()).endpoints());
    endpoints.addAll(new MapPage(chart, "live").endpoints());
    endpoints.addAll(new EventPages(server.cloud(), run, chart).endpoints());
    endpoints.addAll(new Ticker(server, chart).endpoints());
    endpoints.addAll(new QueuePages(server, run, chart).endpoints());
    endpoints.addAll(new Redriving(server).endpoints());
    endpoints.addAll(new Sending(server, run, examples).endpoints());
    endpoints.addAll(new TimePage(server).endpoints());
    return new Console(endpoints);
  }

  /** The console of what has happened in a cloud that does not run any more. */
  static Console of(Recording recording) {
    Chart chart = new Chart(recording::graph);
    Run run = new Run();
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(new RoutePage(recording.cloud()).endpoints());
    endpoints.addAll(new MapPage(chart, "replay").endpoints());
    endpoints.addAll(new EventPages(recording.cloud(), run, chart).endpoints());
    endpoints.addAll(new ReplayPages(recording, chart).endpoints());
    return new Console(endpoints);
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Content-Security-Policy",
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cache-Control", "no-store");
    return headers;
  }

  /** What the page has to send with whatever changes something. */
  String token() {
    return guard.token();
  }

  @Override
  public CompletableFuture<HttpReply> answer(HttpCall call) {
    CompletableFuture<HttpReply> answer = new CompletableFuture<>();
    CompletableFuture<HttpReply> begun = begun(call);
    begun.whenComplete(
        (reply, failure) -> {
          if (failure == null) {
            answer.complete(reply.with(HEADERS));
          } else {
            refuse(answer, failure);
          }
        });
    answer.whenComplete((reply, gone) -> begun.cancel(false));
    return answer;
  }

  private CompletableFuture<HttpReply> begun(HttpCall call) {
    try {
      guard.check(call);
      return begin(call);
    } catch (Refusal | AwsServiceException | CompletionException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private CompletableFuture<HttpReply> begin(HttpCall call) {
    List<String> methods = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      Optional<List<String>> variables = endpoint.match(call.path());
      if (variables.isPresent() && endpoint.method().equals(call.method())) {
        return endpoint.handler().apply(new Request(call, variables.get()));
      }
      variables.ifPresent(found -> methods.add(endpoint.method()));
    }
    throw methods.isEmpty()
        ? Refusal.notFound("there is nothing at " + call.path())
        : Refusal.notAllowed(call.path() + " takes " + String.join(", ", methods) + " only");
  }

  /** A person's mistake is told as such; anything else is a bug, which the gateway reports. */
  private static void refuse(CompletableFuture<HttpReply> answer, Throwable failure) {
    Refusal.of(failure)
        .ifPresentOrElse(
            refusal -> answer.complete(error(refusal.status(), refusal.getMessage())),
            () -> answer.completeExceptionally(failure));
  }

  private static HttpReply error(int status, String message) {
    return Json.reply(status, Map.of("message", message)).with(HEADERS);
  }
}
