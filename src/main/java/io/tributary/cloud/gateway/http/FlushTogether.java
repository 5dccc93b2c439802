package io.tributary.cloud.gateway.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets what one turn of the loop has written to several connections go out in a row. Each of them
 * wakes a client that waits for it, which is dear where its processor sleeps: it does not if the
 * one before has just woken it. Of all connections of one loop.
 */
@Sharable
final class FlushTogether extends ChannelOutboundHandlerAdapter {

  private final List<ChannelHandlerContext> waiting = new ArrayList<>();

  @Override
  public void flush(ChannelHandlerContext connection) {
    if (waiting.isEmpty()) {
      connection.executor().execute(this::flushAll);
    }
    waiting.add(connection);
  }

  /** A flush may close a connection, and its end write to another one. */
  private void flushAll() {
    List<ChannelHandlerContext> now = List.copyOf(waiting);
    waiting.clear();
    now.forEach(ChannelHandlerContext::flush);
  }
}
