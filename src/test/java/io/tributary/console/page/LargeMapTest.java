package io.tributary.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.ScaleBenchmark;
import io.tributary.cli.AwsClients;
import io.tributary.console.Console;
import io.tributary.local.LocalServer;
import io.tributary.local.ProgramRecorder;
import io.tributary.local.ResourceGraph;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The map of a program with more than sixty resources on the way of its events. */
class LargeMapTest {

  private static final String OUTSIDE =
      "const frame = document.querySelector('#viewport').getBoundingClientRect();"
          + " return [...document.querySelectorAll('.node')].filter((node) => {"
          + " const box = node.getBoundingClientRect(); return box.left < frame.left"
          + " || box.top < frame.top || box.right > frame.right || box.bottom > frame.bottom; })"
          + ".map((node) => node.title)";

  private static Chromium browser;
  private static LocalServer server;

  @BeforeAll
  static void start() {
    browser = Chromium.start();
    server = LocalServer.start(recorded(), 0, started -> Console.of(started, List.of()));
  }

  private static ResourceGraph recorded() {
    return ProgramRecorder.record(ScaleBenchmark.program(10));
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
    browser.open(server);
    browser.until("the map is drawn", () -> browser.all(".node").size() > 60);
  }

  private static List<String> outside() {
    return ((List<?>) browser.script(OUTSIDE)).stream().map(String.class::cast).toList();
  }

  @Test
  void itBeginsReadable_withAnOverviewOfTheRest() {
    assertThat(browser.one(".node .kind").isDisplayed()).isTrue();
    assertThat(outside()).isNotEmpty();
    assertThat(browser.one(".overview").isDisplayed()).isTrue();
  }

  @Test
  void fitShowsAllOfIt() {
    browser.click("#zoom-fit");

    assertThat(outside()).isEmpty();
    assertThat(browser.one(".overview").isDisplayed()).isFalse();
  }

  @Test
  void allOfItStaysInViewBesideAPanel() {
    browser.click("#zoom-fit");
    Long width = frameWidth();

    browser.script("location.hash = '#send'");

    browser.until("the panel takes its room", () -> frameWidth() < width);
    browser.until("all of it is in view", () -> outside().isEmpty());
  }

  private static Long frameWidth() {
    return (Long) browser.script("return document.querySelector('#viewport').clientWidth");
  }

  @Test
  void aPressOnTheOverviewLeadsThere() {
    assertThat(outside()).doesNotContain("jane-t9").contains("jane-t0-end");

    browser.click(".overview");

    assertThat(outside()).contains("jane-t9");
    assertThat(outside().size()).isLessThan(browser.all(".node").size());
  }

  @Test
  void theOverviewMarksADeadLetterThatIsOutOfView() {
    assertThat(outside()).contains("jane-t5-dlq");

    sendDeadLetter();

    browser.until("it is marked", () -> browser.all(".overview .box.alarming").size() == 1);
  }

  /** But for the kind of a queue with dead letters: their number stands there, and is news. */
  @Test
  void noTextLeavesItsBox() {
    assertThat(
            (List<?>)
                browser.script(
                    "return [...document.querySelectorAll('.node')].filter((node) =>"
                        + " [...node.querySelectorAll('.label, :not(.alarming) > .texts .kind')]"
                        + ".some((text) =>"
                        + " text.scrollWidth > text.clientWidth || text.getBoundingClientRect().right"
                        + " > node.getBoundingClientRect().right)).map((node) => node.title)"))
        .isEmpty();
  }

  @Test
  void theOverviewMarksADeadLetterStillWhenTheMapIsDrawnAnew() {
    sendDeadLetter();
    browser.until("it is marked", () -> browser.all(".overview .box.alarming").size() == 1);
    browser.script(
        "new MutationObserver(() => { window.marked ??="
            + " document.querySelectorAll('.overview .box.alarming').length; })"
            + ".observe(document.querySelector('.overview'), { childList: true });");

    server.deploy(recorded(), note -> {});

    Long marked =
        browser.until("it is drawn anew", () -> (Long) browser.script("return window.marked"));
    assertThat(marked).isEqualTo(1);
  }

  @Test
  void aBoxThatHasTheFocusStaysInViewWhenTheMapIsDrawnAnew() {
    // A page that has just been loaded may show the map's beginning once more when it is laid out.
    browser.until(
        "the box is in view",
        () -> {
          browser.script(
              "const box = document.querySelector('[title=jane-t5-dlq]'); box.blur(); box.focus();");
          return !outside().contains("jane-t5-dlq");
        });
    browser.script("document.querySelector('.node').id = 'drawn-before'");

    server.deploy(recorded(), note -> {});
    browser.until("it is drawn anew", () -> browser.all("#drawn-before").isEmpty());

    assertThat(browser.focused().getDomAttribute("title")).isEqualTo("jane-t5-dlq");
    assertThat(outside()).doesNotContain("jane-t5-dlq");
  }

  @Test
  void theQueueThatIsOpenStaysInViewWhenTheMapIsDrawnAnew() {
    browser.script("location.hash = '#queue/jane-t5-dlq'");
    browser.until("it is marked", () -> browser.all(".node.selected").size() == 1);
    browser.script("document.querySelector('.node').id = 'drawn-before'");

    server.deploy(recorded(), note -> {});
    browser.until("it is drawn anew", () -> browser.all("#drawn-before").isEmpty());

    assertThat(browser.one(".node.selected").getDomAttribute("title")).isEqualTo("jane-t5-dlq");
    assertThat(outside()).doesNotContain("jane-t5-dlq");
  }

  private static void sendDeadLetter() {
    try (SqsClient sqs = AwsClients.sqs(server)) {
      String url = sqs.getQueueUrl(it -> it.queueName("jane-t5-dlq")).queueUrl();
      sqs.sendMessage(it -> it.queueUrl(url).messageBody("{}"));
    }
  }
}
