package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tributary.cli.Purchases;
import io.tributary.cli.bench.FaultyEndpoint.Answer;
import io.tributary.cli.bench.FaultyEndpoint.Fault;
import io.tributary.cli.bench.Load.Patience;
import io.tributary.cli.bench.Load.Plan;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoadTest {

  private static final Fault NONE = operation -> Optional.empty();

  private static LocalServer server;

  /** A first load takes longest, for Java compiles. */
  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = Purchases.served(Purchases.recorded(Map.of()));
    run(new Plan(Client.LIGHT, 8, 4, 1, 0, 1), NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Receipts run(Plan plan, Fault fault) throws IOException, InterruptedException {
    return run(plan, fault, new Patience(Duration.ofSeconds(30), Duration.ofSeconds(30)));
  }

  private static Receipts run(Plan plan, Fault fault, Patience patience)
      throws IOException, InterruptedException {
    String account = server.graph().stack().account().id();
    try (FaultyEndpoint endpoint = new FaultyEndpoint(server.endpoint(), fault);
        Pipeline pipeline = Pipeline.create(new Target(server.endpoint(), "eu-west-1", account))) {
      Receipts receipts = new Receipts(0);
      Target target = new Target(endpoint.endpoint(), "eu-west-1", account);
      Load.run(target, pipeline, plan, receipts, patience);
      return receipts;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDueWhileTheEndpointPauses_isPublishedAfterwards_andCountsAsLongAsItWaited(
      Client client) throws IOException, InterruptedException {
    AtomicLong begin = new AtomicLong();
    Fault pauseAtTheEnd =
        operation -> {
          if (operation.equals("Publish")) {
            begin.compareAndSet(0, System.nanoTime());
            long since = System.nanoTime() - begin.get();
            if (since > TimeUnit.MILLISECONDS.toNanos(1_200)) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_200) - since);
            }
          }
          return Optional.empty();
        };

    Receipts receipts = run(new Plan(client, 8, 4, 1, 100, 2), pauseAtTheEnd);

    assertThat(receipts.published()).isEqualTo(200);
    assertThat(receipts.lost()).isZero();
    assertThat(receipts.latency(0.99)).isGreaterThan(800);
  }

  @Test
  void aRateOutOfReach_isToldWithWhatCouldBePublished_andThatAPauseLooksAlike() {
    Patience late = new Patience(Duration.ofMillis(200), Duration.ofSeconds(30));
    Fault slow =
        operation -> {
          if (operation.equals("Publish")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
          }
          return Optional.empty();
        };

    assertThatThrownBy(() -> run(new Plan(Client.LIGHT, 1, 1, 1, 100_000, 1), slow, late))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageMatching(
            "of 100,000 events/s only [0-9,]+ could be published at http.*, which is [0-9.]+ s behind:"
                + " unless it paused, name a lower --rate");
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalWhilePublishersWaitUntilTheirEventsAreDue_endsTheLoadAtOnce(Client client) {
    CountDownLatch published = new CountDownLatch(1);
    Fault refusingReceipts =
        operation -> {
          if (operation.equals("Publish")) {
            published.countDown();
          }
          return operation.equals("ReceiveMessage") && published.getCount() == 0
              ? Optional.of(new Answer(500, "disk full"))
              : Optional.empty();
        };

    assertThatThrownBy(
            () ->
                assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> run(new Plan(client, 60, 1, 1, 1, 60), refusingReceipts)))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageContaining("answered 500: disk full");
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalWhileAllPublishersWaitForReceipts_endsTheLoadAtOnce(Client client) {
    CountDownLatch full = new CountDownLatch(200);
    Fault refusingOnceFull =
        operation -> {
          if (operation.equals("PublishBatch")) {
            full.countDown();
            return Optional.of(new Answer(200, "<PublishBatchResponse/>"));
          }
          return Optional.of(
              full.getCount() == 0 ? new Answer(500, "disk full") : new Answer(200, "{}"));
        };

    assertThatThrownBy(
            () ->
                assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> run(new Plan(client, 8, 1, 10, 0, 60), refusingOnceFull)))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageContaining("answered 500: disk full");
  }

  @ParameterizedTest
  @EnumSource
  void entriesThatAreRefusedWithinAnAnswerOf200_areToldAndNotLost(Client client) {
    assertThatThrownBy(
            () ->
                run(
                    new Plan(client, 1, 1, 10, 0, 1),
                    answering("PublishBatch", FaultyEndpoint.ENTRY_REFUSED)))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageContaining("refused entries of a batch")
        .hasMessageContaining("disk full");
  }

  @ParameterizedTest
  @EnumSource
  void deletesThatAreRefusedWithinAnAnswerOf200_areTold(Client client) {
    String failed =
        "{\"Successful\":[],\"Failed\": [{\"Id\":\"0\",\"Code\":\"InternalError\",\"Message\":\"disk full\"}]}";

    assertThatThrownBy(
            () -> run(new Plan(client, 1, 1, 1, 0, 1), answering("DeleteMessageBatch", failed)))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageContaining("disk full");
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatBreaks_endsTheLoad_andPublishesNothingTwice(Client client) {
    AtomicInteger published = new AtomicInteger();
    Fault breaking =
        operation -> {
          boolean again = operation.equals("Publish") && published.incrementAndGet() > 3;
          return again ? Optional.of(Answer.NONE) : Optional.empty();
        };

    assertThatThrownBy(() -> run(new Plan(client, 1, 1, 1, 0, 60), breaking))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageMatching("http://localhost:[0-9]+ cannot be reached: .+");
    assertThat(published).hasValue(4);
  }

  @ParameterizedTest
  @EnumSource
  void anEndpointThatHangs_isGivenUp_beforeItsConnectionsTimeOut(Client client) {
    Fault hanging =
        operation -> {
          while (!Thread.interrupted()) {
            LockSupport.park();
          }
          return Optional.of(Answer.NONE);
        };
    Patience little = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(1));

    assertThatThrownBy(
            () ->
                assertTimeoutPreemptively(
                    Target.READ_TIMEOUT.dividedBy(2),
                    () -> run(new Plan(client, 8, 4, 10, 0, 1), hanging, little)))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageEndingWith(" answers no more");
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, disk full", "LIGHT, ''", "SDK, disk full", "SDK, ''"})
  void aRefusal_isToldWithItsStatusAndBody(Client client, String body) {
    Fault refusing =
        operation ->
            operation.equals("Publish") ? Optional.of(new Answer(507, body)) : Optional.empty();

    assertThatThrownBy(() -> run(new Plan(client, 1, 1, 1, 0, 1), refusing))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageContaining(" answered 507: " + body);
  }

  @Test
  void aBodyThatArrivedOtherwise_isToldByTheSdksClient() {
    String changed =
        "{\"Messages\":[{\"MessageId\":\"m\",\"ReceiptHandle\":\"r\",\"MD5OfBody\":\"0\",\"Body\":\"{}\"}]}";

    assertThatThrownBy(
            () -> run(new Plan(Client.SDK, 1, 1, 1, 0, 1), answering("ReceiveMessage", changed)))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageMatching("http://localhost:[0-9]+ cannot be measured: .*MD5.*");
  }

  @Test
  void anAnswerThatIsNoSqss_isToldByTheSdksClient_andNotAsAnEndpointOutOfReach() {
    assertThatThrownBy(
            () -> run(new Plan(Client.SDK, 1, 1, 1, 0, 1), answering("ReceiveMessage", "hello")))
        .isInstanceOf(UnmeasurableException.class)
        .hasMessageMatching("(?s)http://localhost:[0-9]+ cannot be measured: .*hello.*");
  }

  private static Fault answering(String operation, String body) {
    return it -> it.equals(operation) ? Optional.of(new Answer(200, body)) : Optional.empty();
  }
}
