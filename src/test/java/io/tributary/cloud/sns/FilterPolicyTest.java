package io.tributary.cloud.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cloud.journal.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** The cases stand in sns/*.json: policy, message, expected answer and where it is from. */
class FilterPolicyTest {

  @TestFactory
  Stream<DynamicTest> aPolicyLetsThroughWhatItShould() throws IOException {
    return stream(read("filter-policies.json"))
        .flatMap(
            group ->
                stream(group.get("cases"))
                    .map(
                        message ->
                            DynamicTest.dynamicTest(
                                group.get("name").textValue() + ": " + message,
                                () -> checkCase(group, message))));
  }

  private static void checkCase(JsonNode group, JsonNode message) {
    SnsFixture cloud = new SnsFixture();
    cloud.subscribe(
        "end",
        Map.of(
            "FilterPolicy", group.get("policy").toString(),
            "FilterPolicyScope", group.get("scope").textValue()));

    cloud.publish(
        r ->
            r.message(message.path("body").asText("m"))
                .messageAttributes(attributes(message.path("attributes"))));

    boolean matches = message.get("matches").booleanValue();
    assertThat(cloud.outcomes()).isEqualTo(List.of(matches ? Outcome.PASSED : Outcome.FILTERED));
    assertThat(cloud.queues.taken()).hasSize(matches ? 1 : 0);
  }

  private static Map<String, MessageAttributeValue> attributes(JsonNode given) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    given
        .properties()
        .forEach(
            field -> {
              String type = field.getValue().get(0).textValue();
              String value = field.getValue().get(1).textValue();
              attributes.put(
                  field.getKey(),
                  type.equals("Binary")
                      ? MessageAttributeValue.builder()
                          .dataType(type)
                          .binaryValue(SdkBytes.fromUtf8String(value))
                          .build()
                      : SnsFixture.attribute(type, value));
            });
    return attributes;
  }

  @TestFactory
  Stream<DynamicTest> aPolicyIsTakenOrRefusedInAwsWords() throws IOException {
    return stream(read("refused-filter-policies.json"))
        .map(
            refused ->
                DynamicTest.dynamicTest(
                    refused.get("source").textValue() + ": " + refused.get("policy").textValue(),
                    () -> checkRefused(refused)));
  }

  private static void checkRefused(JsonNode refused) {
    SnsFixture cloud = new SnsFixture();
    String error = refused.get("error").textValue();

    var answer =
        cloud.sns.subscribe(
            r ->
                r.topicArn(cloud.topic)
                    .protocol("sqs")
                    .endpoint(SnsFixture.queue("end"))
                    .attributes(
                        Map.of(
                            "FilterPolicy", refused.get("policy").textValue(),
                            "FilterPolicyScope", refused.get("scope").textValue())));

    if (error == null) {
      assertThat(answer).isCompleted();
    } else {
      assertThat(cloud.error(answer).awsErrorDetails().errorMessage())
          .isEqualTo("Invalid parameter: Attributes Reason: " + error);
    }
  }

  @Test
  void aPolicyOf256KbIsTakenAndALargerOneNot() {
    assertThat(policyOfBytes(256 * 1_024)).isNull();
    assertThat(policyOfBytes(256 * 1_024 + 1)).contains("larger than 256 KB");
  }

  private static String policyOfBytes(int bytes) {
    String frame = "{\"k\":[\"\"]}";
    String policy = "{\"k\":[\"" + "x".repeat(bytes - frame.length()) + "\"]}";
    SnsFixture cloud = new SnsFixture();
    String arn = cloud.subscribe("end", Map.of());
    var answer =
        cloud.sns.setSubscriptionAttributes(
            r -> r.subscriptionArn(arn).attributeName("FilterPolicy").attributeValue(policy));
    return answer.isCompletedExceptionally()
        ? cloud.error(answer).awsErrorDetails().errorMessage()
        : null;
  }

  @Test
  void aBodyThatIsNotJsonIsNamedAsTheReason() {
    SnsFixture cloud = new SnsFixture();
    cloud.subscribe(
        "end", Map.of("FilterPolicy", "{\"k\":[1]}", "FilterPolicyScope", "MessageBody"));

    cloud.publish(r -> r.message("no json"));

    assertThat(cloud.deliveries().get(0).reason())
        .isEqualTo("the filter policy {\"k\":[1]} looks at the message body, which is not JSON");
  }

  @Test
  void aBodyThatIsNoObjectIsNamedAsTheReason() {
    SnsFixture cloud = new SnsFixture();
    cloud.subscribe(
        "end", Map.of("FilterPolicy", "{\"k\":[1]}", "FilterPolicyScope", "MessageBody"));

    cloud.publish(r -> r.message("[1]"));

    assertThat(cloud.deliveries().get(0).reason())
        .isEqualTo(
            "the filter policy {\"k\":[1]} looks at the message body, which is not a JSON object");
  }

  @Test
  void aMessageWithoutAttributesIsNamedAsTheReason() {
    SnsFixture cloud = new SnsFixture();
    cloud.subscribe("end", Map.of("FilterPolicy", "{\"k\":[1]}"));

    cloud.publish(r -> r.message("m"));

    assertThat(cloud.deliveries().get(0).reason())
        .isEqualTo("the filter policy {\"k\":[1]} wants message attributes, the message has none");
  }

  @Test
  void aFieldThatIsNullInEveryElementOfAnArrayDoesNotExist() {
    SnsFixture cloud = new SnsFixture();
    String policy = "{\"items\":{\"a\":[{\"exists\":true}]}}";
    cloud.subscribe("end", Map.of("FilterPolicy", policy, "FilterPolicyScope", "MessageBody"));

    cloud.publish(r -> r.message("{\"items\":[{\"a\":null},{\"a\":\"\"}]}"));

    assertThat(cloud.deliveries().get(0).reason()).contains("items.a");
  }

  /** Field names made of dots are odd, but no reason to lose a message. */
  @ParameterizedTest
  @ValueSource(strings = {".", "a.", ".a"})
  void aFieldWhoseNameHasEmptyParts_isLookedFor(String field) {
    SnsFixture cloud = new SnsFixture();
    String policy = "{\"%s\":[{\"exists\":true}]}".formatted(field);
    cloud.subscribe("odd", Map.of("FilterPolicy", policy, "FilterPolicyScope", "MessageBody"));
    cloud.subscribe("all", Map.of());

    cloud.publish(r -> r.message("{\"b\":1}"));

    assertThat(cloud.outcomes()).containsExactly(Outcome.FILTERED, Outcome.PASSED);
  }

  @Test
  void aNumberThatNothingCanHold_keepsTheMessageFromNoOtherSubscription() {
    SnsFixture cloud = new SnsFixture();
    String policy = "{\"k\":[{\"exists\":true}]}";
    cloud.subscribe("some", Map.of("FilterPolicy", policy, "FilterPolicyScope", "MessageBody"));
    cloud.subscribe("all", Map.of());

    cloud.publish(r -> r.message("{\"k\":null,\"n\":1e99999999999}"));

    assertThat(cloud.outcomes()).containsExactly(Outcome.FILTERED, Outcome.PASSED);
  }

  private static JsonNode read(String file) throws IOException {
    try (InputStream in = FilterPolicyTest.class.getResourceAsStream("/sns/" + file)) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    Stream.Builder<JsonNode> elements = Stream.builder();
    array.forEach(elements::add);
    return elements.build();
  }
}
