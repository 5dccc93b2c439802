package io.tributary.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.Purchases;
import io.tributary.cli.bench.FaultyEndpoint.Answer;
import io.tributary.cli.bench.FaultyEndpoint.Fault;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.IamClient;

class PipelineTest {

  private static LocalServer server;

  @BeforeAll
  static void start() {
    server = Purchases.served(Purchases.recorded(Map.of()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static FaultyEndpoint endpoint(Fault fault) throws IOException {
    return new FaultyEndpoint(server.endpoint(), fault);
  }

  private static Target target(FaultyEndpoint endpoint) {
    return new Target(endpoint.endpoint(), "eu-west-1", server.graph().stack().account().id());
  }

  private static Fault refusing(String operation) {
    return it -> it.startsWith(operation) ? Optional.of(new Answer(500, "")) : Optional.empty();
  }

  @Test
  void whatCannotBeRemoved_isTold_andWhereItIsLeft() throws IOException, InterruptedException {
    try (FaultyEndpoint endpoint = endpoint(refusing("DeleteRole"))) {
      Pipeline pipeline = Pipeline.create(target(endpoint));

      assertThatThrownBy(pipeline::close)
          .isInstanceOf(RemovalException.class)
          .hasMessageContaining("whose name has 'bench-' in it may be left at ")
          .hasMessageContaining(endpoint.endpoint().toString());
    }
  }

  @Test
  void whatCannotBeRemovedAfterARefusal_isToldBesideIt() throws IOException {
    try (FaultyEndpoint endpoint = endpoint(Fault.NO_PIPES_AND_NO_WAY_BACK)) {
      assertThatThrownBy(() -> Pipeline.create(target(endpoint)))
          .hasMessageContaining("no pipes")
          .satisfies(
              failed ->
                  assertThat(failed.getSuppressed())
                      .hasAtLeastOneElementOfType(RemovalException.class));
    }
  }

  private static Fault closingTheConnectionAt(String operation, AtomicInteger times) {
    return it ->
        it.equals(operation) && times.getAndDecrement() > 0
            ? Optional.of(Answer.NONE)
            : Optional.empty();
  }

  @Test
  void aConnectionThatBreaksWhileSomethingIsRemoved_leavesNothingElse()
      throws IOException, InterruptedException {
    AtomicInteger topics = new AtomicInteger();
    Fault broken = closingTheConnectionAt("DeleteRole", new AtomicInteger(1));
    Fault fault =
        it -> {
          topics.addAndGet(it.equals("CreateTopic") ? 1 : it.equals("DeleteTopic") ? -1 : 0);
          return broken.answer(it);
        };
    try (FaultyEndpoint endpoint = endpoint(fault)) {
      Pipeline pipeline = Pipeline.create(target(endpoint));
      assertThat(topics).hasValue(1);

      assertThatThrownBy(pipeline::close).isInstanceOf(RemovalException.class);

      assertThat(topics).hasValue(0);
    }
  }

  @Test
  void anEndpointThatIsGone_isNotAskedToRemoveEverything()
      throws IOException, InterruptedException {
    AtomicBoolean gone = new AtomicBoolean();
    Set<String> asked = ConcurrentHashMap.newKeySet();
    Fault fault =
        it -> {
          if (!gone.get()) {
            return Optional.empty();
          }
          asked.add(it);
          return Optional.of(Answer.NONE);
        };
    try (FaultyEndpoint endpoint = endpoint(fault)) {
      Pipeline pipeline = Pipeline.create(target(endpoint));
      gone.set(true);

      assertThatThrownBy(pipeline::close).isInstanceOf(RemovalException.class);

      assertThat(asked).hasSize(2);
    }
  }

  @Test
  void whatWasPerhapsMade_forItsAnswerIsLost_mayBeLeft() throws IOException {
    Fault broken = closingTheConnectionAt("CreateTopic", new AtomicInteger(1));
    try (FaultyEndpoint endpoint = endpoint(broken)) {
      assertThatThrownBy(() -> Pipeline.create(target(endpoint)))
          .isInstanceOf(SdkClientException.class)
          .satisfies(
              failed ->
                  assertThat(failed.getSuppressed())
                      .hasAtLeastOneElementOfType(RemovalException.class));
    }
  }

  @Test
  void aTargetThatIsRefusedWithinAnAnswerOf200_isTold() throws IOException {
    String refused =
        "{\"FailedEntryCount\":1,\"FailedEntries\":[{\"TargetId\":\"queue\",\"ErrorMessage\":\"no room\"}]}";
    Fault fault =
        it -> it.equals("PutTargets") ? Optional.of(new Answer(200, refused)) : Optional.empty();
    try (FaultyEndpoint endpoint = endpoint(fault)) {
      assertThatThrownBy(() -> Pipeline.create(target(endpoint)))
          .isInstanceOf(UnmeasurableException.class)
          .hasMessageContaining("no room");
    }
  }

  @Test
  void messagesThatAreCountedLate_areWaitedFor() throws IOException, InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    Fault laggingOnce =
        it ->
            it.equals("GetQueueAttributes") && asked.getAndIncrement() == 0
                ? Optional.of(
                    new Answer(200, "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"3\"}}"))
                : Optional.empty();
    try (FaultyEndpoint endpoint = endpoint(laggingOnce)) {
      Waiting.fill(target(endpoint), 12, 1).close();
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void messagesThatAreRefusedWithinAnAnswerOf200_areTold() throws IOException {
    String refused = "{\"Failed\":[{\"Id\":\"0\",\"Message\":\"no room\"}]}";
    Fault fault =
        it ->
            it.equals("SendMessageBatch")
                ? Optional.of(new Answer(200, refused))
                : Optional.empty();
    try (FaultyEndpoint endpoint = endpoint(fault)) {
      assertThatThrownBy(() -> Waiting.fill(target(endpoint), 12, 1))
          .isInstanceOf(UnmeasurableException.class)
          .hasMessageContaining("no room");
    }
  }

  @Test
  void aConnectionThatBreaksWhileMessagesAreSent_isTold_andEndsTheOtherSenders()
      throws IOException {
    AtomicInteger sent = new AtomicInteger();
    Fault broken = closingTheConnectionAt("SendMessageBatch", new AtomicInteger(1));
    Fault fault =
        it -> {
          sent.addAndGet(it.equals("SendMessageBatch") ? 1 : 0);
          return broken.answer(it);
        };
    try (FaultyEndpoint endpoint = endpoint(fault)) {
      assertThatThrownBy(() -> Waiting.fill(target(endpoint), 10_000, 2))
          .isInstanceOf(UnmeasurableException.class)
          .hasMessageStartingWith(endpoint.endpoint() + " cannot be reached: ");
    }
    assertThat(sent).hasValueLessThan(1_000);
  }

  @Test
  void whoMayOnlyMakeWhatBearsTheirName_canFillAQueue_withAnAccessKeyOfTheirs()
      throws InterruptedException {
    Target root = new Target(server.endpoint(), "eu-west-1", server.graph().stack().account().id());
    try (IamClient iam = root.pointed(IamClient.builder()).build()) {
      String user = server.username();
      String key = iam.createAccessKey(it -> it.userName(user)).accessKey().accessKeyId();

      Waiting.fill(new Target(server.endpoint(), "eu-west-1", key), 12, 1).close();
    }
  }

  @Test
  void aPipeThatCouldNotBeMade_isToldWithTheReason() throws IOException {
    String failed = "{\"CurrentState\":\"CREATE_FAILED\",\"StateReason\":\"no room\"}";
    Fault fault =
        it ->
            it.startsWith("GET /v1/pipes/")
                ? Optional.of(new Answer(200, "application/json", failed))
                : Optional.empty();
    try (FaultyEndpoint endpoint = endpoint(fault)) {
      assertThatThrownBy(() -> Pipeline.create(target(endpoint)))
          .isInstanceOf(UnmeasurableException.class)
          .hasMessageEndingWith(" is CREATE_FAILED, not RUNNING: no room");
    }
  }
}
