package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.gateway.http.HttpStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TickerTest {

  private final Browser browser = Browser.ofPurchases(Map.of());
  private final Ticker ticker = new Ticker(browser.server, new Chart(browser.server::graph));

  @AfterEach
  void stop() {
    browser.close();
  }

  @Test
  void aPageThatTakesNothingWhenTheDeploymentChanges_hearsOfItAfterwards() throws Exception {
    SlowPage page = new SlowPage();
    browser.server.run(
        () -> ticker.endpoints().get(0).handler().apply(null).join().open().accept(page));
    assertThat(page.nextTaken()).isEqualTo("tick");
    page.full = true;
    browser.server.deploy(Browser.purchases(Map.of("debugRule", "true")), note -> {});
    page.refused.clear();
    assertThat(page.refused.poll(10, TimeUnit.SECONDS)).isNotNull();

    page.full = false;

    assertThat(page.nextTaken()).isEqualTo("map");
    assertThat(page.nextTaken()).isEqualTo("tick");
  }

  /** Takes what it is sent, or nothing. */
  private static final class SlowPage implements HttpStream {

    volatile boolean full;
    final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();

    String nextTaken() throws InterruptedException {
      return taken.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public boolean send(byte[] chunk) {
      String name = new String(chunk, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
      boolean takes = !full;
      (takes ? taken : refused).add(name.replace("event: ", ""));
      return takes;
    }

    @Override
    public void whenClosed(Runnable callback) {}

    @Override
    public void close() {}
  }
}
