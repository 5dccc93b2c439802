package io.tributary.cloud.gateway.http;

/**
 * The open end of a response. It holds little: who reads more slowly than is sent is sent less, and
 * who takes nothing for as long as a whole response may take to go out is cut off. Only to be used
 * on the host's loop.
 */
public interface HttpStream {

  /**
   * Sends a chunk, unless what was sent before still waits for the client to take it, or the client
   * is gone.
   *
   * @return whether it was sent; what was not is for the caller to drop, or to offer again
   */
  boolean send(byte[] chunk);

  /** Calls back once, when the client has gone away or was cut off. */
  void whenClosed(Runnable callback);

  /** Ends the response. */
  void close();
}
