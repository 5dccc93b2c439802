package io.tributary.cloud.gateway.http;

import io.tributary.cloud.gateway.http.Deadlines.Deadline;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** A response that is written to for as long as its client listens. */
final class OpenResponse implements HttpStream {

  /** What may wait for a client before no further chunk is taken for it, in bytes. */
  private static final int WAITING_MAX = 64 << 10;

  private final HttpServerResponse response;
  private final HttpLimits limits;
  private final Deadline deadline;
  private final Runnable cutOff;

  /**
   * An open end of a response whose head is set.
   *
   * @param cutOff closes the connection
   */
  OpenResponse(HttpServerResponse response, HttpLimits limits, Deadline deadline, Runnable cutOff) {
    this.response = response.setChunked(true).setWriteQueueMaxSize(WAITING_MAX);
    this.limits = limits;
    this.deadline = deadline;
    this.cutOff = cutOff;
    deadline.clear();
  }

  @Override
  public boolean send(byte[] chunk) {
    if (response.ended() || response.closed() || response.writeQueueFull()) {
      return false;
    }
    response.write(Buffer.buffer(chunk));
    if (response.writeQueueFull()) {
      deadline.set(limits.receiving(), cutOff);
      response.drainHandler(drained -> deadline.clear());
    }
    return true;
  }

  @Override
  public void whenClosed(Runnable callback) {
    response.closeHandler(gone -> callback.run());
  }

  @Override
  public void close() {
    if (!response.ended() && !response.closed()) {
      // Before the end, within which the connection's next request may begin.
      deadline.set(limits.idle(), cutOff);
      response.end();
    }
  }
}
