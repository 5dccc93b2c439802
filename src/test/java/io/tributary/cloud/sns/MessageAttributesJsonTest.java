package io.tributary.cloud.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

class MessageAttributesJsonTest {

  @Test
  void read_takesWhatTheAwsCliTakes() {
    assertThat(
            MessageAttributesJson.read(
                """
                {"carrier": {"DataType": "String", "StringValue": "dhl"},
                 "weight": {"DataType": "Number", "StringValue": "2.50"},
                 "label": {"DataType": "Binary", "BinaryValue": "aGk="}}"""))
        .containsOnlyKeys("carrier", "weight", "label")
        .containsEntry(
            "weight",
            MessageAttributeValue.builder().dataType("Number").stringValue("2.50").build())
        .containsEntry(
            "label",
            MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromUtf8String("hi"))
                .build());
  }

  @Test
  void read_tellsEveryProblemAtOnce() {
    assertThatThrownBy(
            () ->
                MessageAttributesJson.read(
                    """
                    {"carrier": {"DataType": "Strnig", "StringValue": "dhl"},
                     "weight": {"DataType": "Number", "Value": 2},
                     "AWS.trace": {"DataType": "String", "StringValue": "x"}}"""))
        .isInstanceOf(MalformedAttributesException.class)
        .hasMessageContainingAll(
            "attribute carrier: DataType must be String, String.Array, Number or Binary, is"
                + " \"Strnig\"; ",
            "attribute weight: Value is unknown; it takes DataType, StringValue, BinaryValue; ",
            "attribute weight: StringValue is missing or empty; an attribute of type Number has"
                + " one; ",
            "attribute AWS.trace: The message attribute name 'AWS.trace' starts with a prefix");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": | message attributes must be JSON: ",
        "'' | message attributes must be a JSON object",
        "[] | message attributes must be a JSON object such as {\"carrier\":",
        "{\"a\": 1} | attribute a: must be an object such as {\"DataType\":",
        "{\"a\": {}} | attribute a: DataType must be String, String.Array, Number or Binary, is"
            + " missing",
        "{\"a\": {\"DataType\": \"String\", \"StringValue\": 1}} | StringValue must be text in"
            + " quotes, is 1",
        "{\"a\": {\"DataType\": \"String\", \"StringValue\": \"\"}} | StringValue is missing or"
            + " empty",
        "{\"a\": {\"DataType\": \"String\", \"BinaryValue\": \"aGk=\"}} | BinaryValue does not go"
            + " with type String",
        "{\"a\": {\"DataType\": \"Binary\", \"BinaryValue\": \"?\"}} | BinaryValue must be base64,"
            + " is \"?\"",
        "{\"a\": {}, \"a\": {}} | Duplicate field 'a'"
      })
  void read_ofWhatSnsWouldNotTake_saysWhatItWouldTake(String json, String problem) {
    assertThatThrownBy(() -> MessageAttributesJson.read(json))
        .isInstanceOf(MalformedAttributesException.class)
        .hasMessageContaining(problem);
  }
}
