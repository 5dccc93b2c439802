package io.tributary.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Callers of a {@link Connection} each, whose requests are made before a load begins. */
final class LightCallers implements Callers {

  private final Target target;
  private final Requests requests;
  private final int batch;
  private final List<Connection> connections = new ArrayList<>();

  LightCallers(Target target, Pipeline pipeline, int batch) {
    this.target = target;
    this.requests = new Requests(target, pipeline.topicArn(), pipeline.queueUrl());
    this.batch = batch;
  }

  @Override
  public Caller next() {
    Connection connection = new Connection(target.endpoint());
    connections.add(connection);
    return new LightCaller(connection, requests, batch);
  }

  @Override
  public void close() {
    connections.forEach(LightCallers::close);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
