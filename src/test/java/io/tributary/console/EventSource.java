package io.tributary.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Server-sent events as a page receives them. */
final class EventSource implements AutoCloseable {

  record Event(String name, JsonNode data) {}

  final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  EventSource(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** The next event, waited for. */
  Event next() {
    try {
      String name = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          return new Event(name, Json.MAPPER.readTree(line.substring(6)));
        }
      }
      throw new AssertionError("the stream has ended");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The first event of which something holds; those before are passed over. */
  Event first(Predicate<Event> wanted) {
    Event event = next();
    while (!wanted.test(event)) {
      event = next();
    }
    return event;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
