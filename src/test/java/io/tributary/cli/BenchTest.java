package io.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.bench.Pipeline;
import io.tributary.cli.bench.Target;
import io.tributary.cli.bench.Waiting;
import io.tributary.local.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;

class BenchTest {

  private final Screen screen = new Screen();

  @ParameterizedTest
  @CsvSource({
    "--publishers 0, --publishers takes",
    "--publishers 1001, --publishers takes",
    "--consumers 0, --consumers takes",
    "--seconds 0, --seconds takes",
    "--rate 0, --rate takes",
    "--runs 0, --runs takes",
    "--endpoint localhost:4566, --endpoint takes an address such as http",
    "--pid 1, --pid goes with --endpoint"
  })
  void anOptionOutOfRange_isRefusedWithWhatIsAllowed(String options, String told) {
    assertThat(screen.run(("bench " + options).split(" "))).isEqualTo(ExitCode.USAGE);
    assertThat(screen.err()).startsWith("tributary: ").contains(told);
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
        .startsWith("tributary: no page of the console can be opened at http://localhost:1/");
  }

  @Test
  void anEndpointThatDoesNotAnswer_isNamed() {
    int exitCode = screen.run("bench", "--endpoint=http://localhost:1");

    assertThat(exitCode).isEqualTo(ExitCode.FOUND);
    assertThat(screen.err())
        .contains("tributary: http://localhost:1 cannot be measured", "Connection refused");
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
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()));
        SnsClient sns = AwsClients.sns(server);
        SqsClient sqs = AwsClients.sqs(server)) {
      List<Topic> topics = sns.listTopics().topics();
      List<String> queues = sqs.listQueues().queueUrls();

      Script ended =
          Script.runJava(
              EndOfAProcess.class,
              server.endpoint().toString(),
              server.graph().stack().account().id());

      assertThat(ended.code()).as(ended.err()).isEqualTo(130);
      assertThat(ended.err()).doesNotContain("tributary:", "Exception");
      assertThat(sns.listTopics().topics()).isEqualTo(topics);
      assertThat(sqs.listQueues().queueUrls()).isEqualTo(queues);
    }
  }

  @Test
  void anEndpointIsMeasured_andLeftAsItWas() throws IOException {
    try (LocalServer server = Purchases.served(Purchases.recorded(Map.of()));
        SnsClient sns = AwsClients.sns(server);
        SqsClient sqs = AwsClients.sqs(server)) {
      List<Topic> topics = sns.listTopics().topics();
      List<String> queues = sqs.listQueues().queueUrls();

      String endpoint = server.endpoint().toString();
      String account = server.graph().stack().account().id();
      int exitCode =
          screen.run(
              "bench",
              "--json",
              "--console",
              "--seconds=1",
              "--runs=1",
              "--waiting=1003",
              "--pid=" + ProcessHandle.current().pid(),
              "--endpoint=" + endpoint,
              "--access-key=" + account);

      assertThat(exitCode).as(screen.err()).isEqualTo(ExitCode.OK);
      JsonNode told = new ObjectMapper().readTree(screen.out());
      assertThat(told.get("figures").fieldNames())
          .toIterable()
          .contains(
              "events/s in tens",
              "latency at 1,000/s, p99.9 (ms)",
              "delay of an idle thread, p99.9 (ms)",
              "echo, events/s in tens",
              "resident memory, 1,003 waiting (MB)");
      assertThat(told.get("figures"))
          .allSatisfy(runs -> assertThat(runs).singleElement().matches(it -> it.asDouble() > 0));
      assertThat(told.get("lost").asInt()).isZero();
      assertThat(sns.listTopics().topics()).isEqualTo(topics);
      assertThat(sqs.listQueues().queueUrls()).isEqualTo(queues);
    }
  }
}
