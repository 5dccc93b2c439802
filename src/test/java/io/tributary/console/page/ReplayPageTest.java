package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cli.Purchases;
import io.tributary.console.ReplayServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A finished simulation, played on the map. */
class ReplayPageTest {

  /** When the last hop is, in microseconds. */
  private static final String END =
      "fetch('api/replay').then((answer) => answer.json())"
          + ".then(({ to }) => arguments[arguments.length - 1](to));";

  /** Holds the first answer back until it is released; notes from when on each asks. */
  private static final String HELD =
      "const ask = window.fetch; const held = new Promise((go) => { window.release = go; });"
          + " window.asked = []; window.fetch = async (path, options) => {"
          + " if (!path.startsWith('api/replay/state')) { return ask(path, options); }"
          + " const asked = new URLSearchParams(path.split('?')[1]);"
          + " window.asked.push(asked.get('at'), asked.get('since'));"
          + " if (window.asked.length === 2) { await held; } return ask(path, options); };";

  private static Chromium browser;
  private static ReplayServer server;

  @BeforeAll
  static void start() throws IOException {
    browser = Chromium.start();
    server = Purchases.replayed();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.size(1440, 900, false);
    browser.open(server.page());
    browser.until("the replay is told", () -> browser.text("#replay").contains("seed 7"));
  }

  private static long position() {
    return Math.round(Double.parseDouble(browser.one("#replay-at").getDomProperty("value")));
  }

  private static void press(String label) {
    browser.all("#replay button").stream()
        .filter(button -> button.getText().contains(label))
        .findFirst()
        .orElseThrow()
        .click();
  }

  @Test
  void itPlaysForwards() {
    press("Forwards");

    browser.until("it goes on", () -> position() > 10);
    browser.until("something passes", () -> !browser.all(".edge.busy").isEmpty());
  }

  @Test
  void itPlaysBackwards() {
    browser.one("#replay-at").sendKeys(Keys.END);
    browser.until("it is at the end", () -> position() == 1000);

    press("Backwards");

    browser.until("it goes back", () -> position() < 990);
  }

  @Test
  void itStandsStillUntilItIsPlayed() {
    WebElement clock = browser.one("#replay output");
    String before = clock.getText();

    press("Backwards");

    assertThat(clock.getText()).isEqualTo(before);
    assertThat(position()).isZero();
  }

  @Test
  void itLetsNobodySendOrPause() {
    assertThat(browser.one("#open-send").isDisplayed()).isFalse();
    assertThat(browser.one("#pause").isDisplayed()).isFalse();
  }

  @Test
  void aResourceSaysThatItCountsWhatWasPlayed() {
    browser.node("topic", "basket-events").click();

    assertThat(browser.text("#panel-body h3"))
        .isEqualToIgnoringCase("Played since this page was opened");
  }

  @Test
  void itsEventsOpenTheirRoutes() {
    browser.until("events are listed", () -> browser.all("#events li").size() == 20);

    browser.click("#events li:first-child a");

    browser.until("the route is shown", () -> browser.all(".hops .hop").size() > 3);
  }

  @Test
  void itsEndShowsTheLastHopToo() {
    browser.one("#replay-at").sendKeys(Keys.END);

    browser.until("it is at the end", () -> position() == 1000);
    browser.until(
        "nothing is left over",
        () -> browser.node("queue", "purchase-events").getText().matches("(?s).*\\b0\\b.*"));
    Instant last = Instant.parse((String) browser.asyncScript(END));
    assertThat(browser.requests().stream().flatMap(ReplayPageTest::at))
        .anyMatch(at -> !at.isBefore(last));
  }

  @Test
  void stepsThatAreTakenWhileOneIsAskedForAreAskedForTogether() {
    browser.script(HELD);
    press("+1");
    press("+1");
    press("+1");
    assertThat(asked()).hasSize(2);

    browser.script("window.release()");

    browser.until("the others are asked for", () -> asked().size() == 4);
    assertThat(asked().get(3)).isEqualTo(asked().get(0)).isNotEqualTo(asked().get(2));
  }

  private static List<?> asked() {
    return (List<?>) browser.script("return window.asked");
  }

  private static Stream<Instant> at(String url) {
    return Stream.of(url.split("[?&]"))
        .filter(parameter -> parameter.startsWith("at="))
        .map(at -> Instant.parse(URLDecoder.decode(at.substring(3), StandardCharsets.UTF_8)));
  }
}
