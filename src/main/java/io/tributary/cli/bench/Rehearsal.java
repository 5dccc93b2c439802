package io.tributary.cli.bench;

import java.io.IOException;
import java.util.List;

/** A few events from a topic to a queue, each kind of request once, without an SDK. */
public final class Rehearsal {

  private static final int BATCH = 10;

  private Rehearsal() {}

  /**
   * Publishes events, one alone and ten at once, and receives and deletes as many.
   *
   * @param patienceNanos how long they may take together
   * @throws UnmeasurableException if the endpoint refuses a request or they take longer
   */
  public static void run(Target target, String topicArn, String queueUrl, long patienceNanos)
      throws IOException {
    Requests requests = new Requests(target, topicArn, queueUrl);
    try (Connection connection = new Connection(target.endpoint())) {
      connection.send(requests.publish(1));
      connection.sendBatch(requests.publish(BATCH));
      long deadline = System.nanoTime() + patienceNanos;
      for (int missing = 1 + BATCH; missing > 0; ) {
        missing -= receive(connection, requests);
        if (missing > 0 && System.nanoTime() > deadline) {
          throw new UnmeasurableException(missing + " events of a rehearsal did not arrive");
        }
      }
    }
  }

  private static int receive(Connection connection, Requests requests) throws IOException {
    List<String> handles = Events.receiptHandles(connection.send(requests.receive()));
    if (!handles.isEmpty()) {
      connection.sendBatch(requests.delete(handles));
    }
    return handles.size();
  }
}
