package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.bench.FaultyEndpoint;
import io.tributary.cli.bench.FaultyEndpoint.Answer;
import io.tributary.cli.bench.FaultyEndpoint.Fault;
import io.tributary.cli.bench.Pipeline;
import io.tributary.cli.bench.Target;
import io.tributary.cli.bench.Waiting;
import io.tributary.console.Console;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.pipes.PipesClient;
import software.amazon.awssdk.services.pipes.model.Pipe;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;

class BenchTest {

  /** All that there are, of an endpoint whose process was told. */
  private static final List<String> FIGURES =
      List.of(
          "resident memory, idle (MiB)",
          "setup of the pipeline (ms)",
          "first event (ms)",
          "events/s in tens",
          "processor time an event, in tens (us)",
          "events/s one a request",
          "processor time an event, one a request (us)",
          "latency, p50 (ms)",
          "latency, p99 (ms)",
          "latency, p99.9 (ms)",
          "delay of an idle thread, p99 (ms)",
          "delay of an idle thread, p99.9 (ms)",
          "echo, events/s in tens",
          "echo, events/s one a request",
          "resident memory, after a run (MiB)",
          "resident memory, messages waiting (MiB)");

  private final Screen screen = new Screen();

  @ParameterizedTest
  @CsvSource({
    "--publishers 0, --publishers takes",
    "--publishers 1001, --publishers takes",
    "--consumers 0, --consumers takes",
    "--seconds 0, --seconds takes",
    "--rate 0, --rate takes",
    "--runs 0, --runs takes",
    "--endpoint http://localhost:1 --rate 100000 --seconds 101, 'may be 10,000,000 events at most, got 10,100,000: name a lower one'",
    "--endpoint localhost:4566, --endpoint takes a plain HTTP address such as http:",
    "--endpoint http://localhost:70000, --endpoint takes a plain HTTP address such as http:",
    "--endpoint http://localhost:1/aws, --endpoint takes a plain HTTP address such as http:",
    "--endpoint http://somebody@localhost:1, --endpoint takes a plain HTTP address such as http:",
    "--endpoint http://localhost:1?a=b, --endpoint takes a plain HTTP address such as http:",
    "--endpoint http://localhost:1#a, --endpoint takes a plain HTTP address such as http:",
    "--endpoint http://localhost:0, --endpoint takes a plain HTTP address such as http:",
    "--endpoint https://localhost:1, --endpoint takes a plain HTTP address such as http:",
    "--endpoint http://localhost:1 --region=, --region takes",
    "--endpoint http://localhost:1 --access-key=, --access-key takes",
    "--pid 1, --pid goes with --endpoint",
    "--client boto, 'boto' is neither light nor sdk"
  })
  void anOptionOutOfRange_isRefusedWithWhatIsAllowed(String options, String told) {
    assertThat(screen.run(("bench " + options).split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).startsWith("tributary: ").contains(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seconds=100000", "--rate=2000000", "--rate=-100000 --seconds=-1000"})
  void anOptionOutOfRange_isNotToldAgainAsTooManyEvents(String options) {
    screen.run(("bench " + options).split(" "));

    assertThat(screen.err()).contains("takes a whole number").doesNotContain("events at most");
  }

  @Test
  void independentMistakes_areToldTogether() {
    screen.run("bench", "--seconds", "0", "--runs", "0");

    assertThat(screen.err()).contains("--seconds", "--runs");
  }

  @Test
  void anEndpointWithoutAConsole_isRefusedAPageOfIt() {
    int exitCode = screen.run("bench", "--console", "--endpoint=http://localhost:1");

    assertThat(exitCode).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("tributary: no page of the console can be opened at http://localhost:1/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:1", "http://localhost:1/"})
  void anEndpointThatDoesNotAnswer_isNamed(String address) {
    int exitCode = screen.run("bench", "--endpoint=" + address);

    assertThat(exitCode).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .startsWith("This takes about 3 minutes: ")
        .doesNotContain("on top")
        .contains("tributary: " + address + " cannot be measured", "Connection refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start of the local cloud (ms)",
        "setup of the pipeline (ms)",
        "events/s in tens",
        "processor time an event, in tens (us)",
        "latency, p99.9 (ms)",
        "lost",
        "late",
        "received twice"
      })
  void theHelp_saysWhatEachFigureMeans(String figure) {
    assertThat(figure).matches(BenchTest::isExplained);
  }

  /** By its name, or by the words that it begins with. */
  private static boolean isExplained(String figure) {
    return explained().stream().anyMatch(name -> figure.matches(Pattern.quote(name) + "(\\W.*)?"));
  }

  /** The names of figures whose meanings the help tells, or what they begin with. */
  private static List<String> explained() {
    return meanings()
        .filter(it -> it.matches("  \\S.* {3}\\S.*"))
        .map(it -> it.strip().split(" {3,}")[0])
        .toList();
  }

  private static Stream<String> meanings() {
    Screen help = new Screen("80");
    help.run("bench", "--help");
    return help.out().lines().dropWhile(it -> !it.equals("What the figures say:")).skip(1);
  }

  @Test
  void theMeaningsOfFigures_keepTheirColumns_whereATerminalHasEighty() {
    assertThat(meanings()).isNotEmpty().allMatch(it -> it.length() <= 72);
  }

  @Test
  void theHelp_saysOfALatencyAtWhichRate_andOfAProcessWhose() {
    String told = meanings().map(String::strip).collect(Collectors.joining(" "));

    assertThat(told).containsPattern("latency +at --rate").contains("999 than p99.9");
    assertThat(told)
        .containsPattern("processor time an event +of the local cloud's process, or --pid's")
        .containsPattern("resident memory +of the local cloud's process, or --pid's")
        .contains("waiting: a local cloud's in a process of its own, --pid's after the runs");
  }

  @Test
  void whoMayNotMakeAPipeline_isToldHowToNameAnother() {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      int exitCode = screen.run("bench", "--endpoint=" + server.endpoint());

      assertThat(exitCode).isEqualTo(ExitCode.FOUND);
      assertThat(screen.err()).contains("not authorized", "CreateTopic", "--access-key");
    }
  }

  /** What another process does: it ends, as by Ctrl-C, while all that is measured is there. */
  public static final class EndOfAProcess {
    public static void main(String[] args) throws InterruptedException {
      Target target = new Target(URI.create(args[0]), "eu-west-1", args[1], true);
      Pipeline.create(target);
      Waiting.fill(target, 10, 1);
      System.exit(130);
    }
  }

  @Test
  void anEndpointIsLeftAsItWas_alsoByWhomCtrlCEnds() {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      Contents before = Contents.of(server);

      Script ended =
          Script.runJava(
              EndOfAProcess.class,
              server.endpoint().toString(),
              server.graph().stack().account().id());

      assertThat(ended.code()).as(ended.err()).isEqualTo(130);
      assertThat(ended.err()).doesNotContain("tributary:", "Exception");
      assertThat(Contents.of(server)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "sdk"})
  void anEndpointIsMeasuredByEitherClient_andLeftAsItWas(String client) throws IOException {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()))) {
      Contents before = Contents.of(server);
      String endpoint = server.endpoint().toString();
      String account = server.graph().stack().account().id();
      int exitCode =
          screen.run(
              "bench",
              "--client=" + client,
              "--json",
              "--console",
              "--seconds=1",
              "--runs=1",
              "--waiting=1003",
              "--pid=" + ProcessHandle.current().pid(),
              "--endpoint=" + endpoint,
              "--access-key=" + account);

      assertThat(exitCode).as(screen.err()).isEqualTo(ExitCode.OK);
      assertThat(screen.err())
          .startsWith(
              "This takes about 14 seconds: a run to warm up and 1 that counts, of 5 loads each."
                  + " Filling the queue comes on top."
                  + System.lineSeparator());
      JsonNode told = new ObjectMapper().readTree(screen.out());
      assertThat(told.get("figures").fieldNames()).toIterable().containsExactlyElementsOf(FIGURES);
      assertThat(told.get("figures").fieldNames()).toIterable().allMatch(BenchTest::isExplained);
      assertThat(told.get("figures"))
          .allSatisfy(runs -> assertThat(runs).singleElement().matches(it -> it.asDouble() > 0));
      assertThat(told.get("lost").asInt()).isZero();
      assertThat(told.get("plan").get("localCloud").asBoolean()).isFalse();
      assertThat(told.get("plan").get("client").asText()).isEqualTo(client);
      assertThat(Contents.of(server)).isEqualTo(before);
    }
  }

  /** Java reads it when it first could keep one: what is beyond would be connected anew. */
  @Test
  void asManyConnectionsAreKept_asThereArePublishersAndConsumers_fromTheFirstRequestOn()
      throws IOException {
    List<String> atRequests = new CopyOnWriteArrayList<>();
    Fault refusing =
        it -> {
          atRequests.add(System.getProperty("http.maxConnections"));
          return Optional.of(new Answer(500, "disk full"));
        };

    measured(refusing, "--client=sdk", "--publishers=30", "--consumers=7");

    assertThat(atRequests).isNotEmpty().containsOnly("37");
  }

  private int measured(Fault fault, String... options) throws IOException {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()));
        FaultyEndpoint endpoint = new FaultyEndpoint(server.endpoint(), fault)) {
      List<String> arguments =
          List.of(
              "bench",
              "--seconds=1",
              "--rate=20",
              "--endpoint=" + endpoint.endpoint(),
              "--access-key=" + server.graph().stack().account().id());
      return screen.run(
          Stream.concat(arguments.stream(), Stream.of(options)).toArray(String[]::new));
    }
  }

  @Test
  void eventsThatAreLostWhileItWarmsUp_areLost() throws IOException {
    AtomicInteger swallowed = new AtomicInteger();
    Fault swallowingOne =
        it ->
            it.equals("PublishBatch") && swallowed.getAndIncrement() == 0
                ? Optional.of(new Answer(200, "{}"))
                : Optional.empty();

    assertThat(measured(swallowingOne, "--runs=1")).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err()).contains("10 events were published and never received");
    assertThat(screen.out()).contains("10 events lost, 0 late, 0 received twice");
  }

  @Test
  void anEntryThatTheSdksClientIsRefused_endsTheCommandWithTheReason() throws IOException {
    Fault refusing =
        it ->
            it.equals("PublishBatch")
                ? Optional.of(new Answer(200, FaultyEndpoint.ENTRY_REFUSED))
                : Optional.empty();

    assertThat(measured(refusing, "--client=sdk")).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .containsPattern("(?m)^tributary: http://\\S+ refused entries of a batch: .*disk full");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void anEndpointFromWhichNothingComesAnyMore_isTold() throws IOException {
    CountDownLatch firstReceived = new CountDownLatch(1);
    Fault silentThen =
        it -> {
          if (it.equals("DeleteMessageBatch")) {
            firstReceived.countDown();
          } else if (it.equals("ReceiveMessage") && firstReceived.getCount() == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            return Optional.of(new Answer(200, "{}"));
          }
          return Optional.empty();
        };

    assertThat(measured(silentThen)).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .containsPattern("of [0-9,]+ events published in a load none arrived")
        .containsPattern("(?m)^[1-9][0-9,]* events lost, 0 late, 0 received twice, at ");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void whatCannotBeRemoved_isTold_afterTheFigures() throws IOException {
    AtomicInteger deleted = new AtomicInteger();
    Fault keepingTheSecondRole =
        it ->
            it.equals("DeleteRole") && deleted.incrementAndGet() == 2
                ? Optional.of(new Answer(400, ""))
                : Optional.empty();

    assertThat(measured(keepingTheSecondRole, "--runs=2")).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("tributary: something whose name has 'bench-' in it may be left");
    assertThat(screen.out()).contains("events/s one a request", "0 events lost", "\n1 of 2 runs");
  }

  @Test
  void aPageThatDoesNotStayOpen_isTold_andNothingMeasuredWithoutIt() throws IOException {
    Fault endingTheStream =
        it ->
            it.equals("GET " + Console.STREAM)
                ? Optional.of(new Answer(200, "text/event-stream", ":\n\n"))
                : Optional.empty();

    assertThat(measured(endingTheStream, "--console")).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err()).contains("did not stay open: the endpoint closed it");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void whatCannotBeRemovedAfterARefusal_isToldBesideIt() throws IOException {
    assertThat(measured(Fault.NO_PIPES_AND_NO_WAY_BACK)).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err()).contains("tributary: no pipes", "whose name has 'bench-' in it");
  }

  /** What is there of each kind that is made to be measured. */
  private record Contents(
      List<Topic> topics,
      List<String> queues,
      List<EventBus> buses,
      List<Pipe> pipes,
      List<Role> roles) {

    /** Rules hang on buses, and are removed with them or keep them from being so. */
    static Contents of(LocalServer server) {
      Target root =
          new Target(server.endpoint(), "eu-west-1", server.graph().stack().account().id());
      try (SnsClient sns = root.pointed(SnsClient.builder()).build();
          SqsClient sqs = root.pointed(SqsClient.builder()).build();
          EventBridgeClient events = root.pointed(EventBridgeClient.builder()).build();
          PipesClient pipes = root.pointed(PipesClient.builder()).build();
          IamClient iam = root.pointed(IamClient.builder()).build()) {
        return new Contents(
            sns.listTopics().topics(),
            sqs.listQueues().queueUrls(),
            events.listEventBuses(it -> {}).eventBuses(),
            pipes.listPipes(it -> {}).pipes(),
            iam.listRoles().roles());
      }
    }
  }
}
