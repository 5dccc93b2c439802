package io.tributary.cloud.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds each flush back until the loop has read what has come on all its connections, then flushes
 * them one after another: to wake a client is dear where its processor sleeps, and cheap just after
 * another one was woken. One for all connections of a loop, to be used on that loop only.
 */
@Sharable
final class FlushTogether extends ChannelOutboundHandlerAdapter {

  /** So that with very many connections the first one does not wait for all. */
  static final int MOST = 32;

  private List<ChannelHandlerContext> waiting = new ArrayList<>();

  /**
   * Adds a connection, which is read once a turn from now on: Netty closes one at once when it
   * reads that its client says no more, and the answer to what came before would still be held
   * back.
   */
  void add(Channel connection) {
    RecvByteBufAllocator reads = connection.config().getRecvByteBufAllocator();
    ((MaxMessagesRecvByteBufAllocator) reads).maxMessagesPerRead(1);
    connection.pipeline().addFirst(this);
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    if (waiting.isEmpty()) {
      context.executor().execute(this::flushAll);
    }
    waiting.add(context);
    if (waiting.size() == MOST) {
      flushAll();
    }
  }

  /** What was written before it goes out, as far as the socket takes it. */
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    context.flush();
    context.close(promise);
  }

  /**
   * Takes the list first: a flush may close a connection, whose end may write to another one; that
   * goes out next.
   */
  private void flushAll() {
    List<ChannelHandlerContext> now = waiting;
    waiting = new ArrayList<>();
    now.forEach(ChannelHandlerContext::flush);
  }
}
