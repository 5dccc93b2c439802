package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.Purchases;
import io.tributary.cli.bench.FaultyEndpoint.Answer;
import io.tributary.cli.bench.FaultyEndpoint.Fault;
import io.tributary.cli.bench.Load.Plan;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  private static final String FIRST_EVENT_AGAIN =
      "{\"Messages\":[{\"Body\":\"{\\\"event_id\\\":\\\"0000000000\\\"}\",\"ReceiptHandle\":\"r\"}]}";

  private final Figures figures = new Figures();

  private void measure(Fault fault) throws IOException, InterruptedException {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()));
        FaultyEndpoint endpoint = new FaultyEndpoint(server.endpoint(), fault)) {
      Target target =
          new Target(endpoint.endpoint(), "eu-west-1", server.graph().stack().account().id());
      new Measurement(
              target,
              endpoint.endpoint(),
              new Plan(Client.LIGHT, 1, 1, 1, 20, 1),
              OptionalLong.empty(),
              figures,
              doing -> {})
          .run();
    }
  }

  /**
   * Swallows events of the second load, and refuses more once the first one's has been received
   * again.
   */
  private static final class RefusalAfterADuplicate implements Fault {

    private final CountDownLatch published = new CountDownLatch(1);
    private final CountDownLatch received = new CountDownLatch(1);

    @Override
    public Optional<Answer> answer(String operation) {
      if (operation.equals("PublishBatch")) {
        if (published.getCount() > 0) {
          published.countDown();
          return Optional.of(new Answer(200, "{}"));
        }
        return Optional.of(isReceived() ? new Answer(500, "disk full") : Answer.NONE);
      }
      if (published.getCount() > 0) {
        return Optional.empty();
      }
      if (operation.equals("DeleteMessageBatch")) {
        received.countDown();
        return Optional.of(new Answer(200, "{}"));
      }
      return operation.equals("ReceiveMessage")
          ? Optional.of(new Answer(200, FIRST_EVENT_AGAIN))
          : Optional.empty();
    }

    private boolean isReceived() {
      try {
        return received.await(10, TimeUnit.SECONDS);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  @Test
  void whatALoadReceivedTwiceBeforeItFailed_isCounted_andNothingOnItsWayLost() {
    assertThatThrownBy(() -> measure(new RefusalAfterADuplicate()))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageContaining("disk full");

    assertThat(figures.duplicates()).isPositive();
    assertThat(figures.lost()).isZero();
  }
}
