package io.tributary.console;

import io.tributary.cloud.gateway.http.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The files of the page, from the class path: these, and no path that a request could make up. */
final class Assets {

  private static final String INDEX = "index.html";

  /** Stands in the index where the token belongs. */
  private static final String TOKEN = "@TOKEN@";

  private static final List<String> NAMES =
      List.of(
          "api.js",
          "asking.js",
          "console.css",
          "console.js",
          "dom.js",
          "events.js",
          "flow.js",
          "glyphs.js",
          "icon.svg",
          "json.js",
          "map.css",
          "map.js",
          "notice.js",
          "overview.js",
          "pace.js",
          "panel.css",
          "panel.js",
          "queue.js",
          "replay.js",
          "resource.js",
          "route.js",
          "send.js",
          "stream.js",
          "theme.js",
          "time.js",
          "viewport.js",
          "words.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=UTF-8",
          "html", "text/html; charset=UTF-8",
          "js", "text/javascript; charset=UTF-8",
          "svg", "image/svg+xml");

  private final String token;

  Assets(String token) {
    this.token = token;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.page("", request -> index()),
        Endpoint.page("assets/*", request -> asset(request.variable())));
  }

  private HttpReply index() {
    String page = new String(read(INDEX), StandardCharsets.UTF_8);
    return reply(INDEX, page.replace(TOKEN, token).getBytes(StandardCharsets.UTF_8));
  }

  private static HttpReply asset(String name) {
    if (!NAMES.contains(name)) {
      throw Refusal.notFound("the console has no asset of that name");
    }
    return reply(name, read(name));
  }

  private static HttpReply reply(String name, byte[] content) {
    return new HttpReply(200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), content);
  }

  private static byte[] read(String name) {
    try (InputStream file = Assets.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the console's page lacks its file " + name);
      }
      return file.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
