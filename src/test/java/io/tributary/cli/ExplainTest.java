package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.tributary.cloud.LocalCloud;
import io.tributary.cloud.iam.Principal;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Step;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class ExplainTest {

  private static final String BUS = "jane-domain-events";

  private static LocalServer server;

  private final Screen screen = new Screen();

  @BeforeAll
  static void publishOneEvent() {
    server = Purchases.served(Purchases.recorded(Map.of()));
    try (SnsClient sns = AwsClients.sns(server);
        SqsClient sqs = AwsClients.sqs(server)) {
      List<String> ids = List.of("Twice", "Twice", "ab-1", "AB-1", "E 1/ü");
      for (String id : ids) {
        String message = "{\"event_id\":\"" + id + "\"}";
        sns.publish(it -> it.topicArn(server.output("basketTopicArn")).message(message));
      }
      // Seen here, it has made every hop.
      for (int seen = 0; seen < ids.size(); ) {
        seen +=
            sqs.receiveMessage(
                    it -> it.queueUrl(server.output("purchaseQueueUrl")).waitTimeSeconds(20))
                .messages()
                .size();
      }
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private int explain(String... what) {
    return explainAt(server.endpoint().getPort(), what);
  }

  private static String port() {
    return Integer.toString(server.endpoint().getPort());
  }

  private int explainAt(int port, String... what) {
    String[] args = new String[what.length + 3];
    args[0] = "explain";
    args[1] = "--port";
    args[2] = Integer.toString(port);
    System.arraycopy(what, 0, args, 3, what.length);
    return screen.run(args);
  }

  private static String idAt(Step step) {
    return server.read(
        () ->
            server
                .journal()
                .newestFirst()
                .filter(hop -> hop.step() == step)
                .map(Hop::id)
                .findFirst()
                .orElseThrow());
  }

  private void assertTellsTheWholeRoute() {
    assertThat(screen.out())
        .contains("publish     topic jane-basket-events by user jane")
        .contains("put event   bus jane-domain-events")
        .contains("  => It lies in queue jane-purchase-events.");
    assertThat(screen.err()).isEmpty();
  }

  @Test
  void thePayloadsEventId_findsTheEvent() {
    assertThat(explain("E 1/ü")).isEqualTo(ExitCode.OK);
    assertTellsTheWholeRoute();
  }

  @Test
  void anIdInAnotherCase_findsTheEvent() {
    assertThat(explain("e 1/Ü")).isEqualTo(ExitCode.OK);
    assertTellsTheWholeRoute();
  }

  @Test
  void severalEventsWithTheSameId_areToldEachByItsNumber() {
    assertThat(explain("Twice")).isEqualTo(ExitCode.OK);
    assertThat(screen.out().lines().findFirst().orElseThrow())
        .endsWith(
            "; 1 earlier event has the same id, this is the newest; --earlier 1 tells of the one before");

    Screen earlier = new Screen();
    earlier.run("explain", "Twice", "--earlier", "1", "--port", port());
    assertThat(earlier.out().lines().findFirst().orElseThrow())
        .endsWith("; number 1 before the newest of 2 events with this id");
    assertThat(earlier.out()).contains("  => It lies in queue jane-purchase-events.");
  }

  @Test
  void anEarlierEventThanThereIs_isExitCodeOne() {
    assertThat(explain("Twice", "--earlier", "2")).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("no event with the id 'Twice' that is number 2 before the newest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void anEmptyId_isWrongUse(String id) {
    assertThat(explain(id)).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err())
        .isEqualTo("tributary: '" + id + "' is no id; give the event's, or --last\n");
  }

  @ParameterizedTest
  @EnumSource(names = {"SNS_PUBLISH", "SQS_SEND", "EVENTS_PUT"})
  void anIdThatAServiceGave_findsTheEvent(Step step) {
    assertThat(explain(idAt(step))).isEqualTo(ExitCode.OK);
    assertTellsTheWholeRoute();
  }

  @Test
  void last_findsTheEvent() {
    assertThat(explain("--last")).isEqualTo(ExitCode.OK);
    assertTellsTheWholeRoute();
  }

  @Test
  void json_isTheRouteAsData() throws IOException {
    assertThat(explain("--last", "--json")).isEqualTo(ExitCode.OK);

    JsonNode route = new ObjectMapper().readTree(screen.out());
    assertThat(route.at("/hops/0/step").asText()).isEqualTo("SNS_PUBLISH");
    assertThat(route.at("/hops/0/millis").asDouble()).isZero();
  }

  @Test
  void anUnknownId_isExitCodeOne() {
    assertThat(explain("nowhere")).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("no event with the id 'nowhere' is in the journal", "keeps 100,000, and 64 MiB")
        .contains("the event_id in the payload (no other field)", "'#17'");
  }

  @Test
  void anIdThatDiffersInItsCaseFromTwo_isToldToBeGivenExactly() {
    assertThat(explain("ab-1")).isEqualTo(ExitCode.OK);
    assertThat(explain("AB-1")).isEqualTo(ExitCode.OK);
    assertThat(screen.err()).isEmpty();

    assertThat(explain("Ab-1")).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err()).contains("of ids that differ in case only, give one exactly");
  }

  @Test
  void aRuleThatDoesNotMatchWhereAnotherDoes_isToldWithWhatDiffers() {
    server.read(
        () ->
            rules()
                .putRule(
                    it ->
                        it.eventBusName(BUS)
                            .name("urgent")
                            .eventPattern("{\"source\":[\"urgent\"]}")));
    try {
      assertThat(explain("--last")).isEqualTo(ExitCode.OK);
    } finally {
      server.read(() -> rules().deleteRule(it -> it.eventBusName(BUS).name("urgent")));
    }
    assertTellsTheWholeRoute();
    assertThat(screen.out().lines().filter(line -> line.startsWith("  -- ")))
        .containsExactly(
            "  -- Rule urgent of bus jane-domain-events does not match it: source is \"basket_events\", the pattern wants [\"urgent\"].");
  }

  private static EventBridgeAsyncClient rules() {
    LocalCloud cloud = server.cloud();
    return cloud.client(EventBridgeAsyncClient.class, Principal.Root.of(cloud.account()));
  }

  @Test
  void last_whereNothingWasPublished_tellsHowToPublish() {
    try (LocalServer fresh = Purchases.served(server.graph())) {
      assertThat(explainAt(fresh.endpoint().getPort(), "--last")).isEqualTo(ExitCode.FOUND);
    }
    assertThat(screen.err())
        .isEqualTo(
            "tributary: no event was published yet; paste the export lines that 'tributary up'"
                + " printed, and then the command below them that publishes\n");
  }

  @Test
  void noLocalCloud_tellsHowToStartOne() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    assertThat(explainAt(free, "--last")).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err().lines())
        .singleElement()
        .asString()
        .contains("no local cloud answers at localhost:" + free, "tributary up");
  }

  @Test
  void aServerThatDoesNotAnswerInTime_isNotSaidToBeAnother() {
    assertThat(
            new ExplainCommand(screen.terminal)
                .unanswered(new SocketTimeoutException("Read timed out")))
        .hasMessageContaining("did not answer within 10 s: it may be busy, or stopped")
        .hasMessageNotContaining("is no local cloud");
  }

  @ParameterizedTest
  @CsvSource({"200, <html>", "200, {}", "404, {}", "404, not found", "500, broken"})
  void anotherServer_isNotTakenForALocalCloud(int status, String answer) throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1);
    other.createContext(
        "/",
        call -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(status, body.length);
          call.getResponseBody().write(body);
          call.close();
        });
    other.start();
    try {
      assertThat(explainAt(other.getAddress().getPort(), "--last")).isEqualTo(ExitCode.USAGE);
    } finally {
      other.stop(0);
    }
    assertThat(screen.err()).contains("is no local cloud of tributary").doesNotContain("\tat ");
  }
}
