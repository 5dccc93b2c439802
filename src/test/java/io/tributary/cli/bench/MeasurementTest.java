package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.Purchases;
import io.tributary.cli.bench.FaultyEndpoint.Answer;
import io.tributary.cli.bench.FaultyEndpoint.Fault;
import io.tributary.cli.bench.Load.Plan;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasurementTest {

  private static final String FIRST_EVENT_AGAIN =
      "{\"Messages\":[{\"Body\":\"{\\\"event_id\\\":\\\"0000000000\\\"}\",\"ReceiptHandle\":\"r\"}]}";

  private final Figures figures = new Figures();

  private void measure(Fault fault) throws IOException, InterruptedException {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()));
        FaultyEndpoint endpoint = new FaultyEndpoint(server.endpoint(), fault)) {
      Target target =
          new Target(endpoint.endpoint(), "eu-west-1", server.graph().stack().account().id());
      measurement(target, endpoint.endpoint(), Client.LIGHT).run();
    }
  }

  private Measurement measurement(Target target, URI echo, Client client) {
    Plan plan = new Plan(client, 1, 1, 1, 20, 1);
    return new Measurement(target, echo, plan, OptionalLong.empty(), figures, doing -> {});
  }

  /** Notes whose clients make the requests of loads. */
  private static final class Askers implements Fault {

    private static final Set<String> OF_LOADS =
        Set.of("PublishBatch", "ReceiveMessage", "DeleteMessageBatch");

    private final Map<String, Set<Client>> told = new ConcurrentHashMap<>();

    @Override
    public Optional<Answer> answer(String operation) {
      return Optional.empty();
    }

    @Override
    public Optional<Answer> answer(String operation, String agent) {
      if (OF_LOADS.contains(operation)) {
        told.computeIfAbsent(operation, it -> ConcurrentHashMap.newKeySet())
            .add(agent.startsWith("aws-sdk-java/") ? Client.SDK : Client.LIGHT);
      }
      return answer(operation);
    }

    private void assertAll(Client client) {
      assertThat(told).containsOnlyKeys(OF_LOADS);
      assertThat(told).allSatisfy((operation, by) -> assertThat(by).containsExactly(client));
    }
  }

  @ParameterizedTest
  @EnumSource
  void allLoads_atTheEndpointAndAtTheEcho_areByTheSameClient(Client client)
      throws IOException, InterruptedException {
    Askers atEndpoint = new Askers();
    Askers atEcho = new Askers();
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()));
        ServerProcess canned = ServerProcess.echo();
        FaultyEndpoint endpoint = new FaultyEndpoint(server.endpoint(), atEndpoint);
        FaultyEndpoint echo = new FaultyEndpoint(canned.endpoint(), atEcho)) {
      Target target =
          new Target(endpoint.endpoint(), "eu-west-1", server.graph().stack().account().id());
      measurement(target, echo.endpoint(), client).run();
    }

    atEndpoint.assertAll(client);
    atEcho.assertAll(client);
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
