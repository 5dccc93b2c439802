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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PassingEventsTest {

  private static final String TOPIC = "arn:aws:sns:eu-west-1:536697261635:jane-basket-events";

  private final VirtualTime time = new VirtualTime(Instant.EPOCH, 1);
  private final Journal journal = new Journal(time, 10_000);

  @Test
  void aHop_isALineWithItsEventAndWhatHappened() throws Exception {
    HeldTerminal terminal = new HeldTerminal("jane-basket-events");
    terminal.release();
    journal.listen(PassingEvents.startedOn(new PrintWriter(terminal, true))::passed);

    journal.hop(7, Step.SNS_PUBLISH, TOPIC).passed();

    assertThat(terminal.text()).contains("#7  publish     topic jane-basket-events");
  }

  @Test
  void aTerminalThatIsHeld_costsTheCloudNothing_andIsToldWhatItMissed() throws Exception {
    HeldTerminal terminal = new HeldTerminal("too many to print");
    journal.listen(PassingEvents.startedOn(new PrintWriter(terminal, true))::passed);

    for (int i = 0; i < 5_000; i++) {
      journal.hop(i, Step.SNS_PUBLISH, TOPIC).passed();
    }
    terminal.release();

    String text = terminal.text();
    assertThat(text).containsPattern("and [34]\\d{3} more hops, too many to print");
    assertThat(text.lines().filter(line -> line.contains("publish")).count())
        .isBetween(1_000L, 1_001L);
  }

  @Test
  void moreInASecondThanAnyoneReads_areCounted_andTheNextSecondBeginsAnew() throws Exception {
    HeldTerminal terminal = new HeldTerminal("#9999 ");
    terminal.release();
    journal.listen(PassingEvents.startedOn(new PrintWriter(terminal, true))::passed);

    for (int i = 1; i <= 1_500; i++) {
      journal.hop(i, Step.SNS_PUBLISH, TOPIC).passed();
    }
    time.advance(Duration.ofSeconds(1));
    journal.hop(9_999, Step.SNS_PUBLISH, TOPIC).passed();

    assertThat(terminal.text()).doesNotContain("#1001 ").doesNotContain("#1500 ");
  }

  /** Takes nothing until it is released; knows when the awaited words were printed. */
  private static final class HeldTerminal extends StringWriter {

    private final CountDownLatch released = new CountDownLatch(1);
    private final CompletableFuture<String> printed = new CompletableFuture<>();
    private final String awaited;

    HeldTerminal(String awaited) {
      this.awaited = awaited;
    }

    void release() {
      released.countDown();
    }

    String text() throws Exception {
      return printed.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void write(String text, int from, int length) {
      try {
        released.await();
      } catch (InterruptedException ended) {
        throw new UncheckedIOException(new java.io.IOException(ended));
      }
      super.write(text, from, length);
      if (toString().contains(awaited)) {
        printed.complete(toString());
      }
    }
  }
}
