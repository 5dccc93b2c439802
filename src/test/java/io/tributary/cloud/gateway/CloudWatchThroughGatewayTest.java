package io.tributary.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.api.ApiErrors;
import io.tributary.cloud.gateway.http.HttpCall;
import io.tributary.cloud.gateway.http.HttpReply;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** CloudWatch over both of its protocols: JSON, as the AWS CLI speaks, and Query, as the SDK. */
class CloudWatchThroughGatewayTest {

  private static final String ALARM =
      """
      {"AlarmName":"a","Namespace":"Own","MetricName":"m","Statistic":"Sum","Period":60,
       "EvaluationPeriods":1,"Threshold":0.0,"ComparisonOperator":"GreaterThanThreshold"}""";

  private final CloudGateway cloud = new CloudGateway();
  private final CloudWatchAsyncClient query =
      (CloudWatchAsyncClient)
          SdkOperations.client(
              ServiceApi.ALL.stream()
                  .filter(api -> api.signingName().equals("monitoring"))
                  .findFirst()
                  .orElseThrow(),
              cloud.gateway);

  private HttpReply json(String operation, String body) {
    Map<String, String> headers =
        Map.of(
            "X-Amz-Target", "GraniteServiceVersion20100801." + operation,
            "Content-Type", "application/x-amz-json-1.0",
            "Authorization",
                "AWS4-HMAC-SHA256 Credential=key/20250115/eu-west-1/monitoring/aws4_request");
    return cloud.post(body, headers);
  }

  private static JsonNode read(HttpReply reply) throws IOException {
    return new ObjectMapper().readTree(reply.body());
  }

  @Test
  void anAlarmPutByJson_isDescribedAlikeByBothProtocols() throws IOException {
    json("PutMetricAlarm", ALARM);

    JsonNode byJson = read(json("DescribeAlarms", "{}")).path("MetricAlarms").path(0);
    MetricAlarm byQuery = query.describeAlarms().join().metricAlarms().get(0);

    assertThat(byJson.path("AlarmArn").asText()).isEqualTo(byQuery.alarmArn());
    assertThat(byJson.path("StateValue").asText()).isEqualTo(byQuery.stateValueAsString());
    assertThat(byJson.path("Threshold").asDouble()).isEqualTo(byQuery.threshold());
    assertThat(byJson.path("StateUpdatedTimestamp").asLong())
        .isEqualTo(byQuery.stateUpdatedTimestamp().getEpochSecond());
  }

  @Test
  void whatIsPutByQuery_firesTheAlarm() {
    json("PutMetricAlarm", ALARM);
    query
        .putMetricData(
            it ->
                it.namespace("Own")
                    .metricData(MetricDatum.builder().metricName("m").value(1.0).build()))
        .join();
    cloud.time.advance(Duration.ofMinutes(1));

    assertThat(query.describeAlarms().join().metricAlarms())
        .extracting(MetricAlarm::stateValue)
        .containsExactly(StateValue.ALARM);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "GetDashboard|`{'DashboardName':'none'}`|404|ResourceNotFound|DashboardNotFoundError",
        "PutDashboard|`{'DashboardName':'d','DashboardBody':'no JSON'}`"
            + "|400|InvalidParameterInput|DashboardInvalidInputError",
        "SetAlarmState|`{'AlarmName':'a','StateValue':'OK','StateReason':'r',"
            + "'StateReasonData':'no JSON'}`|400|InvalidFormat|InvalidFormatFault",
        "SetAlarmState|`{'AlarmName':'none','StateValue':'OK','StateReason':'r'}`"
            + "|404|ResourceNotFound|ResourceNotFound",
        "DescribeAlarms|`{'NextToken':'none'}`|400|InvalidNextToken|InvalidNextToken",
        "SetAlarmState|{}|400|MissingParameter|MissingRequiredParameterException",
        "DescribeAlarms|`{'MaxRecords':101}`|400|InvalidParameterValue|InvalidParameterValueException"
      },
      delimiter = '|')
  void anErrorByJson_isNamedByItsShape_andHasTheCodeThatOldClientsKnow(
      String operation, String body, int status, String code, String type) throws IOException {
    json("PutMetricAlarm", ALARM);

    HttpReply reply = json(operation, body.replace('\'', '"'));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers()).containsEntry("x-amzn-query-error", code + ";Sender");
    assertThat(read(reply).path("__type").asText()).isEqualTo(type);
  }

  /** JSON has no such numbers: clients send texts, and the service says what it thinks of them. */
  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void aFigureThatIsNotFinite_isReadByJson_andRefusedByTheService(String figure)
      throws IOException {
    HttpReply reply = json("PutMetricData", datumOf('"' + figure + '"'));

    assertThat(reply.headers()).containsEntry("x-amzn-query-error", "InvalidParameterValue;Sender");
    assertThat(read(reply).path("message").asText()).contains(figure);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "\"nan\"", "\"\"", "NaN", "\"+Infinity\""})
  void anyOtherTextIsNoFigureByJson(String figure) throws IOException {
    assertThat(read(json("PutMetricData", datumOf(figure))).path("__type").asText())
        .isEqualTo("SerializationException");
  }

  private static String datumOf(String figure) {
    return "{\"Namespace\":\"Own\",\"MetricData\":[{\"MetricName\":\"m\",\"Value\":"
        + figure
        + "}]}";
  }

  @Test
  void metricsOfMoreThanAPage_areAllListedByQuery() {
    putByQuery(1_000);

    List<Metric> listed = new ArrayList<>();
    query.listMetricsPaginator(it -> it.namespace("Own")).metrics().subscribe(listed::add).join();

    assertThat(listed).extracting(Metric::metricName).hasSize(1_000).doesNotHaveDuplicates();
  }

  /** With all that each may have, they are far more parameters than data. */
  private void putByQuery(int data) {
    query
        .putMetricData(
            it ->
                it.namespace("Own")
                    .metricData(IntStream.range(0, data).mapToObj(this::datum).toList()))
        .join();
  }

  private MetricDatum datum(int number) {
    return MetricDatum.builder()
        .metricName("m" + number)
        .unit(StandardUnit.MILLISECONDS)
        .timestamp(cloud.time.now())
        .dimensions(dimension("stage"), dimension("zone"), dimension("host"))
        .statisticValues(it -> it.sampleCount(2.0).sum(3.0).minimum(1.0).maximum(2.0))
        .build();
  }

  private static Dimension dimension(String name) {
    return Dimension.builder().name(name).value("of " + name).build();
  }

  @Test
  void aTokenThatNoPageGave_isRefused() {
    assertThatThrownBy(() -> query.listMetrics(it -> it.nextToken("m500")).join())
        .hasCauseInstanceOf(InvalidNextTokenException.class);
  }

  @Test
  void aClientThatSpeaksCbor_isToldWhichClientsDoNot_inCbor() throws IOException {
    HttpReply reply =
        cloud.answer(
            new HttpCall(
                "POST",
                "/service/GraniteServiceVersion20100801/operation/DescribeAlarms",
                null,
                Map.of("smithy-protocol", "rpc-v2-cbor")::get,
                new byte[0]));

    assertThat(reply.status()).isEqualTo(501);
    assertThat(reply.contentType()).isEqualTo("application/cbor");
    assertThat(reply.headers()).containsEntry("smithy-protocol", "rpc-v2-cbor");
    Map<String, String> error = cbor(reply.body());
    assertThat(error).containsOnlyKeys("__type", "message");
    assertThat(error).containsEntry("__type", "NotImplemented");
    assertThat(error.get("message")).contains("this client speaks CBOR", "AWS CLI, boto3");
  }

  /** A map of texts, as RFC 8949 writes it. */
  private static Map<String, String> cbor(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
    int head = in.readUnsignedByte();
    assertThat(head >> 5).as("a map").isEqualTo(5);
    Map<String, String> map = new HashMap<>();
    for (int i = cborLength(head, in); i > 0; i--) {
      String name = cborText(in);
      map.put(name, cborText(in));
    }
    assertThat(in.read()).as("nothing follows").isNegative();
    return map;
  }

  private static String cborText(DataInputStream in) throws IOException {
    int head = in.readUnsignedByte();
    assertThat(head >> 5).as("a text").isEqualTo(3);
    byte[] text = new byte[cborLength(head, in)];
    in.readFully(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static int cborLength(int head, DataInputStream in) throws IOException {
    int low = head & 31;
    return switch (low) {
      case 24 -> in.readUnsignedByte();
      case 25 -> in.readUnsignedShort();
      case 26 -> in.readInt();
      default -> low;
    };
  }

  @Test
  void aCborRequestThatTheHostRefuses_isToldSoInCborToo() throws IOException {
    HttpCall call =
        new HttpCall("POST", "/", null, Map.of("smithy-protocol", "rpc-v2-cbor")::get, new byte[0]);
    AwsServiceException reason =
        ApiErrors.error(AwsServiceException.builder(), "RequestTimeout", 408, "too slow: €");

    HttpReply reply = cloud.gateway.refuse(call, reason);

    assertThat(reply.status()).isEqualTo(408);
    assertThat(cbor(reply.body()))
        .isEqualTo(Map.of("__type", "RequestTimeout", "message", "too slow: €"));
  }

  @Test
  void aServiceThatIsNotThere_isRefusedWithThoseThatAre_byTheAwsClisNamesToo() throws IOException {
    Map<String, String> headers =
        Map.of(
            "Authorization", "AWS4-HMAC-SHA256 Credential=key/20250115/eu-west-1/eks/aws4_request");

    HttpReply reply =
        cloud.answer(new HttpCall("GET", "/clusters", null, headers::get, new byte[0]));

    assertThat(read(reply).path("message").asText())
        .contains("does not have the service eks. It has: sqs, ", ", monitoring (cloudwatch)");
  }

  @Test
  void anOperationThatIsNotBuilt_isRefusedByName() throws IOException {
    HttpReply reply = json("PutInsightRule", "{}");

    assertThat(reply.status()).isEqualTo(501);
    assertThat(read(reply).path("message").asText())
        .contains("does not build monitoring:PutInsightRule", "PutMetricAlarm");
  }
}
