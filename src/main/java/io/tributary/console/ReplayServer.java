package io.tributary.console;

import io.tributary.cloud.gateway.Gateway;
import io.tributary.cloud.gateway.Pages;
import io.tributary.cloud.gateway.http.HttpHost;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Serves a recording's console on 127.0.0.1; there is no cloud behind it that could be called. */
public final class ReplayServer implements AutoCloseable {

  private final HttpHost host;
  private final int port;

  private ReplayServer(HttpHost host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Serves a recording, which nobody may touch any more.
   *
   * @param port 0 takes a free one
   * @throws io.tributary.cloud.gateway.http.PortUnavailableException if something else listens
   *     there, or this process may not
   */
  public static ReplayServer start(Recording recording, int port) {
    Console console = Console.of(recording);
    HttpHost host = HttpHost.start(recording.seed());
    try {
      Gateway gateway = new Gateway(List.of(), host.loop(), accessKey -> Optional.empty(), console);
      return new ReplayServer(host, host.serve(port, gateway));
    } catch (RuntimeException failed) {
      host.close();
      throw failed;
    }
  }

  /** Where its page is. */
  public URI page() {
    return URI.create("http://localhost:" + port + Pages.PATH);
  }

  @Override
  public void close() {
    host.close();
  }
}
