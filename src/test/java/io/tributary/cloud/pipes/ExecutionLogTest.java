package io.tributary.cloud.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.journal.Hop;
import io.tributary.cloud.journal.Outcome;
import io.tributary.cloud.journal.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.pipes.model.LogLevel;

/**
 * Levels and schema of docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-logs.html and
 * eb-pipes-logs-schema.html.
 */
class ExecutionLogTest {

  private final PipesFixture pipes = new PipesFixture();

  @Test
  void off_tellsNothing() {
    create("OFF", false);

    failOne();

    assertThat(pipes.logged).isEmpty();
  }

  @Test
  void error_tellsOfFailuresOnly() {
    create("ERROR", false);
    pipes.send("{}");
    assertThat(pipes.logged).isEmpty();

    failOne();

    assertThat(steps())
        .containsExactly("TARGET_INVOCATION_FAILED", "TARGET_STAGE_FAILED", "EXECUTION_FAILED");
  }

  @Test
  void info_tellsOfStagesToo() {
    create("INFO", false);

    pipes.send("{}");

    assertThat(steps())
        .containsExactly(
            "EXECUTION_STARTED",
            "TARGET_STAGE_ENTERED",
            "TARGET_STAGE_SUCCEEDED",
            "EXECUTION_SUCCEEDED");
  }

  @Test
  void trace_tellsOfEveryStep() {
    create("TRACE", false);

    pipes.send("{}");

    assertThat(steps())
        .containsExactly(
            "EXECUTION_STARTED",
            "TARGET_STAGE_ENTERED",
            "TARGET_TRANSFORMATION_STARTED",
            "TARGET_TRANSFORMATION_SUCCEEDED",
            "TARGET_INVOCATION_STARTED",
            "TARGET_INVOCATION_SUCCEEDED",
            "TARGET_STAGE_SUCCEEDED",
            "EXECUTION_SUCCEEDED");
  }

  @Test
  void aPartlyFailedBatch_isToldSo() {
    create("ERROR", false);
    pipes.bus =
        entries ->
            List.of(PipesFixture.accepted(), PipesFixture.refused("InternalFailure", "oops"));

    pipes.send("1", "2");

    assertThat(steps())
        .containsExactly(
            "TARGET_INVOCATION_PARTIALLY_FAILED",
            "TARGET_STAGE_PARTIALLY_FAILED",
            "EXECUTION_PARTIALLY_FAILED");
    assertThat(records().get(0).at("/error/message").asText()).isEqualTo("InternalFailure: oops");
  }

  @Test
  void aThrottledExecution_isToldSo() {
    create("ERROR", false);
    pipes.bus =
        entries -> {
          throw PipesFixture.busFails("ThrottlingException", 400, "Rate exceeded");
        };

    pipes.send("1");

    assertThat(steps()).endsWith("EXECUTION_THROTTLED");
  }

  @Test
  void aRecordHasAwssSchema() {
    create("ERROR", false);

    failOne();

    JsonNode record = records().get(0);
    assertThat(record.get("executionId").asText()).hasSize(36);
    assertThat(record.get("timestamp").asLong()).isEqualTo(pipes.time.millis());
    assertThat(record.get("resourceArn").asText()).isEqualTo(PipesFixture.PIPE);
    assertThat(record.get("logLevel").asText()).isEqualTo("ERROR");
    assertThat(record.get("truncatedFields").isNull()).isTrue();
    assertThat(record.has("payload")).isFalse();
    assertThat(record.at("/error/awsService").asText()).isEqualTo("EventBridge");
    assertThat(record.at("/error/message").asText()).contains("events:PutEvents");
  }

  @Test
  void aLogThatCannotBeWritten_isToldOnceForAsLongAsTheTroubleLasts() {
    create("INFO", false);
    pipes.logTrouble = logsFail("ServiceUnavailableException", 503, "try later");
    pipes.send("1");
    pipes.send("2");
    assertThat(failedLogs()).hasSize(1);

    pipes.logTrouble = null;
    pipes.send("3");
    pipes.logTrouble = logsFail("ServiceUnavailableException", 503, "try later");
    pipes.send("4");

    assertThat(pipes.details()).hasSize(4);
    assertThat(failedLogs())
        .hasSize(2)
        .allSatisfy(
            hop -> {
              assertThat(hop.resource()).isEqualTo(PipesFixture.LOG_GROUP);
              assertThat(hop.peer()).isEqualTo(PipesFixture.PIPE);
              assertThat(hop.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(hop.reason()).contains("try later");
            });
  }

  private List<Hop> failedLogs() {
    return pipes.journal.hops().filter(hop -> hop.step() == Step.LOGS_PUT).toList();
  }

  private static RuntimeException logsFail(String code, int status, String message) {
    return ApiErrors.error(CloudWatchLogsException.builder(), code, status, message);
  }

  @Test
  void executionData_holdsBatchRequestAndAnswer() {
    create("TRACE", true);

    pipes.send("{\"a\":1.50}");

    assertThat(step("EXECUTION_STARTED").get("payload").asText()).contains("\"eventSourceARN\"");
    assertThat(step("TARGET_TRANSFORMATION_SUCCEEDED").get("payload").asText())
        .isEqualTo("[{\"event\":{\"a\":1.50}}]");
    assertThat(step("TARGET_INVOCATION_SUCCEEDED").get("awsRequest").asText())
        .contains("\"EventBusName\":\"" + PipesFixture.BUS + "\"");
    assertThat(step("TARGET_INVOCATION_SUCCEEDED").get("awsResponse").asText())
        .isEqualTo("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"event-id\"}]}");
  }

  @Test
  void aRecordOf256KB_isWhole_andALargerOneIsCutToIt() throws JsonProcessingException {
    int room = 256 * 1024 - record("", null).json().length();

    assertThat(record("x".repeat(room), null).json()).contains("\"truncatedFields\":null");
    String cut = record("x".repeat(room + 1), null).json();

    assertThat(cut).contains("\"truncatedFields\":[\"payload\"]");
    assertThat(cut.length()).isEqualTo(256 * 1024 - "\"awsRequest\",\"awsResponse\",".length());
  }

  @Test
  void thePayloadIsCutAwayWholeBeforeTheRequestIsCut() {
    String large = "\"ä".repeat(60_000);

    String cut = record(large, large + large).json();

    assertThat(cut).contains("\"payload\":\"\"").contains("[\"payload\",\"awsRequest\"]");
    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(256 * 1024 - 40, 256 * 1024);
  }

  private static LogRecord record(String payload, String request) {
    return new LogRecord(
        "id",
        0,
        LogStep.EXECUTION_STARTED,
        PipesFixture.PIPE,
        LogLevel.TRACE,
        new LogRecord.ExecutionData(payload, request, null),
        null);
  }

  private void create(String level, boolean withData) {
    pipes.create(
        pipe ->
            pipe.targetParameters(target -> target.inputTemplate("{\"event\":<$.body>}"))
                .logConfiguration(
                    log ->
                        log.level(level)
                            .includeExecutionDataWithStrings(withData ? List.of("ALL") : List.of())
                            .cloudwatchLogsLogDestination(
                                group -> group.logGroupArn(PipesFixture.LOG_GROUP))));
  }

  private void failOne() {
    pipes.bus =
        entries -> {
          throw PipesFixture.busDenies();
        };
    pipes.send("{}");
  }

  private List<String> steps() {
    return records().stream().map(record -> record.get("messageType").asText()).toList();
  }

  private JsonNode step(String name) {
    return records().stream()
        .filter(record -> record.get("messageType").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> records() {
    return pipes.logged.stream().map(ExecutionLogTest::tree).toList();
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }
}
