package io.tributary.simulate;

import io.tributary.local.GraphResource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Somebody sends to every queue what is no event. */
final class StrangerSends implements Fault {

  @Override
  public String name() {
    return "stranger-sends";
  }

  @Override
  public String description() {
    return "somebody sends what nobody published";
  }

  @Override
  public double defaultRate() {
    return 1;
  }

  @Override
  public void inject(Injection injection) {
    injection.whenDeployed(StrangerSends::sendTo);
  }

  static void sendTo(Stage stage) {
    stage.graph().ofType("aws:sqs/queue:Queue").forEach(queue -> send(stage, queue));
  }

  private static void send(Stage stage, GraphResource queue) {
    SqsAsyncClient sqs = stage.client(SqsAsyncClient.class);
    stage.require(sqs.sendMessage(it -> it.queueUrl(queue.id()).messageBody("{}")));
  }
}
