package io.tributary.cloud.gateway.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * Fills builders of the SDK's models from JSON in UTF-8, straight from the bytes. A member that is
 * null counts as absent.
 */
final class JsonReader {

  // Jackson would take UTF-16 and UTF-32 too.
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

  /**
   * The figures that JSON has no numbers for, as texts. See
   * smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#shape-serialization
   */
  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  private final JsonParser json;

  private JsonReader(JsonParser json) {
    this.json = json;
  }

  /**
   * Fills a builder from a body; an empty body counts as an empty object.
   *
   * @throws AwsServiceException {@code SerializationException}, 400
   */
  static void read(byte[] body, SdkPojo builder) {
    if (body.length == 0) {
      return;
    }
    try (JsonParser json = JSON.createParser(body)) {
      json.nextToken();
      JsonReader reader = new JsonReader(json);
      reader.expect(JsonToken.START_OBJECT, "a structure");
      reader.readMembers(builder);
      if (json.nextToken() != null) {
        throw MalformedRequest.json("Unexpected content after the end of the JSON object.");
      }
    } catch (JsonProcessingException broken) {
      throw MalformedRequest.json("The request body is not valid JSON: " + where(broken));
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from memory cannot fail", impossible);
    }
  }

  private static String where(JsonProcessingException broken) {
    return broken.getOriginalMessage().lines().findFirst().orElse("")
        + (broken.getLocation() == null ? "" : " at byte " + broken.getLocation().getByteOffset());
  }

  private void readMembers(SdkPojo builder) throws IOException {
    Map<String, SdkField<?>> fields = builder.sdkFieldNameToField();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      SdkField<?> field = fields.get(name);
      if (field == null || field.location() != MarshallLocation.PAYLOAD) {
        json.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        field.set(builder, value(field));
      }
    }
  }

  private Object value(SdkField<?> field) throws IOException {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> text("a String");
      case BOOLEAN -> truth();
      case INTEGER -> integer().getIntValue();
      case LONG -> integer().getLongValue();
      case SHORT -> integer().getShortValue();
      case BYTE -> integer().getByteValue();
      case FLOAT -> isNotFinite() ? Float.valueOf(json.getText()) : number().getFloatValue();
      case DOUBLE -> isNotFinite() ? Double.valueOf(json.getText()) : number().getDoubleValue();
      case INSTANT -> time(Timestamps.format(field, Format.UNIX_TIMESTAMP));
      case SDK_BYTES -> bytes();
      case SDK_POJO -> structure(field);
      case LIST -> list(Fields.list(field).memberFieldInfo());
      case MAP -> map(Fields.map(field).valueFieldInfo());
      case NULL, BIG_DECIMAL, DOCUMENT -> throw Fields.unsupported(field);
    };
  }

  private Object structure(SdkField<?> field) throws IOException {
    expect(JsonToken.START_OBJECT, "a structure");
    SdkPojo builder = field.constructor().get();
    readMembers(builder);
    return Fields.built(builder);
  }

  private List<Object> list(SdkField<?> element) throws IOException {
    expect(JsonToken.START_ARRAY, "a list");
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(element));
    }
    return values;
  }

  private Map<String, Object> map(SdkField<?> value) throws IOException {
    expect(JsonToken.START_OBJECT, "a map");
    Map<String, Object> entries = new LinkedHashMap<>();
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      json.nextToken();
      entries.put(key, value(value));
    }
    return entries;
  }

  private String text(String expected) throws IOException {
    expect(JsonToken.VALUE_STRING, expected);
    return json.getText();
  }

  private Boolean truth() {
    if (!json.currentToken().isBoolean()) {
      throw mismatch("a Boolean");
    }
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  private JsonParser integer() {
    expect(JsonToken.VALUE_NUMBER_INT, "an Integer");
    return json;
  }

  private JsonParser number() {
    if (!json.currentToken().isNumeric()) {
      throw mismatch("a number");
    }
    return json;
  }

  private boolean isNotFinite() throws IOException {
    return json.currentToken() == JsonToken.VALUE_STRING && NOT_FINITE.contains(json.getText());
  }

  private Instant time(Format format) throws IOException {
    try {
      return switch (format) {
        case UNIX_TIMESTAMP -> Timestamps.ofSeconds(number().getDoubleValue());
        case UNIX_TIMESTAMP_MILLIS -> Instant.ofEpochMilli(integer().getLongValue());
        case ISO_8601, RFC_822 -> Timestamps.instant(text("a timestamp"), format);
      };
    } catch (IllegalArgumentException broken) {
      throw mismatch("a timestamp");
    }
  }

  private SdkBytes bytes() throws IOException {
    expect(JsonToken.VALUE_STRING, "a blob in base64");
    return SdkBytes.fromByteArrayUnsafe(json.getBinaryValue());
  }

  private void expect(JsonToken token, String expected) {
    if (json.currentToken() != token) {
      throw mismatch(expected);
    }
  }

  private AwsServiceException mismatch(String expected) {
    String pointer = json.getParsingContext().pathAsPointer().toString();
    String path = pointer.isEmpty() ? "the body" : pointer;
    return MalformedRequest.json(
        "%s found where %s is expected, at %s."
            .formatted(
                json.currentToken(), expected, path.substring(0, Math.min(200, path.length()))));
  }
}
