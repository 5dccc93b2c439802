package io.tributary.console;

import io.tributary.cloud.gateway.Pages;
import io.tributary.cloud.gateway.http.HttpReply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What the console answers at one path.
 *
 * @param path below {@link Pages#PATH}; a {@code *} stands for any one segment
 */
record Endpoint(
    String method, String path, Function<Request, CompletableFuture<HttpReply>> handler) {

  /** Answers with what is read, as JSON. */
  static Endpoint get(String path, Function<Request, Object> content) {
    return page(path, request -> Json.reply(200, content.apply(request)));
  }

  /** Answers with a page or a stream. */
  static Endpoint page(String path, Function<Request, HttpReply> page) {
    return new Endpoint(
        "GET", path, request -> CompletableFuture.completedFuture(page.apply(request)));
  }

  /** Does something, and answers with what came of it, as JSON. */
  static Endpoint post(String path, Function<Request, CompletableFuture<?>> action) {
    return new Endpoint(
        "POST",
        path,
        request -> {
          CompletableFuture<?> done = action.apply(request);
          CompletableFuture<HttpReply> reply = new CompletableFuture<>();
          done.whenComplete(
              (result, failure) -> {
                if (failure == null) {
                  reply.complete(Json.reply(200, result));
                } else {
                  reply.completeExceptionally(failure);
                }
              });
          // Who goes away wants no more of it.
          reply.whenComplete((answered, gone) -> done.cancel(false));
          return reply;
        });
  }

  /** What stands for each {@code *}, if the request's path is of this form. */
  Optional<List<String>> match(String requested) {
    String[] wanted = path.split("/", -1);
    String[] given = requested.substring(Pages.PATH.length()).split("/", -1);
    if (wanted.length != given.length) {
      return Optional.empty();
    }
    List<String> variables = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("*") && !given[i].isEmpty()) {
        variables.add(decoded(given[i]));
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw Refusal.badRequest("the path has a broken percent-encoding: " + segment);
    }
  }
}
