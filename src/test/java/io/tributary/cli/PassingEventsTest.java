package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.cloud.journal.Journal;
import io.tributary.cloud.journal.Step;
import io.tributary.cloud.time.VirtualTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PassingEventsTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:jane-basket-events";

  private final VirtualTime time = new VirtualTime(Instant.EPOCH, 1);
  private final Journal journal = new Journal(time, 10_000);

  private static final TimeZone ZONE = TimeZone.getDefault();

  @BeforeAll
  static void inTokyo() {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
  }

  @AfterAll
  static void atHome() {
    TimeZone.setDefault(ZONE);
  }

  @Test
  void aHop_isALineWithItsEventAndWhatHappened() throws Exception {
    HeldTerminal terminal = new HeldTerminal();
    terminal.release();
    journal.listen(PassingEvents.startedOn(new PrintWriter(terminal, true))::passed);

    journal.hop(7, Step.SNS_PUBLISH, TOPIC).passed();

    assertThat(terminal.text("jane-basket-events"))
        .startsWith("00:00:00.000  ")
        .contains("#7  publish     topic ");
  }

  @Test
  void alarmsThatBecomeOkAtOnce_areToldInOneLine() throws Exception {
    HeldTerminal terminal = new HeldTerminal();
    journal.listen(PassingEvents.startedOn(new PrintWriter(terminal, true))::passed);

    for (int i = 1; i <= 14; i++) {
      journal
          .hop(i, Step.SNS_PUBLISH, TOPIC)
          .peer("cloudwatch.amazonaws.com")
          .payload("{\"AlarmName\": \"jane-a" + i + "\", \"NewStateValue\": \"OK\"}")
          .passed();
    }
    journal.hop(15, Step.SNS_PUBLISH, TOPIC).passed();
    terminal.release();

    assertThat(terminal.text("#15 ").lines().filter(line -> line.contains("cloudwatch")))
        .singleElement()
        .asString()
        .endsWith("  OK: 14 alarms jane-a1, jane-a2, jane-a3 and 11 more");
  }

  @Test
  void aTerminalThatIsHeld_costsTheCloudNothing_andIsToldWhatItMissed() throws Exception {
    HeldTerminal terminal = new HeldTerminal();
    journal.listen(PassingEvents.startedOn(new PrintWriter(terminal, true))::passed);

    for (int i = 0; i < 5_000; i++) {
      journal.hop(i, Step.SNS_PUBLISH, TOPIC).passed();
    }
    terminal.release();

    String text = terminal.text("too many to print");
    assertThat(text).containsPattern("and [34]\\d{3} more hops, too many to print");
    assertThat(text.lines().filter(line -> line.contains("publish")).count())
        .isBetween(1_000L, 1_001L);
  }

  @Test
  void moreInASecondThanAnyoneReads_areCounted_andTheNextSecondBeginsAnew() throws Exception {
    HeldTerminal terminal = new HeldTerminal();
    journal.listen(PassingEvents.startedOn(new PrintWriter(terminal, true))::passed);

    for (int i = 1; i <= 1_500; i++) {
      journal.hop(i, Step.SNS_PUBLISH, TOPIC).passed();
    }
    terminal.release();
    String second = terminal.text("and 500 more hops, too many to print");
    time.advance(Duration.ofSeconds(1));
    journal.hop(9_999, Step.SNS_PUBLISH, TOPIC).passed();

    assertThat(second).contains("#1000 ").doesNotContain("#1001 ");
    assertThat(terminal.text("#9999 ")).contains("#9999 ");
  }

  /** Takes nothing until it is released; what it took can be waited for. */
  private static final class HeldTerminal extends StringWriter {

    private final CountDownLatch released = new CountDownLatch(1);

    void release() {
      released.countDown();
    }

    /** All that was printed, as soon as the awaited words were. */
    synchronized String text(String awaited) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!toString().contains(awaited)) {
        long left = end - System.nanoTime();
        assertThat(left).as("until '%s' is printed", awaited).isPositive();
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
      return toString();
    }

    @Override
    public void write(String text, int from, int length) {
      try {
        released.await();
      } catch (InterruptedException ended) {
        throw new UncheckedIOException(new java.io.IOException(ended));
      }
      synchronized (this) {
        super.write(text, from, length);
        notifyAll();
      }
    }
  }
}
