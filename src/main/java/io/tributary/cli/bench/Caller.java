package io.tributary.cli.bench;

import java.io.IOException;
import java.util.List;

/** What one publisher or consumer of a load asks of an endpoint, one request after the other. */
interface Caller {

  /**
   * Some messages.
   *
   * @param numbers their events'
   * @param receiptHandles theirs, to be handed back as they are
   */
  record Received(List<Long> numbers, List<String> receiptHandles) {}

  /**
   * Publishes as many events as a batch has, all of which have to be accepted.
   *
   * @param first the number of the first one; the others have those after it
   * @throws UnmeasurableException if the endpoint refuses one
   * @throws IOException if it cannot be reached, or nothing comes for 30 seconds
   */
  void publish(long first) throws IOException;

  /**
   * Receives up to ten events, waiting for up to a second.
   *
   * @throws UnmeasurableException if the endpoint refuses to answer any
   * @throws IOException if it cannot be reached, or nothing comes for 30 seconds
   */
  Received receive() throws IOException;

  /**
   * Deletes up to ten messages, each of which has to be.
   *
   * @throws UnmeasurableException if the endpoint refuses one
   * @throws IOException if it cannot be reached, or nothing comes for 30 seconds
   */
  void delete(List<String> receiptHandles) throws IOException;
}
