package io.tributary.cloud.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.pipes.model.CreatePipeRequest;
import software.amazon.awssdk.services.pipes.model.Filter;
import software.amazon.awssdk.services.pipes.model.PipeEnrichmentParameters;

/** Limits of docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_CreatePipe.html. */
class PipeRulesTest {

  private static final String BUS = "targetParameters.eventBridgeEventBusParameters";

  @Test
  void nameOf64_passes_and65DoesNot() {
    assertPasses(pipe -> pipe.name("a".repeat(64)));
    assertRefused(pipe -> pipe.name("a".repeat(65)), "'name'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ä"})
  void nameOfOtherCharacters_isRefused(String name) {
    assertRefused(pipe -> pipe.name(name), "at 'name' failed to satisfy constraint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:kinesis:eu-west-1:536697261635:stream/x",
        "arn:aws:sqs:eu-west-1:536697261635:orders.fifo",
        "arn:aws:sqs:us-east-1:536697261635:orders",
        "arn:aws:sqs:eu-west-1:111111111111:orders"
      })
  void anotherSourceThanAStandardQueueHere_isRefusedByName(String arn) {
    assertRefused(pipe -> pipe.source(arn), "Value '" + arn + "' at 'source'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:lambda:eu-west-1:536697261635:function:x",
        "arn:aws:events:eu-west-1:111111111111:event-bus/x"
      })
  void anotherTargetThanABusHere_isRefusedByName(String arn) {
    assertRefused(pipe -> pipe.target(arn), "Value '" + arn + "' at 'target'");
  }

  @Test
  void aMissingRole_isRefused() {
    assertRefused(pipe -> pipe.roleArn(null), "Value null at 'roleArn'");
  }

  @Test
  void batchSize1And10_pass_0And11DoNot() {
    assertPasses(pipe -> batch(pipe, 1, 0));
    assertPasses(pipe -> batch(pipe, 10, 0));
    assertRefused(pipe -> batch(pipe, 0, 0), "batchSize");
    assertRefused(pipe -> batch(pipe, 11, 0), "batchSize");
  }

  @Test
  void windowOf300_passes_and301DoesNot() {
    assertPasses(pipe -> batch(pipe, 10, 300));
    assertRefused(pipe -> batch(pipe, 10, 301), "maximumBatchingWindowInSeconds");
  }

  private static CreatePipeRequest.Builder batch(
      CreatePipeRequest.Builder pipe, int size, int window) {
    return pipe.sourceParameters(
        source ->
            source.sqsQueueParameters(
                queue -> queue.batchSize(size).maximumBatchingWindowInSeconds(window)));
  }

  @Test
  void fiveFilters_pass_andSixDoNot() {
    assertPasses(pipe -> filters(pipe, Collections.nCopies(5, "{\"body\":[\"x\"]}")));
    assertRefused(pipe -> filters(pipe, Collections.nCopies(6, "{\"body\":[\"x\"]}")), "filters");
  }

  @Test
  void patternOf4096Characters_passes_and4097DoesNot() {
    assertPasses(pipe -> filters(pipe, List.of(patternOf(4_096))));
    assertRefused(pipe -> filters(pipe, List.of(patternOf(4_097))), "pattern");
  }

  private static String patternOf(int length) {
    String around = "{\"body\":[\"\"]}";
    return around.replace("\"\"", "\"" + "x".repeat(length - around.length()) + "\"");
  }

  @Test
  void aBrokenPattern_isRefusedWithTheMatchersReason() {
    assertRefused(
        pipe -> filters(pipe, List.of("{\"body\":\"x\"}")), "Event pattern is not valid. Reason:");
  }

  private static CreatePipeRequest.Builder filters(
      CreatePipeRequest.Builder pipe, List<String> patterns) {
    List<Filter> filters =
        patterns.stream().map(pattern -> Filter.builder().pattern(pattern).build()).toList();
    return pipe.sourceParameters(
        source -> source.filterCriteria(criteria -> criteria.filters(filters)));
  }

  @Test
  void templateOf8192Characters_passes_and8193DoesNot() {
    assertPasses(pipe -> pipe.targetParameters(target -> target.inputTemplate("x".repeat(8_192))));
    assertRefused(
        pipe -> pipe.targetParameters(target -> target.inputTemplate("x".repeat(8_193))),
        "inputTemplate");
  }

  @Test
  void sourceOf256Characters_passes_and257DoesNot() {
    assertPasses(pipe -> bus(pipe, "s".repeat(256), "d"));
    assertRefused(pipe -> bus(pipe, "s".repeat(257), "d"), "eventBridgeEventBusParameters.source");
  }

  @Test
  void detailTypeOf128Characters_passes_and129DoesNot() {
    assertPasses(pipe -> bus(pipe, "s", "d".repeat(128)));
    assertRefused(pipe -> bus(pipe, "s", "d".repeat(129)), "detailType");
  }

  @Test
  void aSourceOfAws_isRefused() {
    assertRefused(pipe -> bus(pipe, "aws.s3", "d"), "not begin with aws.");
  }

  private static CreatePipeRequest.Builder bus(
      CreatePipeRequest.Builder pipe, String source, String detailType) {
    return pipe.targetParameters(
        target ->
            target.eventBridgeEventBusParameters(bus -> bus.source(source).detailType(detailType)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.body.from", "$.body.a/b", "$.body.lines[0].sku", "$.body.ids[*]", "$"})
  void aPathAsSourceAndDetailType_passes(String path) {
    assertPasses(pipe -> bus(pipe, path, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.body..type", "$body", "$.body['type']", "$.body.a b", "$.body.*"})
  void aPathThatIsNotUnderstood_isRefusedRatherThanTakenAsText(String path) {
    assertRefused(pipe -> bus(pipe, path, "d"), "Value '" + path + "' at '" + BUS + ".source'");
    assertRefused(pipe -> bus(pipe, "s", path), "Value '" + path + "' at '" + BUS + ".detailType'");
    assertRefused(pipe -> resources(pipe, path), "at '" + BUS + ".resources.1.member'");
    assertRefused(pipe -> time(pipe, path), "Value '" + path + "' at '" + BUS + ".time'");
  }

  @Test
  void aFarTooLongPath_isRefusedForItsLength() {
    String path = "$" + ".a".repeat(100_000);

    assertRefused(pipe -> bus(pipe, path, "d"), BUS + ".source' failed to satisfy");
    assertRefused(pipe -> time(pipe, path), BUS + ".time' failed to satisfy");
  }

  @Test
  void tenResources_pass_andElevenDoNot() {
    String[] eleven = Collections.nCopies(11, "arn:aws:s3:::bucket").toArray(String[]::new);

    assertPasses(pipe -> resources(pipe, Arrays.copyOf(eleven, 10)));
    assertRefused(pipe -> resources(pipe, eleven), "resources");
  }

  @Test
  void aResource_isAnArnOrAPath() {
    assertPasses(
        pipe ->
            resources(
                pipe,
                "$.body.id",
                "arn:aws:s3:::bucket",
                "arn:aws-cn:sqs:cn-north-1:123456789012:q"));
    for (String other : List.of("", "my-queue", "arn", "arn:aws:s3", "arn:aws:sqs:x:1:q")) {
      assertRefused(
          pipe -> resources(pipe, "arn:aws:s3:::bucket", other),
          "Value '" + other + "' at '" + BUS + ".resources.2.member'");
    }
  }

  @Test
  void aResourceOf1600Characters_passes_and1601DoNot() {
    String longest = "arn:aws:s3:::" + "x".repeat(1_587);

    assertPasses(pipe -> resources(pipe, longest));
    assertRefused(pipe -> resources(pipe, longest + "x"), "resources.1.member");
  }

  private static CreatePipeRequest.Builder resources(
      CreatePipeRequest.Builder pipe, String... resources) {
    return pipe.targetParameters(
        target -> target.eventBridgeEventBusParameters(bus -> bus.resources(resources)));
  }

  private static CreatePipeRequest.Builder time(CreatePipeRequest.Builder pipe, String time) {
    return pipe.targetParameters(
        target -> target.eventBridgeEventBusParameters(bus -> bus.time(time)));
  }

  @Test
  void aFixedTime_isRefused() {
    assertRefused(pipe -> time(pipe, "2025-01-01T00:00:00Z"), "be a JSON path");
  }

  @Test
  void whatIsNotSupported_isRefusedByNameWithWhatIs() {
    assertRefused(
        pipe ->
            pipe.enrichment("arn:aws:lambda:eu-west-1:536697261635:function:x")
                .enrichmentParameters(PipeEnrichmentParameters.builder().build()),
        "enrichment is not supported");
    assertRefused(
        pipe ->
            pipe.sourceParameters(
                source -> source.kinesisStreamParameters(kinesis -> kinesis.batchSize(1))),
        "sourceParameters.KinesisStreamParameters is not supported; supported are"
            + " [FilterCriteria, SqsQueueParameters]");
    assertRefused(
        pipe ->
            pipe.targetParameters(
                target -> target.eventBridgeEventBusParameters(bus -> bus.endpointId("abc.def"))),
        "eventBridgeEventBusParameters.EndpointId is not supported");
    assertRefused(
        pipe ->
            pipe.logConfiguration(
                log -> log.level("ERROR").s3LogDestination(s3 -> s3.bucketName("b"))),
        "logConfiguration.S3LogDestination is not supported");
    assertRefused(pipe -> pipe.kmsKeyIdentifier("key"), "customer keys are not supported");
  }

  @Test
  void aLogGroupOfAnotherAccount_isRefused() {
    assertRefused(
        pipe ->
            pipe.logConfiguration(
                log ->
                    log.level("ERROR")
                        .cloudwatchLogsLogDestination(
                            group ->
                                group.logGroupArn(
                                    "arn:aws:logs:eu-west-1:111111111111:log-group:/x"))),
        "logGroupArn");
  }

  @Test
  void aLogDestinationWithoutAGroup_isRefused() {
    assertRefused(
        pipe ->
            pipe.logConfiguration(log -> log.level("INFO").cloudwatchLogsLogDestination(to -> {})),
        "Value null at 'logConfiguration.cloudwatchLogsLogDestination.logGroupArn'");
  }

  @Test
  void independentProblems_areToldTogether() {
    List<String> problems = problems(pipe -> batch(pipe.name("a b").source("x"), 11, 301));

    assertThat(problems).hasSize(4);
    assertThat(PipesErrors.invalid(problems).getMessage())
        .startsWith("4 validation errors detected: Value 'a b' at 'name'");
  }

  private static void assertPasses(UnaryOperator<CreatePipeRequest.Builder> with) {
    assertThat(problems(with)).isEmpty();
  }

  private static void assertRefused(UnaryOperator<CreatePipeRequest.Builder> with, String words) {
    assertThat(problems(with)).singleElement().asString().contains(words);
  }

  private static List<String> problems(UnaryOperator<CreatePipeRequest.Builder> with) {
    return PipeRules.problems(with.apply(PipesFixture.request()).build(), PipesFixture.ACCOUNT);
  }
}
