package io.tributary.cli;

import io.tributary.cli.bench.UnmeasurableException;
import io.tributary.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;

/** Takes the console's stream as an open page does, and looks at nothing of it. */
final class OpenPage {

  private OpenPage() {}

  /**
   * Opens the stream of a running cloud, until the cloud closes.
   *
   * @param endpoint where the cloud answers
   * @throws UnmeasurableException if it does not open
   */
  static void on(URI endpoint) {
    InputStream ticks = open(endpoint.resolve(Console.STREAM));
    Thread reader = new Thread(() -> readToEnd(ticks), "open-page");
    reader.setDaemon(true);
    reader.start();
  }

  private static InputStream open(URI stream) {
    try {
      return stream.toURL().openStream();
    } catch (IOException failed) {
      throw new UnmeasurableException(
          "no page of the console can be opened at " + stream + ": " + failed.getMessage());
    }
  }

  private static void readToEnd(InputStream ticks) {
    try (ticks) {
      ticks.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
