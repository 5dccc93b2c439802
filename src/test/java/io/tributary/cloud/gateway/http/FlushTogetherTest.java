package io.tributary.cloud.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlushTogetherTest {

  private final FlushTogether together = new FlushTogether();
  private final EmbeddedChannel first = new EmbeddedChannel(together);
  private final EmbeddedChannel second = new EmbeddedChannel(together);

  @Test
  void answersOfSeveralConnectionsGoOutOnceTheTurnIsOver() {
    first.pipeline().writeAndFlush("one");
    second.pipeline().writeAndFlush("two");
    second.pipeline().writeAndFlush("three");
    assertThat(first.outboundMessages()).isEmpty();
    assertThat(second.outboundMessages()).isEmpty();

    first.runPendingTasks();

    assertThat(first.outboundMessages()).containsExactly("one");
    assertThat(second.outboundMessages()).containsExactly("two", "three");
  }

  @Test
  void everyTurnHasAnEnd() {
    first.pipeline().writeAndFlush("one");
    first.runPendingTasks();
    second.pipeline().writeAndFlush("two");
    assertThat(second.outboundMessages()).isEmpty();

    second.runPendingTasks();

    assertThat(second.outboundMessages()).containsExactly("two");
  }

  @Test
  void aConnectionThatIsLostKeepsNothingBackOfTheOthers() {
    first.pipeline().writeAndFlush("one");
    second.pipeline().writeAndFlush("two");

    // Past the pipeline, as Netty does when it reads that the client is gone; runs tasks, too.
    first.unsafe().close(first.newPromise());

    assertThat(first.outboundMessages()).isEmpty();
    assertThat(second.outboundMessages()).containsExactly("two");
  }

  @Test
  void whatWasWrittenGoesOutBeforeAClose() {
    first.pipeline().writeAndFlush("one");

    first.pipeline().close();

    assertThat(first.outboundMessages()).containsExactly("one");
    assertThat(first.isOpen()).isFalse();
  }

  @Test
  void ofVeryManyConnectionsTheFirstDoesNotWaitForAll() {
    List<EmbeddedChannel> many =
        Stream.generate(() -> new EmbeddedChannel(together)).limit(FlushTogether.MOST).toList();

    many.forEach(each -> each.pipeline().writeAndFlush("answer"));

    assertThat(many).allSatisfy(each -> assertThat(each.outboundMessages()).hasSize(1));
  }

  @Test
  void whatAFlushWritesToAnotherConnectionGoesOutNext() {
    first.pipeline().addFirst(new Answering(second, "two"));
    first.pipeline().writeAndFlush("one");

    first.runPendingTasks();
    second.runPendingTasks();

    assertThat(first.outboundMessages()).containsExactly("one");
    assertThat(second.outboundMessages()).containsExactly("two");
  }

  /** Writes to another connection as it is flushed itself. */
  private static final class Answering extends ChannelOutboundHandlerAdapter {

    private final EmbeddedChannel other;
    private final String text;

    Answering(EmbeddedChannel other, String text) {
      this.other = other;
      this.text = text;
    }

    @Override
    public void flush(ChannelHandlerContext context) {
      context.flush();
      other.pipeline().writeAndFlush(text);
    }
  }
}
