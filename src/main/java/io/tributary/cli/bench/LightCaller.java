package io.tributary.cli.bench;

import java.io.IOException;
import java.util.List;

/** Writes numbers into a request that is made once, and finds them in answers by text. */
final class LightCaller implements Caller {

  private final Connection connection;
  private final Requests requests;
  private final byte[] publish;
  private final List<Integer> places;
  private final byte[] receive;

  LightCaller(Connection connection, Requests requests, int batch) {
    this.connection = connection;
    this.requests = requests;
    this.publish = requests.publish(batch);
    this.places = Events.places(publish);
    this.receive = requests.receive();
  }

  @Override
  public void publish(long first) throws IOException {
    for (int i = 0; i < places.size(); i++) {
      Events.number(publish, places.get(i), first + i);
    }
    connection.sendBatch(publish);
  }

  @Override
  public Received receive() throws IOException {
    String answer = connection.send(receive);
    return new Received(Events.numbers(answer), Events.receiptHandles(answer));
  }

  @Override
  public void delete(List<String> receiptHandles) throws IOException {
    connection.sendBatch(requests.delete(receiptHandles));
  }
}
