package io.tributary.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.fuzz.Template.Wire;
import io.tributary.local.LocalServer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand malformed requests; {@link GatewayFuzz} run by hand sends as many as one likes, and
 * measures how long others wait meanwhile, which a machine that does other things cannot tell.
 */
class GatewayFuzzTest {

  private static final int WARM_UP = 1_000;
  private static final int REQUESTS = 10_000;
  private static final long SEED = 1;

  private static LocalServer server;
  private static GatewayFuzz fuzz;
  private static WellBehaved client;
  private static Footprint before;
  private static Footprint after;

  @BeforeAll
  static void send() throws Exception {
    server = GatewayFuzz.serve();
    fuzz = new GatewayFuzz(server, SEED);
    fuzz.send(-WARM_UP, 0);
    before = GatewayFuzz.settled(Footprint.now());
    client = new WellBehaved(server);
    CompletableFuture<Void> beside = CompletableFuture.runAsync(client);
    fuzz.send(0, REQUESTS);
    client.end();
    beside.join();
    after = GatewayFuzz.settled(before);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyMalformedRequestIsAnsweredInAwssShape() {
    assertThat(fuzz.problems()).isEmpty();
  }

  @Test
  void everyKindWasSentAndRefused() {
    for (Malformation malformation : Malformation.values()) {
      // Who is gone before the request was whole is told nothing.
      String refused = malformation == Malformation.CUT_OFF ? " 0" : " 4";
      assertThat(fuzz.answers().keySet())
          .as("answers to " + malformation)
          .anyMatch(answer -> answer.startsWith(malformation + refused));
    }
  }

  @Test
  void threadsSocketsAndMemoryAreGivenBack() {
    assertThat(GatewayFuzz.leaks(before, after)).isEmpty();
  }

  @Test
  void aWellBehavedClientBesideThemIsServed() {
    assertThat(client.calls()).isGreaterThan(100);
  }

  @Test
  void aSeedGivesTheSameRequests() {
    for (int number = 0; number < 100; number++) {
      assertThat(Arrays.equals(draw(number), draw(number))).isTrue();
    }
    assertThat(Arrays.equals(draw(1), draw(2))).isFalse();
  }

  @Test
  void anAnswerThatIsNotAwssIsFound() {
    String head = "HTTP/1.1 400 Bad Request\r\nx-amzn-RequestId: 1\r\n\r\n";

    assertThat(AwsShape.problem(head + "{\"__type\":\"A\",\"message\":\"m\"}", Wire.JSON))
        .isEmpty();
    for (String wrong : List.of("", "{}", "{\"__type\":\"A\"}", "<html>", "not json")) {
      assertThat(AwsShape.problem(head + wrong, Wire.JSON)).as(wrong).isPresent();
      assertThat(AwsShape.problem(head + wrong, null)).as(wrong).isPresent();
    }
    assertThat(AwsShape.problem(head.replace("400", "500") + "{}", null)).contains("status 500");
    assertThat(AwsShape.problem("", null)).contains("status 0");
  }

  private static byte[] draw(int number) {
    return Malformation.draw(SEED, number).bytes();
  }
}
