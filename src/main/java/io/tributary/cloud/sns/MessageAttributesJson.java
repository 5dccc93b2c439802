package io.tributary.cloud.sns;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Message attributes as a person writes them: JSON in the form of {@code aws sns publish
 * --message-attributes}, as in {@code {"carrier":{"DataType":"String","StringValue":"dhl"}}}. A
 * {@code BinaryValue} is in base64.
 *
 * <p>See docs.aws.amazon.com/cli/latest/reference/sns/publish.html
 */
public final class MessageAttributesJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final String TYPE = "DataType";
  private static final String TEXT = "StringValue";
  private static final String BINARY = "BinaryValue";
  private static final Set<String> MEMBERS = Set.of(TYPE, TEXT, BINARY);
  private static final String EXAMPLE = "{\"DataType\":\"String\",\"StringValue\":\"dhl\"}";

  private final List<String> problems = new ArrayList<>();
  private final Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();

  private MessageAttributesJson() {}

  /**
   * The attributes that a text holds, by name and in its order.
   *
   * @throws MalformedAttributesException if SNS would not take them so; it tells every problem
   */
  public static Map<String, MessageAttributeValue> read(String text) {
    MessageAttributesJson read = new MessageAttributesJson();
    document(text).properties().forEach(it -> read.add(it.getKey(), it.getValue()));
    if (!read.problems.isEmpty()) {
      throw new MalformedAttributesException(read.problems);
    }
    return Collections.unmodifiableMap(read.attributes);
  }

  private static JsonNode document(String text) {
    try {
      JsonNode document = JSON.readTree(text);
      if (document.isObject()) {
        return document;
      }
    } catch (JsonProcessingException broken) {
      throw new MalformedAttributesException(
          List.of("message attributes must be JSON: " + broken.getOriginalMessage()));
    }
    throw new MalformedAttributesException(
        List.of("message attributes must be a JSON object such as {\"carrier\":" + EXAMPLE + "}"));
  }

  private void add(String name, JsonNode value) {
    int before = problems.size();
    try {
      MessageAttributes.checkName(name);
    } catch (AwsServiceException refused) {
      wrong(name, refused.awsErrorDetails().errorMessage());
    }
    if (value.isObject()) {
      checkMembers(name, value);
      checkValue(name, value);
    } else {
      wrong(name, "must be an object such as " + EXAMPLE + ", is " + value);
    }
    if (problems.size() == before) {
      attributes.put(name, attribute(value));
    }
  }

  private void checkMembers(String name, JsonNode value) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        wrong(name, member.getKey() + " is unknown; it takes DataType, StringValue, BinaryValue");
      } else if (!member.getValue().isTextual()) {
        wrong(name, member.getKey() + " must be text in quotes, is " + member.getValue());
      }
    }
  }

  private void checkValue(String name, JsonNode value) {
    String type = value.path(TYPE).asText();
    if (!MessageAttributes.TYPE.matcher(type).matches()) {
      wrong(
          name,
          "DataType must be String, String.Array, Number or Binary, is "
              + (value.has(TYPE) ? value.get(TYPE) : "missing"));
      return;
    }
    String expected = type.startsWith("Binary") ? BINARY : TEXT;
    String other = expected.equals(TEXT) ? BINARY : TEXT;
    if (value.path(expected).asText().isEmpty()) {
      wrong(name, expected + " is missing or empty; an attribute of type " + type + " has one");
    } else if (expected.equals(BINARY) && !isBase64(value.get(BINARY).asText())) {
      wrong(name, "BinaryValue must be base64, is " + value.get(BINARY));
    }
    if (value.has(other)) {
      wrong(name, other + " does not go with type " + type + "; leave it out");
    }
  }

  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException other) {
      return false;
    }
  }

  private static MessageAttributeValue attribute(JsonNode value) {
    MessageAttributeValue.Builder attribute =
        MessageAttributeValue.builder().dataType(value.get(TYPE).asText());
    return value.has(TEXT)
        ? attribute.stringValue(value.get(TEXT).asText()).build()
        : attribute.binaryValue(bytes(value.get(BINARY).asText())).build();
  }

  private static SdkBytes bytes(String base64) {
    return SdkBytes.fromByteArray(Base64.getDecoder().decode(base64));
  }

  private void wrong(String name, String what) {
    problems.add("attribute " + name + ": " + what);
  }
}
