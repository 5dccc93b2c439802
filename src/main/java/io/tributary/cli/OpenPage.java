package io.tributary.cli;

import io.tributary.console.Console;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes the console's stream as an open page does, and looks at nothing of it. */
final class OpenPage {

  private OpenPage() {}

  /**
   * Opens the stream of a running cloud, until the cloud closes.
   *
   * @throws IOException if it does not open
   */
  static void on(LocalServer server) throws IOException {
    InputStream ticks = server.endpoint().resolve(Console.STREAM).toURL().openStream();
    Thread reader = new Thread(() -> readToEnd(ticks), "open-page");
    reader.setDaemon(true);
    reader.start();
  }

  private static void readToEnd(InputStream ticks) {
    try (ticks) {
      ticks.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
