package io.tributary.cli;

import io.tributary.cli.bench.Target;
import io.tributary.cli.bench.UnmeasurableException;
import io.tributary.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Takes the console's stream as an open page does, and looks at nothing of it. */
final class OpenPage {

  private static final String EVENTS = "text/event-stream";

  private final URI stream;
  private volatile String end;

  private OpenPage(URI stream) {
    this.stream = stream;
  }

  /**
   * Opens the stream of a running cloud, until the cloud closes.
   *
   * @param endpoint where the cloud answers
   * @throws UnmeasurableException if it does not open within 30 seconds, or is no stream of events
   */
  static OpenPage on(URI endpoint) {
    return on(endpoint, Target.READ_TIMEOUT);
  }

  static OpenPage on(URI endpoint, Duration timeout) {
    OpenPage page = new OpenPage(endpoint.resolve(Console.STREAM));
    InputStream ticks = page.open(timeout);
    Thread reader = new Thread(() -> page.readToEnd(ticks), "open-page");
    reader.setDaemon(true);
    reader.start();
    return page;
  }

  private InputStream open(Duration timeout) {
    HttpURLConnection connection = Target.opened(stream);
    connection.setReadTimeout((int) timeout.toMillis());
    try {
      InputStream ticks = connection.getInputStream();
      String type = String.valueOf(connection.getContentType());
      if (!type.startsWith(EVENTS)) {
        throw unopened("it answers " + type + " in place of " + EVENTS);
      }
      return ticks;
    } catch (IOException failed) {
      throw unopened(failed.getMessage());
    }
  }

  private UnmeasurableException unopened(String why) {
    return new UnmeasurableException(
        "no page of the console can be opened at " + stream + ": " + why);
  }

  private void readToEnd(InputStream ticks) {
    try (ticks) {
      ticks.transferTo(OutputStream.nullOutputStream());
      end = "the endpoint closed it";
    } catch (IOException failed) {
      end = failed.toString();
    }
  }

  /**
   * Fails if the stream has ended by now.
   *
   * @throws UnmeasurableException if so: what was measured was measured without a page
   */
  void requireOpen() {
    if (end != null) {
      throw new UnmeasurableException(
          "the page of the console at " + stream + " did not stay open: " + end);
    }
  }
}
